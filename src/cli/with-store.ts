import { loadConfig } from '../config.ts'
import { makeLogger } from '../logger.ts'
import { type OpenStore, openStore } from '../open-store.ts'

/** Opens the database of this installation (also while `npm start` runs on it) for one piece of work. */
export async function withStore<T>(work: (store: OpenStore) => Promise<T>): Promise<T> {
  const store = await openStore(loadConfig(), makeLogger('warn'))
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
