/** The rows of kept files: who fetches one, what became of it, and where it lies. */
import { createHash } from 'node:crypto'
import type { Account, Files, Wanted } from '../../app/store.ts'
import type { ChatAddress } from '../../domain/chat.ts'
import type { DocumentOutcome, FilePurpose } from '../../domain/kept-file.ts'
import { accountKey } from '../account-key.ts'
import type { Database } from '../database.ts'
import { INSTANCE_LOCK } from '../instance.ts'
import { newFileKey, sealFile } from './file-seal.ts'
import { openKept } from './open-kept.ts'
import type { Shelf } from './shelf.ts'
import { type FileBody, newsOf } from './want-file.ts'

export type FilesParts = { db: Database; shelf: Shelf; accounts: () => Account[]; instance: number }

export function makeFiles({ db, shelf, accounts, instance }: FilesParts): Files {
  return {
    claim: (limit, inHand) => claim(db, accounts(), instance, limit, inHand),
    async keep(wanted, bytes, mime) {
      const key = newFileKey()
      await shelf.put(wanted.place, sealFile(key, wanted.place, bytes))
      const { ref: _, ...file } = { ...wanted.file, mime, bytes: bytes.length, kept: wanted.id }
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const ours = await settle(db, instance, wanted, 'kept', { file, key: key.toString('base64'), sha256 })
      if (!ours) await shelf.remove(wanted.place)
    },
    async refuse(wanted, outcome) {
      const { ref: _, ...file } = wanted.file
      await settle(db, instance, wanted, outcome, { file })
    },
    async later({ id }, afterMs) {
      await db.pool.query(
        `UPDATE files SET claimed_by = NULL, due_at = now() + $3 * interval '1 millisecond'
         WHERE id = $1 AND claimed_by = $2 AND state = 'wanted'`,
        [id, instance, afterMs],
      )
    },
    open: (id, mime) => openKept(db, shelf, id, mime),
    async drop(id) {
      await db.pool.query('DELETE FROM files WHERE id = $1 AND expires_at IS NOT NULL', [id])
    },
    sweep: () => sweep(db, shelf),
  }
}

/**
 * Whoever claims a file whose claimant is dead, or does not know of it, gets a place of its own: what the other one may still
 * write lies elsewhere, and is taken away.
 */
const CLAIM = `
  WITH due AS (
    SELECT f.id, f.place FROM files f JOIN chats c ON c.id = f.chat
    WHERE f.state = 'wanted' AND f.due_at <= now() + interval '1 millisecond'
      AND c.channel || '/' || c.account = ANY($2::text[]) AND f.id <> ALL($4::uuid[])
      AND (f.claimed_by IS NULL OR f.claimed_by = $3 OR NOT EXISTS (
        SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = $5::oid AND l.objid::bigint = f.claimed_by
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())))
    ORDER BY f.due_at LIMIT $1 FOR UPDATE OF f SKIP LOCKED),
  left_behind AS (
    INSERT INTO gone_places (place) SELECT place FROM due WHERE place IS NOT NULL ON CONFLICT DO NOTHING)
  UPDATE files f SET claimed_by = $3, attempts = f.attempts + 1, place = gen_random_uuid()
  FROM due, chats c WHERE f.id = due.id AND c.id = f.chat
  RETURNING f.id, f.person_id AS person, f.body, f.place, f.purpose, f.ticket, f.announcement, f.document,
    CASE WHEN f.purpose = 'dokumen' THEN coalesce(f.bundle, f.id) END AS bundle, f.page, f.attempts, c.channel, c.account, c.chat_id`

type Row = {
  id: string
  person: string
  body: Buffer
  place: string
  purpose: FilePurpose
  ticket: number | null
  announcement: number | null
  document: string | null
  bundle: string | null
  page: number | null
  attempts: number
  channel: ChatAddress['channel']
  account: string
  chat_id: string
}

async function claim(
  db: Database,
  accounts: Account[],
  instance: number,
  limit: number,
  inHand: readonly string[],
): Promise<Wanted[]> {
  const values = [limit, accounts.map(accountKey), instance, inHand, INSTANCE_LOCK]
  const { rows } = await db.pool.query<Row>({ name: 'files-claim', text: CLAIM, values })
  return rows.map(({ channel, account, chat_id, body, ticket, announcement, document, bundle, page, ...row }) => ({
    ...row,
    from: { channel, account, chatId: chat_id },
    ticket: ticket ?? undefined,
    announcement: announcement ?? undefined,
    ...(document !== null && { document }),
    ...(bundle !== null && { bundle }),
    ...(page !== null && { page }),
    file: (db.keys.open('file', body) as FileBody).file,
  }))
}

/**
 * The outcome, and the event that tells the chat of it, in one statement. The event's time is the file's, for it is no word
 * of the person. False: the file is no longer ours, or nobody's.
 */
const SETTLE = `
  WITH ended AS (
    UPDATE files SET state = $4, body = $5, mime = $6, bytes = $7, claimed_by = NULL, settled_at = now()
    WHERE id = $1 AND claimed_by = $2 AND place = $3 AND state = 'wanted' RETURNING chat, person_id, created_at),
  told AS (
    INSERT INTO inbox (chat, event_id, at, body)
    SELECT e.chat, $8, e.created_at, $9 FROM ended e JOIN chats c ON c.id = e.chat AND (e.person_id IS NULL OR c.person_id = e.person_id)
    ON CONFLICT (chat, event_id) DO NOTHING)
  SELECT FROM ended`

async function settle(
  { pool, keys }: Database,
  instance: number,
  wanted: Wanted,
  outcome: DocumentOutcome,
  body: FileBody,
): Promise<boolean> {
  const { id, place } = wanted
  const { file } = body
  const input = newsOf(wanted, outcome, file)
  const { rowCount } = await pool.query({
    name: 'files-settle',
    text: SETTLE,
    values: [
      id,
      instance,
      place,
      outcome,
      keys.seal('file', body),
      file.mime,
      file.bytes,
      `berkas:${id}`,
      keys.seal('inbox', { input, group: false }),
    ],
  })
  return rowCount === 1
}

/** So many are taken away at once. */
const SWEEP = 100

async function sweep({ pool }: Database, shelf: Shelf): Promise<number> {
  await pool.query({ name: 'files-expired', text: 'DELETE FROM files WHERE expires_at <= now()' })
  const { rows } = await pool.query<{ place: string }>({
    name: 'files-gone',
    text: 'SELECT place FROM gone_places LIMIT $1',
    values: [SWEEP],
  })
  for (const { place } of rows) await shelf.remove(place)
  if (rows.length > 0)
    await pool.query('DELETE FROM gone_places WHERE place = ANY($1::uuid[])', [rows.map((row) => row.place)])
  return rows.length
}
