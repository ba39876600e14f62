/** The part of a person's own data that is about their time abroad, opened for them. */
import { CheckinAnswers } from '../domain/checkin.ts'
import type { Mentor } from '../domain/mentor.ts'
import type { OwnData } from '../domain/own-data.ts'
import type { Work } from '../domain/work.ts'
import type { Database } from './database.ts'
import type { QuestionBody } from './mentors/mentor-steps.ts'
import type { Told } from './work/plan.ts'

export async function abroadOf(
  { pool, keys }: Pick<Database, 'pool' | 'keys'>,
  person: string,
): Promise<Pick<OwnData, 'work' | 'workReminders' | 'checkins' | 'mentor' | 'mentorAnswers'>> {
  const ask = async <Row extends object>(sql: string) => (await pool.query<Row>(sql, [person])).rows
  const work = await ask<{ body: Buffer; by: string; at: Date }>(
    'SELECT body, by, changed_at AS at FROM work WHERE person_id = $1',
  )
  const reminders = await ask<{ body: Buffer; about: string; step: string; at: Date; state: string }>(
    'SELECT about, step, due_at AS at, state, body FROM work_reminders WHERE person_id = $1 ORDER BY id',
  )
  const checkins = await ask<{ body: Buffer | null; askedAt: Date; answeredAt: Date | null }>(
    'SELECT asked_at AS "askedAt", answered_at AS "answeredAt", body FROM checkin_people WHERE person_id = $1 ORDER BY asked_at',
  )
  const mentor = await ask<{ body: Buffer; since: Date }>('SELECT body, since FROM mentors WHERE person_id = $1')
  const mentored = await ask<{ body: Buffer; at: Date }>(
    'SELECT body, at FROM mentor_questions WHERE mentor = $1 ORDER BY id',
  )
  return {
    work: work.map(({ body, ...row }) => ({ ...row, work: keys.open('work', body) as Work })),
    workReminders: reminders.map(({ body, ...row }) => ({ ...row, day: (keys.open('work-told', body) as Told).day })),
    checkins: checkins.map(({ body, ...row }) => ({
      ...row,
      answers: body === null ? null : CheckinAnswers.parse(keys.open('checkin', body)),
    })),
    mentor: mentor.map(({ body, since }) => ({ mentor: keys.open('mentor', body) as Mentor, since })),
    mentorAnswers: mentored.map(({ body, at }) => {
      const { question, answer = null } = keys.open('mentor-question', body) as QuestionBody
      return { question, answer, at }
    }),
  }
}
