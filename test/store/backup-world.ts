import { TABLES } from '../../src/store/backup-tables.ts'
import type { Database } from '../../src/store/database.ts'
import { spokenLines } from '../spoken-lines.ts'
import type { Theatre } from '../theatre.ts'

export type Rows = Record<string, Record<string, unknown>[]>

/** Everything there is, table by table. */
export async function everything(db: Database): Promise<Rows> {
  const found: Rows = {}
  for (const table of TABLES) {
    const { rows } = await db.pool.query(`SELECT row_to_json(t) AS row FROM ${table} t ORDER BY row_to_json(t)::text`)
    found[table] = rows.map(({ row }) => row)
  }
  return found
}

/** Something in every table, waiting and ended. */
export async function fill(theatre: Theatre): Promise<void> {
  for (const line of spokenLines('daftar-lengkap.chat')) await theatre.does('warga', { kind: 'text', text: line })
  for (const text of ['petugas', 'kapan buka? "kutip" \\ 🙏\nbaris dua'])
    await theatre.does('warga', { kind: 'text', text })
  await theatre.does('warga', { kind: 'file', file: { ref: 'photo:1', mime: 'image/jpeg', bytes: 9 } })
  await theatre.fetches('kept')
  for (const text of ['berkas', 'setuju']) await theatre.does('warga', { kind: 'text', text })
  const photo = { ref: 'photo:2', mime: 'image/jpeg', bytes: 9 }
  await theatre.does('warga', { kind: 'file', file: photo, caption: 'ktp' })
  await theatre.fetches('kept')
  await theatre.db.pool.query("UPDATE documents SET state = 'perlu-diganti', expires = '2030-01-01', reason = $1", [
    theatre.db.keys.seal('document', 'terpotong'),
  ])
  await theatre.does('warga', { kind: 'text', text: 'berhenti' })
  await theatre.does('rahmah', { kind: 'text', text: 'daftar' })
  const { pool } = theatre.db
  await pool.query('DELETE FROM files WHERE expires_at IS NOT NULL') // it was sent
  await theatre.files.sweep()
  await pool.query("INSERT INTO audit (actor, action, subject) VALUES ('langkah', 'coba', 'LA-1')")
  await pool.query('INSERT INTO open_questions (body) VALUES ($1)', [theatre.db.keys.seal('question', 'apa?')])
  await pool.query("INSERT INTO batches (id, scheme, name, starts) VALUES ('a-1', 'ssw-kaigo', 'A 1', '2027-01-04')")
  await pool.query("UPDATE registrations SET batch = 'a-1'")
  await pool.query(
    "INSERT INTO data_requests (number, person_id, kind) SELECT 'HAK-1', id, 'lihat' FROM people LIMIT 1",
  )
  await pool.query('UPDATE stage_moves SET reason = $1', [theatre.db.keys.seal('move', 'datang sendiri')])
  await pool.query('INSERT INTO alumni_claims (person_id, body) SELECT id, $1 FROM people LIMIT 1', [
    theatre.db.keys.seal('claim', { name: 'Siti', birthDate: '1999-08-17', batch: '' }),
  ])
  await pool.query("INSERT INTO join_codes (chat, hash, expires_at) VALUES (1, 'x', now())")
  await pool.query(
    "INSERT INTO upload_links (hash, person_id, chat, document, expires_at) SELECT 'x', person_id, id, 'ktp', now() FROM chats LIMIT 1",
  )
  await pool.query("INSERT INTO staff_invites (hash, role, by, expires_at) VALUES ('x', 'petugas', 'langkah', now())")
  await pool.query("INSERT INTO staff_nudges VALUES ('tiket', '1', now(), 'petugas', now())")
  await pool.query('INSERT INTO join_tries (chat, at) VALUES (1, now())')
  await pool.query(
    "INSERT INTO announcements (state, body, segment, starts_at, made_by) VALUES ('selesai', $1, '{}', now(), 'x')",
    [theatre.db.keys.seal('announcement', { text: 'Halo {nama}' })],
  )
  await pool.query("INSERT INTO pauses VALUES ('telegram', '42', now())")
  await pool.query("INSERT INTO licensed_lists (kind, date) VALUES ('so', '2026-11-01')")
  await pool.query("INSERT INTO licensed (kind, name, keys) VALUES ('so', 'LPK Fuji', '{^fuj,uji$}')")
  await pool.query(
    "INSERT INTO dates (id, kind, scheme, day, body) VALUES ('ujian', 'ujian', 'gtog-korea', '2027-03-25', '{}')",
  )
  await pool.query("INSERT INTO date_versions (date, version, body, changed_by) VALUES ('ujian', 1, '{}', 'langkah')")
  await pool.query(
    "INSERT INTO reminders (registration, date, version, step, zone, due_at) SELECT number, 'ujian', 1, 'H-7', 'Asia/Makassar', '2999-01-01' FROM registrations",
  )
  await pool.query(
    "INSERT INTO document_reminders SELECT person_id, document, '2030-01-01', 90, now(), 1 FROM documents",
  )
  await pool.query("INSERT INTO form_reminders SELECT person_id, 'daftar', 1, now(), 1 FROM drafts LIMIT 1")
  await pool.query(
    "INSERT INTO work (person_id, country, body, by) SELECT id, 'jepang', $1, 'orang' FROM people LIMIT 1",
    [theatre.db.keys.seal('work', { country: 'jepang' })],
  )
  await pool.query(
    "INSERT INTO work_reminders (person_id, about, version, step, zone, due_at, body) SELECT person_id, 'kontrak', 1, 'H-90', 'Asia/Tokyo', '2999-01-01', $1 FROM work",
    [theatre.db.keys.seal('work-told', { day: '2999-04-01' })],
  )
  await pool.query("INSERT INTO checkins (kind, months) VALUES ('berkala', 6)")
  await pool.query(
    'INSERT INTO checkin_people (checkin, person_id, asked_at, answered_at, body) SELECT 1, person_id, now(), now(), $1 FROM work',
    [theatre.db.keys.seal('checkin', { mood: 'baik', settled: 'ya', extend: 'ya', trouble: 'tidak' })],
  )
  await pool.query('INSERT INTO mentors (person_id, body) SELECT person_id, $1 FROM work', [
    theatre.db.keys.seal('mentor', { nick: 'Dewi', topics: ['kerja'] }),
  ])
  await pool.query(
    'INSERT INTO mentor_questions (ticket, mentor, staff_id, body) SELECT (SELECT min(id) FROM tickets), person_id, gen_random_uuid(), $1 FROM work',
    [theatre.db.keys.seal('mentor-question', { question: 'Dingin?' })],
  )
  await pool.query("INSERT INTO inbox (chat, event_id, at, body) VALUES (1, 'open', now(), $1)", [
    theatre.db.keys.seal('inbox', { input: { kind: 'text', text: 'menu' }, group: false }),
  ])
  const reply = theatre.db.keys.seal('outbox', { text: 'belum sampai' })
  for (const state of ['queued', 'sending'])
    await pool.query(
      "INSERT INTO outbox (chat, kind, priority, state, body, claimed_by) VALUES (1, 'reply', 0, $1, $2, 99)",
      [state, reply],
    )
}
