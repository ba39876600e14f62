/** The job that keeps the calendar's promises: takes dates from content/schedule, then reminds people, minute by minute. */
import { createHash } from 'node:crypto'
import type { Job } from './app/jobs.ts'
import type { Meter } from './app/meter.ts'
import type { Account } from './app/store.ts'
import { announcementReply } from './domain/announcement.ts'
import { expiryReply } from './flows/documents/news.ts'
import { formReply, reminderReply } from './flows/schedule/reminder-words.ts'
import { workReminder } from './flows/work/words.ts'
import type { Knowledge } from './knowledge/shapes.ts'
import type { Database } from './store/database.ts'
import { saveFromFiles } from './store/schedule/dates.ts'
import { type Reminding, remind } from './store/schedule/remind.ts'

type Parts = { db: Database; knowledge: Knowledge; accounts: () => Account[]; clock: () => Date; meter: Meter }

/** Every minute, on the minute: that is when reminders are due. */
export const remindJob = ({ db, knowledge, accounts, clock, meter }: Parts): Job => ({
  name: 'pengingat',
  at: '* * * * *',
  async run() {
    const counts = await remind(db, remindingOf(knowledge, accounts()), clock())
    const news = Object.entries(counts).filter(([, count]) => count > 0)
    for (const [state, count] of news) meter.reminded(state, count)
    return Object.fromEntries(news)
  },
})

export const remindingOf = (knowledge: Knowledge, accounts: Account[]): Reminding => ({
  kinds: knowledge.reminders.kinds,
  officeZone: knowledge.office.zone,
  accounts,
  checklists: knowledge.schemes,
  word: (saying) => reminderReply(knowledge, saying),
  documents: {
    ...knowledge.reminders.documents,
    word: (document, expires, left) => expiryReply(knowledge, document, expires, left),
  },
  form: {
    ...knowledge.reminders.form,
    word: (n, again) => formReply({ last: n === knowledge.reminders.form.days.length, again }),
  },
  checkins: invitations(knowledge),
  work: { rules: knowledge.reminders.work, word: (saying) => workReminder(knowledge, saying) },
})

/** What people abroad are asked some months after they left, and the one reminder. */
function invitations({ checkins: { after, hour, remindDays, regular, again } }: Knowledge): Reminding['checkins'] {
  const asking = (text: string) => announcementReply({ text, checkin: true }, { nama: undefined, nomor: undefined })
  return {
    ...{ after, hour, remindDays },
    invite: (months) => asking(regular.replaceAll('{bulan}', String(months))),
    again: asking(again),
  }
}

/** At start: what the files say, unless staff have changed it since the file was. */
export function takeSchedule(db: Database, { schedule }: Knowledge, now: Date): Promise<Record<string, number>> {
  const entries = schedule.map((date) => ({
    date,
    hash: createHash('sha256').update(JSON.stringify(date)).digest('hex'),
  }))
  return db.transaction((client) => saveFromFiles(client, entries, now))
}
