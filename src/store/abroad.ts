/** What is known of a person's time abroad, as a decision sees it. */
import type { Mentor } from '../domain/mentor.ts'
import type { Person } from '../domain/person.ts'
import type { Work } from '../domain/work.ts'

/** Of person `p`. */
export const ABROAD = `
    (SELECT encode(w.body, 'hex') FROM work w WHERE w.person_id = p.id) AS work,
    (SELECT encode(m.body, 'hex') FROM mentors m WHERE m.person_id = p.id) AS mentor,
    (SELECT count(*)::int FROM checkin_people x WHERE x.person_id = p.id AND x.answered_at IS NOT NULL) AS answered`

/** Sealed bodies in hex. */
export type AbroadRow = { work: string | null; mentor: string | null; answered: number }

export const readAbroad = (
  { work, mentor, answered }: AbroadRow,
  open: (purpose: string, hex: string) => unknown,
): Pick<Person, 'work' | 'mentor' | 'answeredCheckins'> => ({
  work: work === null ? undefined : (open('work', work) as Work),
  mentor: mentor === null ? undefined : (open('mentor', mentor) as Mentor),
  answeredCheckins: answered || undefined,
})
