import { audit } from './audit.ts'
import type { Database } from './database.ts'

/** The office's limits, in days. */
type Days = Record<
  'draftDays' | 'registrationDays' | 'documentDays' | 'alumniDays' | 'messageDays' | 'inboxDays' | 'proofDays',
  number
>

/** A phone that was off for longer is not waited for. */
const SENT_DAYS = 7
/** What staff were sent may be a person's words, and must not outlive that person's *hapus data* for long. */
const SENT_TO_STAFF_DAYS = 1

/** Of an announcement that ended, who got it is deleted as a whole; how many stays. */
const KEEP_TALLY = `
  WITH old AS (SELECT id FROM announcements WHERE ended_at < $1 AND tally IS NULL),
       told AS (
         UPDATE announcements a SET tally = coalesce((
           SELECT jsonb_agg(jsonb_build_object('state', state, 'reason', reason, 'count', count))
           FROM (SELECT state, CASE WHEN state <> 'sent' THEN reason END AS reason, count(*) FROM outbox
                 WHERE announcement = a.id GROUP BY 1, 2) x), '[]')
         FROM old WHERE a.id = old.id)
  DELETE FROM outbox o USING old WHERE o.announcement = old.id`

/** Who is selected, trained or abroad is kept as long as that lasts; else it counts from the last move, or from sending it. */
const ended = (which: string) => `
  DELETE FROM registrations r WHERE ${which} AND submitted_at < $1
    AND NOT EXISTS (SELECT FROM stage_moves m WHERE m.registration = r.number AND m.at >= $1)`

