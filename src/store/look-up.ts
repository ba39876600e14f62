/** Answers what flows look up. */

import type { OpenChat } from '../app/store.ts'
import type { Found, Lookup } from '../domain/desk.ts'
import type { FileOutcome } from '../domain/kept-file.ts'
import type { MovingQuery } from '../domain/moving.ts'
import type { Answers, Registration } from '../domain/registration.ts'
import type { Stage } from '../domain/stage.ts'
import { findClaim, findClaims, openingFor } from './alumni-claims.ts'
import { listAnnouncements, seeAnnouncement } from './announcements/ledger.ts'
import { countRecipients } from './announcements/recipients.ts'
import { BATCH_JSON, type BatchJson, listBatches, readBatch } from './batches.ts'
import type { Client } from './database.ts'
import type { FileBody } from './files/want-file.ts'
import { findJoining } from './find-joining.ts'
import { findMoving } from './find-moving.ts'
import type { Keyring } from './keyring.ts'
import { findLicensed } from './licensed.ts'
import { findTicket, listTickets } from './look-up-tickets.ts'
import type { Loading } from './open-chats.ts'
import { calendar, dateOf, scheduleOf } from './schedule/look-up.ts'

const LIST_MAX = 20
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** For which of the transaction's chats something is looked up, and when. */
export type Asking = { chat: OpenChat; chats: readonly OpenChat[]; now: Date }

export async function lookUp(client: Client, loading: Loading, asking: Asking, lookup: Lookup): Promise<Found> {
  const { keys } = loading
  if (lookup.kind === 'joining')
    return { kind: 'joining', ...(await findJoining(client, loading, asking, lookup.code)) }
  if (lookup.kind === 'alumni') return { kind: 'alumni', opening: await openingFor(client, asking) }
  if (lookup.kind === 'claims') return { kind: 'claims', claims: await findClaims(client) }
  if (lookup.kind === 'claim') return { kind: 'claim', seen: await findClaim(client, keys, lookup) }
  if (lookup.kind === 'desk') return desk(client, keys)
  if (lookup.kind === 'registration')
    return { kind: 'registration', registration: await registration(client, keys, lookup.number) }
  if (lookup.kind === 'moving') return moving(client, keys, lookup)
  if (lookup.kind === 'licensed') return { kind: 'licensed', listed: await findLicensed(client, lookup) }
  if (lookup.kind === 'announcements') return { kind: 'announcements', announcements: await listAnnouncements(client) }
  if (lookup.kind === 'announcement')
    return { kind: 'announcement', announcement: await seeAnnouncement(client, keys, lookup.id) }
  if (lookup.kind === 'audience') return { kind: 'audience', counted: await countRecipients(client, lookup.audience) }
  if (lookup.kind === 'file') return ticketFile(client, keys, lookup.id)
  if (lookup.kind === 'schedule') return scheduleOf(client, asking.chat.person.id, asking.now)
  if (lookup.kind === 'calendar') return calendar(client, asking.now)
  if (lookup.kind === 'date') return dateOf(client, lookup)
  return findTicket(client, keys, lookup.ticket)
}

/** What waits, oldest first, emergencies before all. */
async function desk(client: Client, keys: Keyring): Promise<Found> {
  const registrations = await client.query<{ number: string; schemes: string[]; submitted_at: Date }>(
    `SELECT number, schemes, submitted_at FROM registrations WHERE stage IN ('terdaftar', 'diperiksa') AND (imported_at IS NULL OR submitted_at > imported_at) ORDER BY submitted_at LIMIT $1`,
    [LIST_MAX],
  )
  return {
    kind: 'desk',
    claims: (await findClaims(client)).length,
    registrations: registrations.rows.map((r) => ({
      number: r.number,
      schemes: r.schemes,
      submittedAt: r.submitted_at,
    })),
    tickets: await listTickets(client, keys, LIST_MAX),
  }
}

async function moving(client: Client, keys: Keyring, query: MovingQuery): Promise<Found> {
  return { kind: 'moving', people: await findMoving(client, keys, query), batches: await listBatches(client) }
}

/** Locked, for what is decided about it must be decided about what was seen. */
async function registration(client: Client, keys: Keyring, number: string): Promise<Registration | undefined> {
  const { rows } = await client.query<{
    stage: Stage
    schemes: string[]
    batch: BatchJson | null
    answers: Buffer
    submitted_at: Date
    reason: Buffer | null
  }>(
    `SELECT r.stage, r.schemes, ${BATCH_JSON} AS batch, r.answers, r.submitted_at, r.reason
     FROM registrations r LEFT JOIN batches b ON b.id = r.batch WHERE r.number = $1 AND r.erased_at IS NULL FOR NO KEY UPDATE OF r`,
    [number],
  )
  const [row] = rows
  if (!row) return undefined
  return {
    number,
    stage: row.stage,
    schemes: row.schemes,
    batch: row.batch === null ? undefined : readBatch(row.batch),
    answers: keys.open('registration', row.answers) as Answers,
    submittedAt: row.submitted_at,
    reason: row.reason === null ? undefined : (keys.open('reason', row.reason) as string),
  }
}

/** A file's own bytes are fetched when it is sent; here is only what it is. */
async function ticketFile(client: Client, keys: Keyring, id: string): Promise<Found> {
  const { rows } = await client.query<{ ticket: number; state: 'wanted' | FileOutcome; body: Buffer }>(
    'SELECT ticket, state, body FROM files WHERE id = $1::uuid AND ticket IS NOT NULL',
    [UUID.test(id) ? id : null],
  )
  const [row] = rows
  if (!row) return { kind: 'file', ticket: 0, state: undefined, file: undefined }
  const { file } = keys.open('file', row.body) as FileBody
  return { kind: 'file', ticket: row.ticket, state: row.state, file: row.state === 'kept' ? file : undefined }
}
