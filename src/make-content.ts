/** What is in the files that we make for somebody, as of the moment they are made. */
import type { Wanted } from './app/store.ts'
import { ownDataFile } from './domain/own-data.ts'
import type { Knowledge } from './knowledge/shapes.ts'
import type { Database } from './store/database.ts'
import { ownDataOf } from './store/own-data.ts'

type Parts = { db: Database; knowledge: Knowledge; clock: () => Date }

/** undefined: whom it was for is not known any more, or it is none of ours to make. */
export const contentMaker =
  ({ db, knowledge, clock }: Parts) =>
  async ({ purpose, person }: Wanted): Promise<Buffer | undefined> => {
    if (purpose === 'tiket') return undefined
    const { name, dataProtection } = knowledge.office
    const data = await ownDataOf(db, person)
    const file = data && ownDataFile(data, { name, contact: dataProtection.contact }, clock())
    return file && Buffer.from(`${JSON.stringify(file, null, 2)}\n`)
  }
