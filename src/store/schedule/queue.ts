/** Makes messages of the steps that are due. */
import type { Account } from '../../app/store.ts'
import type { Reply } from '../../domain/chat.ts'
import { lastOf, overAt, type Saying, stepsOf, verdictOn } from '../../domain/schedule/plan.ts'
import { isFirm, ScheduledDate } from '../../domain/schedule/scheduled-date.ts'
import { accountKey } from '../account-key.ts'
import type { Client, Database } from '../database.ts'
import { findDate, MUST_COME } from './dates.ts'
import { type Checklists, type Due, owingOf } from './lacking.ts'
import type { Rules } from './plan.ts'

export type Queueing = Rules & { accounts: Account[]; checklists: Checklists; word: (saying: Saying) => Reply }

type Group = Due & { told_version: number | null }
type Judged = {
  verdict: 'send' | 'missed' | 'covered' | 'wait' | 'replaced'
  until: Date | null
  /** What everybody of the group hears, but for those who owe documents. */
  saying?: Saying
}

/** Registrations that have ended are told nothing more. */
const GONE = `('mengundurkan-diri', 'tidak-lanjut')`

/**
 * One statement over everything that is due. Of several steps of one date only one is said to a person: what tells of a
 * change, else the last. They hear it once, in the chat they used last; a terminal that nobody serves may be shut.
 * Words of one's own are looked up in an object, not joined: from arrays PostgreSQL expects a few rows, and would go through
 * all of them for each reminder.
 */
const QUEUE = `
  WITH groups AS (
    SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::text[], $6::timestamptz[], $7::text[], $8::timestamptz[], $9::bytea[])
      g(date, version, step, told_version, zone, due_at, verdict, until, body)),
  due AS (
    SELECT r.id, r.registration, r.date, r.step, g.verdict, g.until,
      coalesce(decode($13::jsonb ->> ($12::jsonb ->> r.id::text), 'base64'), g.body) AS body,
      row_number() OVER (PARTITION BY x.person_id, r.date, g.verdict IN ('wait', 'replaced') ORDER BY r.step = 'ubah' DESC, r.due_at DESC, r.id DESC) AS n
    FROM reminders r JOIN registrations x ON x.number = r.registration JOIN groups g ON (r.date, r.version, r.step, r.zone, r.due_at) = (g.date, g.version, g.step, g.zone, g.due_at)
      AND r.told_version IS NOT DISTINCT FROM g.told_version
    WHERE r.state = 'waiting' AND r.due_at <= $10),
  judged AS (
    SELECT due.id, due.until, due.body, chat.id AS chat, CASE
        WHEN due.verdict = 'wait' THEN 'waiting'
        WHEN due.verdict = 'replaced' THEN 'replaced'
        WHEN p.stopped_at IS NOT NULL OR p.restricted_at IS NOT NULL OR chat.id IS NULL OR x.stage IN ${GONE} OR (due.step <> 'ubah' AND NOT due_for.them) THEN 'skipped'
        WHEN due.n > 1 OR due.verdict = 'covered' THEN 'covered'
        WHEN due.verdict = 'missed' THEN 'missed'
        ELSE 'queued' END AS state, CASE
        WHEN p.stopped_at IS NOT NULL THEN 'stopped' WHEN p.restricted_at IS NOT NULL THEN 'restricted' WHEN x.stage IN ${GONE} OR NOT due_for.them THEN 'stage'
        WHEN chat.id IS NULL THEN 'no chat' END AS reason
    FROM due JOIN registrations x ON x.number = due.registration JOIN people p ON p.id = x.person_id
    JOIN dates d ON d.id = due.date
    CROSS JOIN LATERAL (SELECT (SELECT ${MUST_COME} FROM registrations r WHERE r.number = x.number) AS them) due_for
    LEFT JOIN LATERAL (
      SELECT c.id FROM chats c LEFT JOIN sessions s ON s.chat = c.id WHERE c.person_id = p.id AND c.state = 'open'
        AND (c.channel <> 'terminal' OR c.channel || '/' || c.account = ANY($11::text[]))
      ORDER BY s.updated_at DESC NULLS LAST, c.id LIMIT 1) chat ON true),
  numbered AS (
    SELECT *, CASE state WHEN 'queued' THEN nextval(pg_get_serial_sequence('outbox', 'id')) END AS outbox FROM (SELECT * FROM judged ORDER BY id) j),
  made AS (
    INSERT INTO outbox (id, chat, kind, priority, state, body)
    SELECT outbox, chat, 'reminder', 2, 'queued', body FROM numbered WHERE state = 'queued' ORDER BY outbox)
  UPDATE reminders r SET state = n.state, due_at = coalesce(n.until, r.due_at), outbox = n.outbox,
    reason = CASE n.state WHEN 'skipped' THEN n.reason END, settled_at = CASE WHEN n.state <> 'waiting' THEN $10::timestamptz END
  FROM numbered n WHERE r.id = n.id
  RETURNING r.state`

