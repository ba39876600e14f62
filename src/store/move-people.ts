import type { Account, Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { ENDS, needsWords, type Stage } from '../domain/stage.ts'
import { auditAll } from './audit.ts'
import { BATCH_JSON, type BatchJson, readBatch } from './batches.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'
import { lastChats } from './last-chat.ts'
import { type Scene, staffOf } from './scene.ts'
import { recordMoves } from './stage-moves.ts'

/** `by`: the id of a member of staff, or 'langkah'. */
export type Doing = { client: Client; keys: Keyring; now: Date; accounts: Account[]; by: string }
type Moving = Omit<Extract<Effect, { kind: 'movePeople' }>, 'kind'>
type Joining = Omit<Extract<Effect, { kind: 'putIntoBatch' }>, 'kind'>
type Told = Extract<Notice, { about: 'moved' }>

const MOVE = `
  UPDATE registrations r SET stage = $3, reason = $4, decided_at = $5, decided_by = $6::uuid
  FROM unnest($1::text[], $2::text[]) x(number, stage)
  WHERE r.number = x.number AND r.stage = x.stage AND r.erased_at IS NULL AND r.stage <> $3 AND r.stage <> ALL($7::text[])
    AND NOT EXISTS (SELECT FROM people p WHERE p.id = r.person_id AND p.restricted_at IS NOT NULL)
  RETURNING r.number, x.stage AS from`

/**
 * Those who still stand where they were seen go to another stage: written down with who and why, and told to each, unless
 * they said *berhenti*. Returns the notices, and whom it moved.
 */
export async function movePeople(doing: Doing, { moves, to, reason }: Moving): Promise<Notice[]> {
  const { client, keys, now, by } = doing
  const words = needsWords(to) && reason !== undefined ? reason : undefined
  const { rows } = await client.query<{ number: string; from: Stage }>(MOVE, [
    moves.map(({ number }) => number),
    moves.map(({ from }) => from),
    to,
    words === undefined ? null : keys.seal('reason', words),
    now,
    staffId(by),
    ENDS,
  ])
  const done = rows.sort((a, b) => (a.number < b.number ? -1 : 1))
  await recordMoves(
    client,
    keys,
    done.map(({ number, from }) => ({ number, from, to, by, reason })),
    now,
  )
  const numbers = done.map(({ number }) => number)
  await auditEach(doing, `tahap ${to}`, numbers)
  return (await toTell(doing, numbers)).map((facts) => ({ ...facts, news: 'stage', reason: words }))
}

/** They go with this batch from now on, and are told so. Who has come to an end is left alone. */
export async function putIntoBatch(doing: Doing, { numbers, batch }: Joining): Promise<Notice[]> {
  const { rows } = await doing.client.query<{ number: string }>(
    `UPDATE registrations r SET batch = $2 WHERE number = ANY($1::text[]) AND batch IS DISTINCT FROM $2
       AND erased_at IS NULL AND stage <> ALL($3::text[])
       AND NOT EXISTS (SELECT FROM people p WHERE p.id = r.person_id AND p.restricted_at IS NOT NULL) RETURNING number`,
    [numbers, batch, ENDS],
  )
  const done = rows.map(({ number }) => number).sort()
  await auditEach(doing, `angkatan ${batch}`, done)
  return (await toTell(doing, done)).map((facts) => ({ ...facts, news: 'batch', reason: undefined }))
}

const UUID = /^[0-9a-f-]{36}$/
const staffId = (by: string) => (UUID.test(by) ? by : null)

const auditEach = ({ client, by, now }: Doing, action: string, numbers: string[]) =>
  auditAll(client, by, action, numbers, '', now)

type Row = { number: string; person: string; stage: Stage; schemes: string[]; batch: BatchJson | null }

/** What each of them is told, in the chat they used last; nothing where they want no messages or have left. */
async function toTell({ client, accounts }: Doing, numbers: string[]): Promise<Omit<Told, 'news' | 'reason'>[]> {
  const { rows } = await client.query<Row>(
    `SELECT r.number, r.person_id AS person, r.stage, r.schemes, ${BATCH_JSON} AS batch
     FROM registrations r JOIN people p ON p.id = r.person_id AND p.stopped_at IS NULL LEFT JOIN batches b ON b.id = r.batch
     WHERE r.number = ANY($1::text[]) ORDER BY r.number`,
    [numbers],
  )
  const chats = await lastChats(
    client,
    rows.map(({ person }) => person),
    accounts,
  )
  return rows.flatMap(({ number, person, stage, schemes, batch }) => {
    const chat = chats.get(person)
    if (chat === undefined) return []
    return [{ to: 'person', chat, about: 'moved', number, stage, schemes, batch: batch ? readBatch(batch) : undefined }]
  })
}

const byStaff = ({ client, keys, chat, now, accounts }: Scene): Doing => ({
  client,
  keys,
  now,
  accounts,
  by: staffOf(chat),
})
export const movePeopleByStaff = (scene: Scene, effect: Extract<Effect, { kind: 'movePeople' }>) =>
  movePeople(byStaff(scene), effect)
export const putIntoBatchByStaff = (scene: Scene, effect: Extract<Effect, { kind: 'putIntoBatch' }>) =>
  putIntoBatch(byStaff(scene), effect)
