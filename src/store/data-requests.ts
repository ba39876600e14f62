/** What people asked of their data, under the numbers of their receipts. */
import type { Notice } from '../app/store.ts'
import type { OpenRequest, RequestKind } from '../domain/data-request.ts'
import type { Effect } from '../domain/effect.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'
import { lastChat } from './last-chat.ts'
import { type Scene, staffOf } from './scene.ts'

type Asked = Pick<Client, 'query'>

/** Requests that reach beyond the database: whoever was in an export is on a list somewhere. */
const REACHES_OUT: readonly RequestKind[] = ['tarik', 'batasi', 'hapus']

/** Numbers of a person's registrations that an export has carried out of the database. */
async function carriedOut(client: Asked, person: string): Promise<string[]> {
  const { rows } = await client.query<{ number: string }>(
    `SELECT number FROM registrations r WHERE person_id = $1
       AND EXISTS (SELECT FROM audit a WHERE a.subject = r.number AND a.action LIKE 'ekspor%') ORDER BY number`,
    [person],
  )
  return rows.map(({ number }) => number)
}

/** Done at once, but for what staff must do by hand: `forStaff`, or lists of theirs that hold this person. */
export async function openRequest(
  { client, chat, now }: Scene,
  { number, request, forStaff = false }: Extract<Effect, { kind: 'requestData' }>,
): Promise<Notice[]> {
  const outside = REACHES_OUT.includes(request) ? await carriedOut(client, chat.person.id) : []
  const waits = forStaff || outside.length > 0
  await client.query(
    'INSERT INTO data_requests (number, person_id, kind, outside, opened_at, done_at, done_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [number, chat.person.id, request, outside, now, waits ? null : now, waits ? null : 'langkah'],
  )
  return waits ? [{ to: 'staff', about: 'request', request: { number, kind: request, outside, openedAt: now } }] : []
}

/** Those that wait for staff, oldest first. */
export async function openRequests(client: Asked): Promise<OpenRequest[]> {
  const { rows } = await client.query<{ number: string; kind: RequestKind; outside: string[]; opened_at: Date }>(
    'SELECT number, kind, outside, opened_at FROM data_requests WHERE done_at IS NULL ORDER BY opened_at, number',
  )
  return rows.map(({ opened_at, ...row }) => ({ ...row, openedAt: opened_at }))
}

/** Resolves to false where no such request is open. */
export async function closeRequest(client: Asked, number: string, by: string, now: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE data_requests SET done_at = $2, done_by = $3 WHERE number = $1 AND done_at IS NULL',
    [number, now, by],
  )
  if (rowCount) await audit(client, by, 'selesaikan permintaan data', number, '', now)
  return rowCount === 1
}

/** A member of staff has done what was asked; the person hears of it where they are still known. */
export async function finishRequest(
  { client, chat, now, accounts }: Scene,
  { number }: Extract<Effect, { kind: 'finishRequest' }>,
): Promise<Notice[]> {
  if (!(await closeRequest(client, number, staffOf(chat), now))) return []
  const { rows } = await client.query<{ person: string | null; kind: RequestKind }>(
    'SELECT person_id AS person, kind FROM data_requests WHERE number = $1',
    [number],
  )
  const [asked] = rows
  const to = asked?.person ? await lastChat(client, asked.person, accounts) : undefined
  return to === undefined ? [] : [{ to: 'person', chat: to, about: 'request-done', number, kind: asked!.kind }]
}
