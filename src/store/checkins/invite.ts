/** Asks people abroad how they are some months after they left, and reminds once of what was not answered. */
import type { Account } from '../../app/store.ts'
import type { Reply } from '../../domain/chat.ts'
import { WAKING } from '../../domain/schedule/plan.ts'
import { civilIn, ZONE_IDS, type Zone } from '../../domain/zone.ts'
import type { Client } from '../database.ts'
import type { Keyring } from '../keyring.ts'
import { lastChats } from '../last-chat.ts'
import { pushReminders } from '../push-reminders.ts'
import { WORK_HOME } from '../work/plan.ts'
import { standingCheckin } from './answer.ts'

export type Inviting = {
  /** Months after departure. */
  after: readonly number[]
  hour: string
  remindDays: number
  invite: (months: number) => Reply
  again: Reply
}
type Round = Inviting & { client: Client; keys: Keyring; accounts: Account[]; officeZone: Zone }

/** Whoever could not be asked for so long is not asked any more: the next mark comes. */
const LATE_DAYS = 14
/** A check-in that is older is let rest. */
const REST_DAYS = 30
const BATCH = 500
const DAY_MS = 24 * 60 * 60 * 1000

const MAY_HEAR = `p.stopped_at IS NULL AND p.restricted_at IS NULL
  AND EXISTS (SELECT FROM chats c WHERE c.person_id = p.id AND c.state = 'open') AND ${WORK_HOME} = ANY($2::text[])`

/** $3 the check-in, $4 months, $5 now, $6 the least moment. A row of an import is no departure. */
const DUE = `
  INSERT INTO checkin_people (checkin, person_id, asked_at)
  SELECT $3::int, p.id, $5::timestamptz FROM people p LEFT JOIN work w ON w.person_id = p.id
  WHERE EXISTS (
      SELECT FROM registrations r JOIN stage_moves m ON m.registration = r.number
      WHERE r.person_id = p.id AND r.stage = 'berangkat' AND r.erased_at IS NULL
        AND m.to_stage = 'berangkat' AND NOT (m.by = 'langkah' AND m.from_stage IS NULL)
        AND m.at <= $5::timestamptz - $4::int * interval '1 month' AND m.at > $6::timestamptz - $4::int * interval '1 month')
    AND ${MAY_HEAR} AND NOT EXISTS (SELECT FROM checkin_people x WHERE x.checkin = $3 AND x.person_id = p.id)
  LIMIT ${BATCH}
  ON CONFLICT DO NOTHING RETURNING person_id AS person`

/** $3 asked before, $4 not before, $5 now. Who was asked by an announcement has no row yet; who cried for help is left in peace. */
const SILENT = `
  WITH asked AS (
    SELECT x.checkin, x.person_id, x.asked_at FROM checkin_people x JOIN checkins c ON c.id = x.checkin
      WHERE c.kind <> 'sendiri' AND x.asked_at BETWEEN $4 AND $3 AND x.answered_at IS NULL AND x.reminded_at IS NULL
    UNION ALL
    SELECT c.id, o.person_id, o.settled_at FROM checkins c JOIN outbox o ON o.announcement = c.announcement
      WHERE c.kind = 'sekali' AND c.at > $4 - interval '${REST_DAYS} days' AND o.state = 'sent' AND o.person_id IS NOT NULL AND o.settled_at BETWEEN $4 AND $3
        AND NOT EXISTS (SELECT FROM checkin_people x WHERE x.checkin = c.id AND x.person_id = o.person_id))
  INSERT INTO checkin_people (checkin, person_id, asked_at, reminded_at)
  SELECT a.checkin, a.person_id, a.asked_at, $5::timestamptz FROM asked a JOIN people p ON p.id = a.person_id
    LEFT JOIN work w ON w.person_id = p.id
  WHERE ${MAY_HEAR} AND NOT EXISTS (SELECT FROM tickets t WHERE t.person_id = p.id AND t.about = 'darurat' AND t.opened_at >= a.asked_at)
  LIMIT ${BATCH}
  ON CONFLICT (checkin, person_id) DO UPDATE SET reminded_at = EXCLUDED.reminded_at
    WHERE checkin_people.reminded_at IS NULL AND checkin_people.answered_at IS NULL
  RETURNING person_id AS person`

/** Resolves to how many were written to. A row is written first, so that nobody is asked or reminded of the same twice. */
export async function inviteToCheckins(round: Round, now: Date): Promise<number> {
  const { client, after, hour, remindDays, officeZone } = round
  const zones = ZONE_IDS.filter((zone) => {
    const { time } = civilIn(zone, now)
    return time >= hour && time < WAKING.until
  })
  if (zones.length === 0) return 0
  let count = 0
  for (const months of after) {
    const checkin = await standingCheckin(client, 'berkala', months, now)
    const values = [officeZone, zones, checkin, months, now, new Date(now.getTime() - LATE_DAYS * DAY_MS)]
    count += await all(round, DUE, values, round.invite(months))
  }
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const values = [officeZone, zones, before(remindDays), before(remindDays + LATE_DAYS), now]
  return count + (await all(round, SILENT, values, round.again))
}

async function all({ client, keys, accounts }: Round, sql: string, values: unknown[], reply: Reply): Promise<number> {
  for (let count = 0; ; ) {
    const { rows } = await client.query<{ person: string }>(sql, values)
    const chats = await lastChats(client, [...new Set(rows.map(({ person }) => person))], accounts)
    await pushReminders(
      client,
      [...chats.values()].map((chat) => ({ chat, body: keys.seal('outbox', reply) })),
    )
    count += chats.size
    if (rows.length < BATCH) return count
  }
}