/** What is deleted, and by which limit of office.yaml. `$1` is the moment before which it must have ended. */
const RULES: { what: string; days: keyof Days | number; sql: string }[] = [
  { what: 'formulir tak selesai', days: 'draftDays', sql: 'DELETE FROM drafts WHERE updated_at < $1' },
  { what: 'ingatan percakapan', days: 'draftDays', sql: 'DELETE FROM sessions WHERE updated_at < $1' },
  {
    what: 'pendaftaran',
    days: 'registrationDays',
    sql: ended("stage NOT IN ('seleksi', 'pelatihan', 'siap-berangkat', 'berangkat', 'alumni')"),
  },
  { what: 'pendaftaran alumni', days: 'alumniDays', sql: ended("stage = 'alumni'") },
  {
    what: 'foto dokumen', // all pages go with the oldest: half a document is none
    days: 'documentDays',
    sql: `DELETE FROM files WHERE purpose = 'dokumen' AND coalesce(bundle, id) IN
            (SELECT coalesce(bundle, id) FROM files WHERE purpose = 'dokumen' AND created_at < $1)`,
  },
  {
    what: 'dokumen', // what was never compared means nothing without its picture; of the rest, that it fits is known longer
    days: 'documentDays',
    sql: `DELETE FROM documents d WHERE sent_at < $1 AND (state <> 'cocok'
            OR NOT EXISTS (SELECT FROM registrations r WHERE r.person_id = d.person_id AND r.erased_at IS NULL))`,
  },
  {
    what: 'pesan keluar',
    days: 'messageDays',
    sql: 'DELETE FROM outbox WHERE settled_at < $1 AND announcement IS NULL',
  },
  { what: 'penerima pengumuman', days: 'messageDays', sql: KEEP_TALLY },
  {
    what: 'gambar pengumuman',
    days: 'messageDays',
    sql: `DELETE FROM files f USING announcements a
          WHERE a.id = f.announcement AND f.purpose = 'pengumuman' AND a.ended_at < $1`,
  },
  {
    what: 'percakapan petugas',
    days: 'messageDays',
    sql: "DELETE FROM tickets WHERE state = 'selesai' AND closed_at < $1",
  },
  {
    what: 'permintaan mencocokkan data',
    days: 'messageDays',
    sql: 'DELETE FROM alumni_claims WHERE coalesce(decided_at, at) < $1',
  },
  {
    what: 'catatan kontrak',
    days: 'alumniDays',
    sql: `DELETE FROM work w WHERE changed_at < $1
            AND NOT EXISTS (SELECT FROM registrations r WHERE r.person_id = w.person_id AND r.stage = 'berangkat')`,
  },
  {
    what: 'jawaban kabar',
    days: 'alumniDays',
    sql: 'DELETE FROM checkin_people WHERE coalesce(answered_at, asked_at) < $1',
  },
  { what: 'tanggal lama', days: 'registrationDays', sql: 'DELETE FROM dates WHERE day < $1::timestamptz::date' },
  {
    what: 'percakapan petugas yang tidak pernah ditutup', // but never a cry for help
    days: 'registrationDays',
    sql: `DELETE FROM tickets t WHERE state <> 'selesai' AND about <> 'darurat' AND opened_at < $1
            AND NOT EXISTS (SELECT FROM ticket_messages m WHERE m.ticket = t.id AND m.at >= $1)`,
  },
  { what: 'pertanyaan tak terjawab', days: 'messageDays', sql: 'DELETE FROM open_questions WHERE at < $1' },
  { what: 'kode sambungan', days: 'inboxDays', sql: 'DELETE FROM join_codes WHERE expires_at < $1' },
  { what: 'undangan petugas', days: 'inboxDays', sql: 'DELETE FROM staff_invites WHERE expires_at < $1' },
  { what: 'pengingat petugas', days: 'registrationDays', sql: 'DELETE FROM staff_nudges WHERE at < $1' },
  { what: 'tautan unggah', days: 'inboxDays', sql: 'DELETE FROM upload_links WHERE expires_at < $1' },
  { what: 'pengingat dokumen', days: 'registrationDays', sql: 'DELETE FROM document_reminders WHERE at < $1' },
  { what: 'kode yang salah', days: 'inboxDays', sql: 'DELETE FROM join_tries WHERE at < $1' },
  { what: 'pesan masuk', days: 'inboxDays', sql: 'DELETE FROM inbox WHERE done_at < $1' },
  { what: 'persetujuan yang ditarik', days: 'proofDays', sql: 'DELETE FROM consents WHERE withdrawn_at < $1' },
  {
    what: 'persetujuan tanpa data',
    days: 'proofDays',
    sql: `DELETE FROM consents k WHERE withdrawn_at IS NULL AND given_at < $1
            AND NOT EXISTS (SELECT FROM registrations r WHERE r.person_id = k.person_id)
            AND NOT EXISTS (SELECT FROM drafts d WHERE d.person_id = k.person_id)
            AND NOT EXISTS (SELECT FROM mentors m WHERE m.person_id = k.person_id)
            AND NOT EXISTS (SELECT FROM work w WHERE w.person_id = k.person_id)
            AND NOT EXISTS (SELECT FROM checkin_people x WHERE x.person_id = k.person_id)`,
  },
  { what: 'catatan akses', days: 'proofDays', sql: 'DELETE FROM audit WHERE at < $1' },
  { what: 'permintaan data', days: 'proofDays', sql: 'DELETE FROM data_requests WHERE done_at < $1' },
  { what: 'penanda hapus', days: 'proofDays', sql: 'DELETE FROM tombstones WHERE at < $1' },
  { what: 'salinan pesan WhatsApp', days: SENT_DAYS, sql: 'DELETE FROM sent_bodies WHERE at < $1' },
  {
    what: 'salinan pesan WhatsApp ke petugas',
    days: SENT_TO_STAFF_DAYS,
    sql: `DELETE FROM sent_bodies x USING chats c, staff s WHERE c.id = x.chat AND s.channel = c.channel
            AND s.chat_id IN (c.chat_id, c.phone) AND s.removed_at IS NULL AND x.at < $1`,
  },
]

const DAY_MS = 24 * 60 * 60 * 1000

/** Deletes what is older than its limit (UU 27/2022 art. 43: data is erased when it is no longer needed). Returns how many of each. */
export async function enforceRetention(db: Database, days: Days, now: Date): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const rule of RULES) {
    const limit = typeof rule.days === 'number' ? rule.days : days[rule.days]
    const { rowCount } = await db.pool.query(rule.sql, [new Date(now.getTime() - limit * DAY_MS)])
    if (rowCount) counts[rule.what] = rowCount
  }
  const deleted = Object.entries(counts).map(([what, n]) => `${what}: ${n}`)
  if (deleted.length > 0) await audit(db.pool, 'langkah', 'retensi', deleted.join(', '))
  return counts
}
