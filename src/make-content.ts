/** What is in the files that we make for somebody, as of the moment they are made. */
import type { Wanted } from './app/store.ts'
import { plainText } from './domain/markup.ts'
import { ownDataFile } from './domain/own-data.ts'
import { icsOf } from './domain/schedule/ics.ts'
import { forWhom, whatOf } from './flows/schedule/words.ts'
import type { Knowledge } from './knowledge/shapes.ts'
import type { Database } from './store/database.ts'
import { ownDataOf } from './store/own-data.ts'
import { datesOf } from './store/schedule/look-up.ts'

type Parts = { db: Database; knowledge: Knowledge; clock: () => Date }

/** undefined: whom it was for is not known any more, or it is none of ours to make. */
export const contentMaker =
  ({ db, knowledge, clock }: Parts) =>
  async ({ purpose, person }: Wanted): Promise<Buffer | undefined> => {
    if (purpose === 'tiket') return undefined
    return purpose === 'kalender'
      ? calendarOf({ db, knowledge, clock }, person)
      : copyOf({ db, knowledge, clock }, person)
  }

async function copyOf({ db, knowledge, clock }: Parts, person: string): Promise<Buffer | undefined> {
  const { name, dataProtection } = knowledge.office
  const data = await ownDataOf(db, person)
  const file = data && ownDataFile(data, { name, contact: dataProtection.contact }, clock())
  return file && Buffer.from(`${JSON.stringify(file, null, 2)}\n`)
}

/** The dates that *jadwal* shows them. */
async function calendarOf({ db, knowledge, clock }: Parts, person: string): Promise<Buffer | undefined> {
  const now = clock()
  const dates = await db.transaction((client) => datesOf(client, person, now))
  const named = dates.map((date) => ({ date, what: plainText(`${whatOf(date)} – ${forWhom(knowledge, date)}`) }))
  return dates.length > 0 ? Buffer.from(icsOf(named, { host: 'langkah-aman', now, alarms: true })) : undefined
}