/** Resolves to what became of how many. */
export async function queueDue(
  client: Client,
  keys: Database['keys'],
  queueing: Queueing,
  now: Date,
): Promise<Record<string, number>> {
  const { rows: groups } = await client.query<Group>(
    `SELECT date, version, step, told_version, zone, due_at FROM reminders
     WHERE state = 'waiting' AND due_at <= $1 GROUP BY date, version, step, told_version, zone, due_at`,
    [now],
  )
  if (groups.length === 0) return {}
  const judged: Judged[] = []
  for (const group of groups) judged.push(await judge(client, queueing, group, now))
  const seal = (saying: Saying) => keys.seal('outbox', queueing.word(saying))
  const own = await ownWords(client, { groups, judged, queueing, seal }, now)
  const { rows } = await client.query<{ state: string }>(QUEUE, [
    groups.map((g) => g.date),
    groups.map((g) => g.version),
    groups.map((g) => g.step),
    groups.map((g) => g.told_version),
    groups.map((g) => g.zone),
    groups.map((g) => g.due_at),
    judged.map((j) => j.verdict),
    judged.map((j) => j.until),
    judged.map((j) => j.saying && seal(j.saying)),
    now,
    queueing.accounts.map(accountKey),
    JSON.stringify(own.wordsOf),
    JSON.stringify(own.words),
  ])
  const counts: Record<string, number> = {}
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

type Wording = { groups: Group[]; judged: Judged[]; queueing: Queueing; seal: (saying: Saying) => Buffer }

/** `words`: sealed, in base64, for each thing that somebody owes; `wordsOf`: which of them a reminder (its id) says. */
async function ownWords(
  client: Client,
  { groups, judged, queueing, seal }: Wording,
  now: Date,
): Promise<{ words: Record<string, string>; wordsOf: Record<string, string> }> {
  const asking = groups.flatMap((group, i) => {
    const saying = judged[i]?.saying
    const asks = saying && group.step !== 'ubah' && queueing.kinds[saying.date.kind].documents
    return asks ? [{ group, saying }] : []
  })
  const owing = await owingOf(
    client,
    asking.map(({ group }) => group),
    queueing,
    now,
  )
  const own = { words: {} as Record<string, string>, wordsOf: {} as Record<string, string> }
  for (const { of, lacking, reminders } of owing) {
    const owed = `${of} ${JSON.stringify(lacking)}`
    own.words[owed] ??= seal({ ...asking[of]!.saying, lacking }).toString('base64')
    for (const reminder of reminders) own.wordsOf[reminder] = owed
  }
  return own
}

async function judge(client: Client, { kinds }: Queueing, group: Group, now: Date): Promise<Judged> {
  const { step, zone, due_at: dueAt, told_version } = group
  const date = await findDate(client, group.date)
  const isChange = step === 'ubah'
  if (!date || date.version !== group.version || (!isChange && !isFirm(date)))
    return { verdict: 'replaced', until: null }
  const told = told_version === null ? undefined : await versionOf(client, group.date, told_version)
  const over = isChange && told ? lastOf(overAt(told, zone), overAt(date, zone)) : overAt(date, zone)
  const next = isChange ? undefined : stepsOf(date, kinds[date.kind], zone).find((one) => one.dueAt > now)?.dueAt
  const verdict = verdictOn({ dueAt, over, isLast: true, next, zone }, now)
  if (verdict instanceof Date) return { verdict: 'wait', until: verdict }
  return { verdict, until: null, ...(verdict === 'send' && { saying: { date, step, zone, told, now } }) }
}

async function versionOf(client: Client, date: string, version: number): Promise<ScheduledDate | undefined> {
  const { rows } = await client.query<{ body: unknown }>(
    'SELECT body FROM date_versions WHERE date = $1 AND version = $2',
    [date, version],
  )
  return rows[0] && ScheduledDate.parse(rows[0].body)
}
