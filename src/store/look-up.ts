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
import { auditAll } from './audit.ts'
import { BATCH_JSON, type BatchJson, listBatches, readBatch } from './batches.ts'
import { checkinAnswers, listCheckins } from './checkins/report.ts'
import { openRequests } from './data-requests.ts'
import type { Client } from './database.ts'
import { seeDocument, waitingDocuments } from './documents/find.ts'
import type { FileBody } from './files/want-file.ts'
import { findJoining } from './find-joining.ts'
import { findMoving } from './find-moving.ts'
import type { Keyring } from './keyring.ts'
import { findLicensed } from './licensed.ts'
import { findTicket, listTickets } from './look-up-tickets.ts'
import { findMentors, findQuestion, questionsFor } from './mentors/look-up.ts'
import type { Loading } from './open-chats.ts'
import { calendar, dateOf, scheduleOf } from './schedule/look-up.ts'
import { findInvitation } from './staff-invites.ts'
import { listStaff } from './staff-leaving.ts'
import { trailOf } from './trail.ts'

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
  if (lookup.kind === 'moving') return moving(client, keys, asking, lookup)
  if (lookup.kind === 'desk') return desk(client, keys, asking)
  if (lookup.kind === 'trail') return trailOf(client, asking.chat.person.id)
  if (lookup.kind === 'request')
    return { kind: 'request', request: (await openRequests(client)).find(({ number }) => number === lookup.number) }
  if (lookup.kind === 'staff') return { kind: 'staff', members: await listStaff(client) }
  if (lookup.kind === 'invitation')
    return { kind: 'invitation', ...(await findInvitation(client, keys, asking, lookup)) }
  if (lookup.kind === 'registration') return registration(client, keys, lookup.number)
  if (lookup.kind === 'licensed') return { kind: 'licensed', listed: await findLicensed(client, lookup) }
  if (lookup.kind === 'announcements') return { kind: 'announcements', announcements: await listAnnouncements(client) }
  if (lookup.kind === 'announcement')
    return { kind: 'announcement', announcement: await seeAnnouncement(client, keys, lookup.id) }
  if (lookup.kind === 'audience') return { kind: 'audience', counted: await countRecipients(client, lookup.audience) }
  if (lookup.kind === 'documents') return { kind: 'documents', waiting: await waitingDocuments(client) }
  if (lookup.kind === 'document') return { kind: 'document', seen: await seeDocument(client, keys, lookup.id) }
  if (lookup.kind === 'file') return ticketFile(client, keys, lookup.id)
  if (lookup.kind === 'schedule') return scheduleOf(client, asking.chat.person.id, asking.now)
  if (lookup.kind === 'calendar') return calendar(client, asking.now)
  if (lookup.kind === 'checkins') return { kind: 'checkins', checkins: await listCheckins(client) }
  if (lookup.kind === 'checkin') return { kind: 'checkin', seen: await checkinAnswers(client, keys, lookup.id) }
  if (lookup.kind === 'mentors') return findMentors(client, keys, lookup.ticket)
  if (lookup.kind === 'mentor-question')
    return { kind: 'mentor-question', question: await findQuestion(client, keys, lookup.id) }
  if (lookup.kind === 'my-questions')
    return { kind: 'my-questions', questions: await questionsFor(client, keys, asking.chat.person.id) }
  if (lookup.kind === 'date') return dateOf(client, lookup)
  return findTicket(client, keys, lookup.ticket)
}

/** What waits, oldest first, emergencies before all. */
async function desk(client: Client, keys: Keyring, { chat: { person }, now }: Asking): Promise<Found> {
  const registrations = await client.query<{ number: string; schemes: string[]; submitted_at: Date }>(
    `SELECT r.number, r.schemes, r.submitted_at FROM registrations r JOIN people p ON p.id = r.person_id
     WHERE r.stage IN ('terdaftar', 'diperiksa') AND p.restricted_at IS NULL
       AND (r.imported_at IS NULL OR r.submitted_at > r.imported_at) ORDER BY r.submitted_at LIMIT $1`,
    [LIST_MAX],
  )
  const tickets = await listTickets(client, keys, LIST_MAX)
  if (person.staff)
    await auditAll(
      client,
      person.staff.id,
      'lihat di meja',
      tickets.map(({ id }) => `tiket ${id}`),
      '',
      now,
    )
  return {
    kind: 'desk',
    claims: (await findClaims(client)).length,
    documents: (await waitingDocuments(client)).length,
    requests: await openRequests(client),
    registrations: registrations.rows.map((r) => ({
      number: r.number,
      schemes: r.schemes,
      submittedAt: r.submitted_at,
    })),
    tickets: await listTickets(client, keys, LIST_MAX),
  }
}

/** Staff see names beside the numbers. */
async function moving(client: Client, keys: Keyring, { chat, now }: Asking, query: MovingQuery): Promise<Found> {
  const people = await findMoving(client, keys, query)
  const { staff } = chat.person
  const numbers = people.map(({ number }) => number)
  if (staff) await auditAll(client, staff.id, 'lihat nama', numbers, 'memindahkan tahap', now)
  return { kind: 'moving', people, batches: await listBatches(client) }
}

/** Locked, for what is decided about it must be decided about what was seen. */
async function registration(client: Client, keys: Keyring, number: string): Promise<Found> {
  const { rows } = await client.query<{
    stage: Stage
    schemes: string[]
    batch: BatchJson | null
    answers: Buffer
    submitted_at: Date
    reason: Buffer | null
    restricted: boolean
  }>(
    `SELECT r.stage, r.schemes, ${BATCH_JSON} AS batch, r.answers, r.submitted_at, r.reason,
       p.restricted_at IS NOT NULL AS restricted
     FROM registrations r JOIN people p ON p.id = r.person_id LEFT JOIN batches b ON b.id = r.batch WHERE r.number = $1 AND r.erased_at IS NULL FOR NO KEY UPDATE OF r`,
    [number],
  )
  const [row] = rows
  if (!row) return { kind: 'registration', registration: undefined }
  if (row.restricted) return { kind: 'registration', registration: undefined, restricted: true }
  const registration: Registration = {
    number,
    stage: row.stage,
    schemes: row.schemes,
    batch: row.batch === null ? undefined : readBatch(row.batch),
    answers: keys.open('registration', row.answers) as Answers,
    submittedAt: row.submitted_at,
    reason: row.reason === null ? undefined : (keys.open('reason', row.reason) as string),
  }
  return { kind: 'registration', registration }
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
