/** What staff do with documents. */
import type { Notice } from '../../app/store.ts'
import type { Effect } from '../../domain/effect.ts'
import { audit } from '../audit.ts'
import type { Client } from '../database.ts'
import type { Keyring } from '../keyring.ts'
import { lastChat } from '../last-chat.ts'
import { type Scene, staffOf } from '../scene.ts'

type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>

/** Whose document was opened, why and by whom; resolves to nothing where it is gone. */
export async function markOpened(
  client: Client,
  { id, by, reason, now }: { id: number; by: string; reason: string; now: Date },
): Promise<void> {
  const { rows } = await client.query<{ person: string; document: string }>(
    `UPDATE documents SET state = CASE state WHEN 'diterima' THEN 'dilihat' ELSE state END WHERE id = $1
     RETURNING person_id AS person, document`,
    [id],
  )
  if (rows[0]) await audit(client, by, `buka dokumen ${rows[0].document}`, rows[0].person, reason, now)
}

export async function openDocument(
  { client, chat, now }: Scene,
  { id, reason }: Of<'openDocument'>,
): Promise<Notice[]> {
  await markOpened(client, { id, by: staffOf(chat), reason, now })
  return []
}

export type Review = {
  id: number
  ok: boolean
  reason: string | undefined
  expires: string | undefined
  by: string
  now: Date
}

/**
 * Who said *berhenti* finds it in *status*. Whoever sent many is told once, after the last one; but at once of one that is
 * to be replaced.
 */
async function wantsNews(client: Client, person: string, ok: boolean): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM people p WHERE id = $1 AND stopped_at IS NULL
       AND NOT ($2 AND EXISTS (SELECT FROM documents d WHERE d.person_id = p.id AND d.state IN ('diterima', 'dilihat')))`,
    [person, ok],
  )
  return rows.length > 0
}

/** undefined: it is decided already, or there is no such document any more. `tell`: its person should hear of it now. */
export async function reviewDocument(
  client: Client,
  keys: Keyring,
  { id, ok, reason, expires, by, now }: Review,
): Promise<{ person: string; document: string; tell: boolean } | undefined> {
  const { rows } = await client.query<{ person: string; document: string }>(
    `UPDATE documents d SET state = $2, reason = $3, expires = coalesce($4::date, expires), reviewed_at = $5, reviewed_by = $6
     WHERE id = $1 AND state IN ('diterima', 'dilihat')
       AND NOT EXISTS (SELECT FROM people p WHERE p.id = d.person_id AND p.restricted_at IS NOT NULL)
     RETURNING person_id AS person, document`,
    [
      id,
      ok ? 'cocok' : 'perlu-diganti',
      ok || reason === undefined ? null : keys.seal('document', reason),
      expires ?? null,
      now,
      by,
    ],
  )
  const [done] = rows
  if (!done) return undefined
  await audit(client, by, `${ok ? 'cocokkan' : 'minta ganti'} dokumen ${done.document}`, done.person, '', now)
  return { ...done, tell: await wantsNews(client, done.person, ok) }
}

export async function reviewDocumentByStaff(scene: Scene, effect: Of<'reviewDocument'>): Promise<Notice[]> {
  const { client, keys, chat, now, accounts } = scene
  const done = await reviewDocument(client, keys, { ...effect, by: staffOf(chat), now })
  if (!done) throw new Error('This document was decided by somebody else.') // the lookup before holds its row
  const to = done.tell ? await lastChat(client, done.person, accounts) : undefined
  const { document } = done
  return to === undefined
    ? []
    : [{ to: 'person', chat: to, about: 'document', document, ok: effect.ok, reason: effect.reason }]
}
