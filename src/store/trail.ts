/** Who did what to a person's data, out of the audit. */

import type { RequestKind } from '../domain/data-request.ts'
import type { Found } from '../domain/desk.ts'
import type { Client } from './database.ts'

type Asked = Pick<Client, 'query'>
export type AuditRow = { at: Date; actor: string; action: string; subject: string; reason: string }

/** What entries about a person are written under: their ids, their registrations, their tickets, their requests. */
const SUBJECTS = `
  SELECT id::text AS subject FROM people WHERE id = $1
  UNION SELECT unnest(formerly)::text FROM people WHERE id = $1
  UNION SELECT number FROM registrations WHERE person_id = $1
  UNION SELECT 'tiket ' || id FROM tickets WHERE person_id = $1
  UNION SELECT number FROM data_requests WHERE person_id = $1`

/** Newest first; `actor` is a name where it is a member of staff. `subjects` undefined: everybody's. */
export async function auditOf(
  client: Asked,
  subjects: readonly string[] | undefined,
  limit: number,
): Promise<AuditRow[]> {
  const { rows } = await client.query<AuditRow>(
    `SELECT a.at, coalesce(s.name, a.actor) AS actor, a.action, a.subject, a.reason
     FROM audit a LEFT JOIN staff s ON s.id::text = a.actor
     WHERE $1::text[] IS NULL OR a.subject = ANY($1::text[]) ORDER BY a.id DESC LIMIT $2`,
    [subjects ?? null, limit],
  )
  return rows
}

export async function subjectsOf(client: Asked, person: string): Promise<string[]> {
  return (await client.query<{ subject: string }>(SUBJECTS, [person])).rows.map(({ subject }) => subject)
}

/** What the office did with it, in words for the person. What they did themselves is no news to them. */
const WORDS: [start: string, words: string][] = [
  ['buka pendaftaran', 'petugas membuka pendaftaran'],
  ['buka tiket', 'petugas membuka percakapan'],
  ['lihat di meja', 'pesan Kakak tampil di daftar petugas'],
  ['jawab tiket', 'petugas menjawab'],
  ['tutup tiket', 'petugas menutup percakapan'],
  ['tanya mentor', 'petugas menanyakan pertanyaan Kakak kepada mentor, tanpa nama Kakak'],
  ['sampaikan jawaban mentor', 'petugas menyampaikan jawaban mentor'],
  ['lihat nama', 'petugas melihat nama di pendaftaran'],
  ['buka dokumen', 'petugas membuka dokumen'],
  ['cocokkan dokumen', 'petugas mencocokkan dokumen'],
  ['minta ganti dokumen', 'petugas meminta dokumen diganti:'],
  ['angkatan', 'petugas memasukkan ke angkatan'],
  ['tahap', 'petugas memindahkan tahap pendaftaran'],
  ['ekspor terbuka', 'kantor mengekspor data lengkap'],
  ['ekspor', 'kantor mengekspor daftar (data rahasia ditutup)'],
  ['salinan data', 'kantor membuat salinan data Kakak'],
  ['selesaikan permintaan data', 'petugas menyelesaikan permintaan Kakak'],
]
const READ_MAX = 500

export async function trailOf(client: Asked, person: string): Promise<Extract<Found, { kind: 'trail' }>> {
  const entries = await auditOf(client, await subjectsOf(client, person), READ_MAX)
  const readings = entries.flatMap(({ at, action, subject, reason }) => {
    const words = WORDS.find(([start]) => action.startsWith(start))?.[1]
    const document = /dokumen (\S+)$/.exec(action)?.[1]
    const of = subject === person || document || action.startsWith('lihat di') ? '' : ` ${subject}`
    return words ? [{ at, what: `${words}${document ? ` ${document}` : of}${reason && ` (${reason})`}` }] : []
  })
  const { rows } = await client.query<{ number: string; kind: RequestKind; opened_at: Date; done: boolean }>(
    'SELECT number, kind, opened_at, done_at IS NOT NULL AS done FROM data_requests WHERE person_id = $1 ORDER BY opened_at DESC, number LIMIT 20',
    [person],
  )
  return {
    kind: 'trail',
    readings,
    requests: rows.map(({ opened_at, ...row }) => ({ ...row, openedAt: opened_at })),
  }
}
