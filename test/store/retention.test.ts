import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { enforceRetention } from '../../src/store/retention.ts'
import { openFresh } from '../fresh-database.ts'

const NOW = new Date('2026-11-25T02:30:00Z')
const DAYS = {
  draftDays: 90,
  registrationDays: 180,
  documentDays: 180,
  alumniDays: 700,
  messageDays: 60,
  inboxDays: 30,
  proofDays: 900,
}

/** One row of each kind that ends or is last touched at $2, in chat $1; and after how many days it goes. */
const KINDS: Record<string, { table: string; days: number; sql: string }> = {
  'formulir tak selesai': {
    table: 'drafts',
    days: DAYS.draftDays,
    sql: `INSERT INTO drafts (person_id, flow, body, updated_at) SELECT person_id, $2::text, 'x', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'ingatan percakapan': {
    table: 'sessions',
    days: DAYS.draftDays,
    sql: `INSERT INTO sessions (chat, body, updated_at) VALUES ($1, 'x', $2)`,
  },
  pendaftaran: {
    table: 'registrations',
    days: DAYS.registrationDays,
    sql: `INSERT INTO registrations (number, person_id, stage, schemes, answers, submitted_at)
          SELECT 'LA-' || $2, person_id, 'terdaftar', '{}', 'x', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'pendaftaran alumni': {
    table: 'registrations',
    days: DAYS.alumniDays,
    sql: `INSERT INTO registrations (number, person_id, stage, schemes, answers, submitted_at)
          SELECT 'LA-' || $2, person_id, 'alumni', '{}', 'x', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'percakapan petugas yang tidak pernah ditutup': {
    table: 'tickets',
    days: DAYS.registrationDays,
    sql: `INSERT INTO tickets (person_id, chat, about, opened_at)
          SELECT person_id, id, 'petugas', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'persetujuan yang ditarik': {
    table: 'consents',
    days: DAYS.proofDays,
    sql: `INSERT INTO consents (person_id, kind, version, text_hash, chat, event_id, withdrawn_at)
          SELECT person_id, 'registrasi', '1', 'x', id, 'x', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'persetujuan tanpa data': {
    table: 'consents',
    days: DAYS.proofDays,
    sql: `INSERT INTO consents (person_id, kind, version, text_hash, chat, event_id, given_at)
          SELECT person_id, 'registrasi', '1', 'x', id, 'x', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'permintaan data': {
    table: 'data_requests',
    days: DAYS.proofDays,
    sql: `INSERT INTO data_requests (number, person_id, kind, done_at)
          SELECT 'HAK-' || id, person_id, 'lihat', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'penanda hapus': {
    table: 'tombstones',
    days: DAYS.proofDays,
    sql: `WITH k AS (INSERT INTO tombstone_keys (body) VALUES ('x') RETURNING id)
          INSERT INTO tombstones (hash, key, about, at) SELECT $1::text::bytea, id, 'person', $2::timestamptz FROM k`,
  },
  'pesan keluar': {
    table: 'outbox',
    days: DAYS.messageDays,
    sql: `INSERT INTO outbox (chat, kind, priority, state, settled_at) VALUES ($1, 'reply', 0, 'sent', $2)`,
  },
  'percakapan petugas': {
    table: 'tickets',
    days: DAYS.messageDays,
    sql: `INSERT INTO tickets (person_id, chat, about, state, closed_at)
          SELECT person_id, id, 'petugas', 'selesai', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'tanggal lama': {
    table: 'dates',
    days: DAYS.registrationDays,
    sql: `INSERT INTO dates (id, kind, scheme, day, body) SELECT $2::text, 'ujian', 'gtog-korea', $2::timestamptz::date, '{}' FROM chats WHERE id = $1`,
  },
  'pertanyaan tak terjawab': {
    table: 'open_questions',
    days: DAYS.messageDays,
    sql: `INSERT INTO open_questions (body, at) SELECT 'x', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'kode sambungan': {
    table: 'join_codes',
    days: DAYS.inboxDays,
    sql: `INSERT INTO join_codes (chat, hash, expires_at) VALUES ($1, 'x', $2)`,
  },
  'undangan petugas': {
    table: 'staff_invites',
    days: DAYS.inboxDays,
    sql: `INSERT INTO staff_invites (hash, role, by, expires_at) SELECT $1::text::bytea, 'petugas', 'langkah', $2`,
  },
  'pengingat petugas': {
    table: 'staff_nudges',
    days: DAYS.registrationDays,
    sql: `INSERT INTO staff_nudges (about, subject, since, step, at) SELECT 'tiket', $1::text, $2, 'petugas', $2`,
  },
  'kode yang salah': {
    table: 'join_tries',
    days: DAYS.inboxDays,
    sql: 'INSERT INTO join_tries (chat, at) VALUES ($1, $2)',
  },
  'tautan unggah': {
    table: 'upload_links',
    days: DAYS.inboxDays,
    sql: `INSERT INTO upload_links (hash, person_id, chat, document, expires_at)
          SELECT convert_to($2::text, 'UTF8'), person_id, id, 'ktp', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'pengingat dokumen': {
    table: 'document_reminders',
    days: DAYS.registrationDays,
    sql: `INSERT INTO document_reminders (person_id, document, expires, step, at, outbox)
          SELECT person_id, 'paspor', '2030-01-01', 30, $2::timestamptz, 1 FROM chats WHERE id = $1`,
  },
  'foto dokumen': {
    table: 'files',
    days: DAYS.documentDays,
    sql: `INSERT INTO files (person_id, chat, purpose, document, body, created_at, state)
          SELECT person_id, id, 'dokumen', 'ktp', 'x', $2::timestamptz, 'kept' FROM chats WHERE id = $1`,
  },
  dokumen: {
    table: 'documents',
    days: DAYS.documentDays,
    sql: `INSERT INTO documents (person_id, document, sent_at) SELECT person_id, 'ktp', $2::timestamptz FROM chats WHERE id = $1`,
  },
  'pesan masuk': {
    table: 'inbox',
    days: DAYS.inboxDays,
    sql: `INSERT INTO inbox (chat, event_id, at, done_at) VALUES ($1, $2::text, $2::timestamptz, $2::timestamptz)`,
  },
}

describe('retention', () => {
  let db: Database
  let close: () => Promise<void>
  beforeEach(async () => {
    const fresh = await openFresh()
    db = fresh.db
    close = fresh.close
  })
  afterEach(() => close())

  async function chat(id: string): Promise<string> {
    const { rows } = await db.pool.query(
      `WITH p AS (INSERT INTO people DEFAULT VALUES RETURNING id)
       INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', $1, id FROM p RETURNING id`,
      [id],
    )
    return rows[0].id
  }
  const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000).toISOString()

  it.each(Object.entries(KINDS))('deletes %s after its days and not before, and says so', async (what, kind) => {
    await db.pool.query(kind.sql, [await chat('old'), daysAgo(kind.days + 1)])
    await db.pool.query(kind.sql, [await chat('young'), daysAgo(kind.days - 1)])
    expect(await enforceRetention(db, DAYS, NOW)).toEqual({ [what]: 1 })
    const { rows } = await db.pool.query(`SELECT FROM ${kind.table}`)
    expect(rows).toHaveLength(1)
    const { rows: told } = await db.pool.query("SELECT subject FROM audit WHERE action = 'retensi'")
    expect(told).toEqual([{ subject: `${what}: 1` }])
    expect(await enforceRetention(db, DAYS, NOW)).toEqual({})
  })

  it('deletes the audit last, and says so in it', async () => {
    for (const days of [DAYS.proofDays + 1, DAYS.proofDays - 1])
      await db.pool.query("INSERT INTO audit (at, actor, action, subject) VALUES ($1, 'rina', 'buka', 'LA-1')", [
        daysAgo(days),
      ])
    expect(await enforceRetention(db, DAYS, NOW)).toEqual({ 'catatan akses': 1 })
    const { rows } = await db.pool.query('SELECT action FROM audit ORDER BY id')
    expect(rows).toEqual([{ action: 'buka' }, { action: 'retensi' }])
  })

  it('keeps that a document fits as long as there is a registration, when its photo is deleted', async () => {
    const id = await chat('siti')
    await db.pool.query(
      `WITH f AS (INSERT INTO files (person_id, chat, purpose, document, body, created_at, state)
         SELECT person_id, id, 'dokumen', 'paspor', 'x', $2::timestamptz, 'kept' FROM chats WHERE id = $1 RETURNING id, person_id)
       INSERT INTO documents (person_id, document, file, state, sent_at, expires)
       SELECT person_id, 'paspor', id, 'cocok', $2::timestamptz, '2030-01-01'::date FROM f`,
      [id, daysAgo(DAYS.documentDays + 1)],
    )
    await db.pool.query(
      "INSERT INTO registrations (number, person_id, stage, schemes, answers) SELECT 'LA-1', person_id, 'berangkat', '{}', 'x' FROM chats",
    )
    expect(await enforceRetention(db, DAYS, NOW)).toEqual({ 'foto dokumen': 1 })
    expect((await db.pool.query('SELECT document, state, file FROM documents')).rows).toEqual([
      { document: 'paspor', state: 'cocok', file: null },
    ])
    await db.pool.query('DELETE FROM registrations')
    expect(await enforceRetention(db, DAYS, NOW)).toEqual({ dokumen: 1 })
  })

  it('keeps whoever is on their way, and counts from the last move; never deletes an open cry for help', async () => {
    const add = async (stage: string, movedDaysAgo: number) => {
      const { rows } = await db.pool.query(
        `INSERT INTO registrations (number, person_id, stage, schemes, answers, submitted_at)
         SELECT 'LA-' || id, person_id, $2, '{}', 'x', $3 FROM chats WHERE id = $1 RETURNING number`,
        [await chat(stage), stage, daysAgo(2000)],
      )
      await db.pool.query("INSERT INTO stage_moves (registration, to_stage, by, at) VALUES ($1, $2, 'system', $3)", [
        rows[0].number,
        stage,
        daysAgo(movedDaysAgo),
      ])
    }
    for (const stage of ['seleksi', 'pelatihan', 'siap-berangkat', 'berangkat']) await add(stage, 1999)
    await add('mengundurkan-diri', DAYS.registrationDays - 1)
    await add('alumni', DAYS.alumniDays - 1)
    await add('tidak-lanjut', DAYS.registrationDays + 1)
    await db.pool.query(
      "INSERT INTO tickets (person_id, chat, about, opened_at) SELECT person_id, id, 'darurat', $1 FROM chats LIMIT 1",
      [daysAgo(2000)],
    )
    expect(await enforceRetention(db, DAYS, NOW)).toEqual({ pendaftaran: 1 })
    const { rows } = await db.pool.query('SELECT stage FROM registrations ORDER BY stage')
    expect(rows.map(({ stage }) => stage)).not.toContain('tidak-lanjut')
    expect(rows).toHaveLength(6)
  })

  it('keeps proof of a consent as long as there is something that rests on it', async () => {
    const id = await chat('siti')
    await db.pool.query(KINDS['persetujuan tanpa data']!.sql, [id, daysAgo(DAYS.proofDays + 1)])
    await db.pool.query(
      "INSERT INTO registrations (number, person_id, stage, schemes, answers) SELECT 'LA-1', person_id, 'berangkat', '{}', 'x' FROM chats",
    )
    expect(await enforceRetention(db, DAYS, NOW)).toEqual({})
  })

  it('leaves alone what has not ended', async () => {
    const id = await chat('siti')
    await db.pool.query(
      `INSERT INTO outbox (chat, kind, priority, state, body, created_at) VALUES ($1, 'reply', 0, 'queued', 'x', $2)`,
      [id, daysAgo(500)],
    )
    await db.pool.query('INSERT INTO inbox (chat, event_id, at) VALUES ($1, $2, $3)', [id, '1', daysAgo(500)])
    expect(await enforceRetention(db, DAYS, NOW)).toEqual({})
  })
})
