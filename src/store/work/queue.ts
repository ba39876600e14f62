/** Makes messages of the steps that are due. */
import type { Account } from '../../app/store.ts'
import type { Reply } from '../../domain/chat.ts'
import { lastOf, overAt, stepsOf, type Verdict, verdictOn } from '../../domain/schedule/plan.ts'
import type { Work, WorkAbout, WorkSaying } from '../../domain/work.ts'
import { civilIn, type Zone } from '../../domain/zone.ts'
import type { Client } from '../database.ts'
import type { Keyring } from '../keyring.ts'
import { lastChats } from '../last-chat.ts'
import { pushReminders } from '../push-reminders.ts'
import type { Told, WorkRules } from './plan.ts'

const BATCH = 500

type Row = {
  id: string
  person: string
  about: WorkAbout
  step: string
  zone: Zone
  due_at: Date
  body: Buffer
  work: Buffer
  why: string | null
  last: boolean
}

/** Registrations that have all ended without going abroad: nobody of them is told anything more. */
const GONE = `EXISTS (SELECT FROM registrations r WHERE r.person_id = p.id)
  AND NOT EXISTS (SELECT FROM registrations r WHERE r.person_id = p.id AND r.stage NOT IN ('mengundurkan-diri', 'tidak-lanjut'))`

/** Of several that are due of one day only the last is said; what tells of a change goes before all. */
const DUE = `
  SELECT r.id, r.person_id AS person, r.about, r.step, r.zone, r.due_at, r.body, w.body AS work,
    CASE WHEN p.stopped_at IS NOT NULL THEN 'stopped' WHEN p.restricted_at IS NOT NULL THEN 'restricted' WHEN ${GONE} THEN 'stage' END AS why,
    NOT EXISTS (SELECT FROM work_reminders x WHERE x.person_id = r.person_id AND x.about = r.about AND x.state = 'waiting'
                AND x.due_at <= $1 AND x.id <> r.id
                AND (x.step = 'ubah', x.due_at, x.id) > (r.step = 'ubah', r.due_at, r.id)) AS last
  FROM work_reminders r JOIN work w ON w.person_id = r.person_id AND w.version = r.version JOIN people p ON p.id = r.person_id
  WHERE r.state = 'waiting' AND r.due_at <= $1 ORDER BY r.id LIMIT ${BATCH} FOR UPDATE OF w, r SKIP LOCKED`

export type WorkQueueing = {
  client: Client
  keys: Keyring
  rules: WorkRules
  accounts: Account[]
  word: (saying: WorkSaying) => Reply
}

/** Resolves to what became of how many. */
export async function queueWork(queueing: WorkQueueing, now: Date): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (;;) {
    const { rows } = await queueing.client.query<Row>(DUE, [now])
    if (rows.length === 0) return counts
    for (const state of await settle(queueing, rows, now)) counts[state] = (counts[state] ?? 0) + 1
  }
}

type Settled = { id: string; state: string; reason: string | null; until: Date | null; outbox: string | null }

async function settle({ client, keys, rules, accounts, word }: WorkQueueing, rows: Row[], now: Date) {
  const chats = await lastChats(client, [...new Set(rows.map(({ person }) => person))], accounts)
  const pushed: { chat: string; body: Buffer; settled: Settled }[] = []
  const settled = rows.map((row): Settled => {
    const none = { id: row.id, reason: null, until: null, outbox: null }
    const told = keys.open('work-told', row.body) as Told
    const verdict = verdictFor(row, told, rules, now)
    const chat = chats.get(row.person)
    const why = row.why ?? (chat === undefined ? 'no chat' : null)
    if (verdict instanceof Date) return { ...none, state: 'waiting', until: verdict }
    if (why !== null) return { ...none, state: 'skipped', reason: why }
    if (verdict !== 'send') return { ...none, state: verdict }
    const saying = { about: row.about, day: told.day, was: told.was, today: civilIn(row.zone, now).day }
    const said = word({ ...saying, work: keys.open('work', row.work) as Work })
    const queued = { ...none, state: 'queued' }
    pushed.push({ chat: chat!, body: keys.seal('outbox', said), settled: queued })
    return queued
  })
  const ids = await pushReminders(client, pushed)
  for (const [i, { settled }] of pushed.entries()) settled.outbox = ids[i]!
  await client.query(
    `UPDATE work_reminders r SET state = x.state, reason = x.reason, due_at = coalesce(x.until, r.due_at), outbox = x.outbox,
       settled_at = CASE WHEN x.state <> 'waiting' THEN $6::timestamptz END
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[]) x(id, state, reason, until, outbox) WHERE r.id = x.id`,
    [
      settled.map(({ id }) => id),
      settled.map(({ state }) => state),
      settled.map(({ reason }) => reason),
      settled.map(({ until }) => until),
      settled.map(({ outbox }) => outbox),
      now,
    ],
  )
  return settled.map(({ state }) => state)
}

function verdictFor({ about, step, zone, due_at: dueAt, last }: Row, told: Told, rules: WorkRules, now: Date): Verdict {
  const day = (day: string) => ({ day, time: undefined, zone })
  const over = [told.day, told.was].flatMap((one) => (one === undefined ? [] : [overAt(day(one), zone)])).reduce(lastOf)
  const coming = told.day === undefined || step === 'ubah' ? [] : stepsOf(day(told.day), rules[about], zone)
  const next = coming.find((one) => one.dueAt > now)?.dueAt
  return verdictOn({ dueAt, over, isLast: last, next, zone }, now)
}
