import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import type { Database } from './database.ts'

/** Prisma's client on the same pool, for work beside a message's way. It is close()d with the database's pool. */
export function prismaOn({ pool }: Pick<Database, 'pool'>): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) })
}
