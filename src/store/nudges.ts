/** Reminds staff of what waits for them: each step is a row first, so that no two processes say it twice. */
import type { Account } from '../app/store.ts'
import type { Reply } from '../domain/chat.ts'
import { nudgesDue, type TicketNudge, type TicketRules, type Untaken } from '../domain/nudges.ts'
import type { OfficeHours } from '../domain/opening.ts'
import type { Client, Database } from './database.ts'
import { queueNotices } from './queue-notices.ts'
import { staffChats } from './staff-chat.ts'

export type Nudging = {
  hours: OfficeHours
  rules: TicketRules
  accounts: Account[]
  /** In words; all of them go to the same people. */
  word: (nudges: readonly TicketNudge[]) => Reply
}

/** What waited for longer will not be helped by a message. */
const STALE = '30 days'

/**
 * An emergency counts as taken up by whoever took it, or answered, since it became one: its owner may have it from before
 * and be asleep.
 */
const UNTAKEN = `
  SELECT t.id AS ticket, t.opened_at AS since, CASE t.about WHEN 'darurat' THEN coalesce(t.urgent_at, t.opened_at) END AS urgent
  FROM tickets t WHERE t.state <> 'selesai' AND greatest(t.opened_at, t.urgent_at) > $1::timestamptz - interval '${STALE}'
    AND CASE t.about WHEN 'darurat'
      THEN (t.owner_id IS NULL OR t.taken_at < t.urgent_at)
        AND NOT EXISTS (SELECT FROM ticket_messages m WHERE m.ticket = t.id AND m.staff_id IS NOT NULL AND m.at >= t.urgent_at)
      ELSE t.owner_id IS NULL AND t.state = 'baru' END
  ORDER BY t.id`

/** Of steps that came due together only the last is said. Resolves to how many tickets staff are reminded of. */
export function nudgeAboutTickets(db: Database, nudging: Nudging, now: Date): Promise<number> {
  return db.transaction(async (client) => {
    const { rows } = await client.query<{ ticket: number; since: Date; urgent: Date | null }>(UNTAKEN, [now])
    const untaken = rows.map(({ urgent, ...row }): Untaken => ({ ...row, urgentSince: urgent ?? undefined }))
    const due = untaken.flatMap((ticket) => nudgesDue(nudging.hours, nudging.rules, ticket, now))
    const fresh = await firstTime(
      client,
      due.map((nudge) => ({ ...nudge, about: 'tiket', subject: String(nudge.ticket) })),
      now,
    )
    const said = fresh.filter(
      (nudge, i) => !fresh.slice(i + 1).some((later) => later.ticket === nudge.ticket && later.to === nudge.to),
    )
    await tell(client, db.keys, nudging, said)
    return new Set(said.map(({ ticket }) => ticket)).size
  })
}

type Step = { about: string; subject: string; since: Date; step: string }

/** Writes these down; resolves to those that nobody had. */
async function firstTime<T extends Step>(client: Client, steps: readonly T[], now: Date): Promise<T[]> {
  if (steps.length === 0) return []
  const { rows } = await client.query<{ about: string; subject: string; step: string }>(
    `INSERT INTO staff_nudges (about, subject, since, step, at)
     SELECT x.*, $5::timestamptz FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) x
     ON CONFLICT DO NOTHING RETURNING about, subject, step`,
    [steps.map((s) => s.about), steps.map((s) => s.subject), steps.map((s) => s.since), steps.map((s) => s.step), now],
  )
  return steps.filter(({ about, subject, step }) =>
    rows.some((row) => row.about === about && row.subject === subject && row.step === step),
  )
}

async function tell(
  client: Client,
  keys: Database['keys'],
  { accounts, word }: Nudging,
  nudges: readonly TicketNudge[],
): Promise<void> {
  if (nudges.length === 0) return
  const chats = await staffChats({ client, accounts })
  for (const to of ['staff', 'admins'] as const)
    for (const urgent of [true, false]) {
      const these = nudges.filter((nudge) => nudge.to === to && nudge.urgent === urgent)
      const hear = chats.filter(({ role }) => to === 'staff' || role === 'admin')
      if (these.length > 0)
        await queueNotices(
          client,
          keys,
          hear.map(({ id }) => ({ chat: id, reply: word(these) })),
        )
    }
}
