import { loadConfig } from '../config.ts'
import { makeLogger } from '../logger.ts'
import { type OpenStore, openStore } from '../open-store.ts'
import type { Database } from '../store/database.ts'
import { prismaOn } from '../store/prisma.ts'

export type DeskDatabase = Database & { prisma: ReturnType<typeof prismaOn> }

/** Opens the database of this installation (also while `npm start` runs on it) for one piece of work. */
export async function withStore<T>(work: (store: OpenStore & { db: DeskDatabase }) => Promise<T>): Promise<T> {
  const store = await openStore(loadConfig(), makeLogger('warn'))
  const prisma = prismaOn(store.db)
  try {
    return await work({ ...store, db: { ...store.db, prisma } })
  } finally {
    await prisma.$disconnect()
    await store.close()
  }
}
