/** How long people waited lately for the office's first answer. */
import type { FirstAnswer } from '../domain/opening.ts'
import type { Client } from './database.ts'

const DAYS = 30
/** The newest are enough. */
const MOST = 500
const FRESH_MS = 60_000

/** Emergencies are left out: they are answered before all others. */
const FIND = `
  SELECT t.opened_at AS opened, a.at AS answered FROM tickets t
  JOIN LATERAL (SELECT min(m.at) AS at FROM ticket_messages m WHERE m.ticket = t.id AND m.staff_id IS NOT NULL AND m.at >= t.opened_at) a ON true
  WHERE t.about <> 'darurat' AND a.at > $1
    AND t.id IN (SELECT ticket FROM ticket_messages WHERE staff_id IS NOT NULL AND at > $1)
  ORDER BY a.at DESC LIMIT $2`

/** Asks the database once a minute; `now` may jump. */
export function recentAnswers(): (client: Client, now: Date) => Promise<readonly FirstAnswer[]> {
  let known: readonly FirstAnswer[] = []
  let askedAt = Number.NEGATIVE_INFINITY
  return async (client, now) => {
    if (Math.abs(now.getTime() - askedAt) < FRESH_MS) return known
    const since = new Date(now.getTime() - DAYS * 24 * 60 * FRESH_MS)
    known = (await client.query<FirstAnswer>({ name: 'first-answers', text: FIND, values: [since, MOST] })).rows
    askedAt = now.getTime()
    return known
  }
}
