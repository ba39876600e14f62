/** Reminds of registrations that were begun and not sent. */
import type { Account } from '../../app/store.ts'
import type { Reply } from '../../domain/chat.ts'
import { WAKING } from '../../domain/schedule/plan.ts'
import { civilIn, ZONE_IDS, type Zone } from '../../domain/zone.ts'
import { accountKey } from '../account-key.ts'
import type { Client, Database } from '../database.ts'

export type FormReminding = {
  /** After so many days of silence each; as often as there are days, and then never again. */
  days: readonly number[]
  hour: string
  officeZone: Zone
  accounts: Account[]
  /** `n` counts from 1. `again`: they had sent it once, and have changed something since. */
  word: (n: number, again: boolean) => Reply
}

const DAY_MS = 24 * 60 * 60 * 1000
const FLOW = 'daftar'

/**
 * $4 is how often they were reminded before. Whoever went on with the form meanwhile is left alone again for as long; the
 * row is the promise that no number comes twice.
 */
const REMIND = `
  WITH who AS (
    SELECT d.person_id, chat.id AS chat, EXISTS (SELECT FROM registrations r WHERE r.person_id = d.person_id AND r.stage NOT IN ('alumni', 'mengundurkan-diri', 'tidak-lanjut')) AS again,
      nextval(pg_get_serial_sequence('outbox', 'id')) AS outbox
    FROM drafts d JOIN people p ON p.id = d.person_id
    JOIN LATERAL (
      SELECT c.id FROM chats c LEFT JOIN sessions s ON s.chat = c.id WHERE c.person_id = p.id AND c.state = 'open'
        AND (c.channel <> 'terminal' OR c.channel || '/' || c.account = ANY($7::text[]))
      ORDER BY s.updated_at DESC NULLS LAST, c.id LIMIT 1) chat ON true
    WHERE d.flow = $1 AND d.updated_at <= $2 AND p.stopped_at IS NULL AND p.restricted_at IS NULL AND coalesce(p.zone, $3::text) = ANY($5::text[])
      AND (SELECT count(*) FROM form_reminders f WHERE f.person_id = d.person_id AND f.flow = d.flow) = $4
      AND NOT EXISTS (SELECT FROM form_reminders f WHERE f.person_id = d.person_id AND f.flow = d.flow AND f.at > $6)),
  kept AS (
    INSERT INTO form_reminders (person_id, flow, n, at, outbox) SELECT person_id, $1, $4 + 1, $8, outbox FROM who)
  INSERT INTO outbox (id, chat, kind, priority, state, body)
  SELECT outbox, chat, 'reminder', 2, 'queued', CASE WHEN again THEN $10::bytea ELSE $9::bytea END FROM who`

/** Resolves to how many were reminded. */
export async function remindForms(
  client: Client,
  keys: Database['keys'],
  { days, hour, officeZone, accounts, word }: FormReminding,
  now: Date,
): Promise<number> {
  const zones = ZONE_IDS.filter((zone) => {
    const { time } = civilIn(zone, now)
    return time >= hour && time < WAKING.until
  })
  if (zones.length === 0) return 0
  let count = 0
  for (const [before, silent] of days.entries()) {
    const pause = silent - (days[before - 1] ?? 0)
    const { rowCount } = await client.query(REMIND, [
      FLOW,
      new Date(now.getTime() - silent * DAY_MS),
      officeZone,
      before,
      zones,
      new Date(now.getTime() - pause * DAY_MS),
      accounts.map(accountKey),
      now,
      keys.seal('outbox', word(before + 1, false)),
      keys.seal('outbox', word(before + 1, true)),
    ])
    count += rowCount ?? 0
  }
  return count
}
