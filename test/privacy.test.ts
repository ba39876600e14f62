/** The requirements of docs/privacy.md: that each is held by something, and those that no other test holds. */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersResting } from '../src/domain/consent.ts'
import { body } from '../src/flows/registration/body.ts'
import type { Database } from '../src/store/database.ts'
import { SEALED } from '../src/store/reseal.ts'
import { Chatter, textOf } from './flows/chatter.ts'
import { openFresh } from './fresh-database.ts'
import { sourceFiles } from './source-files.ts'
import { stage } from './theatre.ts'

const root = new URL('..', import.meta.url)
const doc = readFileSync(new URL('docs/privacy.md', root), 'utf8')
const rows = [...doc.matchAll(/^\| (R-\d\d) \|.*\|([^|]*)\|$/gm)].map(([, id, held]) => ({ id: id!, held: held! }))

describe('docs/privacy.md', () => {
  it('names all twenty requirements, each with tests that are there, or its reason', () => {
    expect(rows.map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, i) => `R-${String(i + 1).padStart(2, '0')}`),
    )
    for (const { id, held } of rows) {
      const files = [...held.matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file!)
      expect([id, files.filter((file) => !existsSync(new URL(file, root)))]).toEqual([id, []])
      expect([id, files.length > 0 || held.includes('Bukan tes:')]).toEqual([id, true])
    }
  })

  it('R-14: holds a DPIA with its day of review after that of its making', () => {
    const [, made] = /^- Disusun: (\d{4}-\d\d-\d\d)$/m.exec(doc)!
    const [, review] = /^- Tinjau ulang: (\d{4}-\d\d-\d\d)/m.exec(doc)!
    expect(review! > made!).toBe(true)
  })

  it('R-16: holds a notice of a breach with all that the law asks of it', () => {
    for (const part of ['Data yang terbuka', 'Kapan dan bagaimana', 'Yang sudah kami lakukan', '3×24 jam'])
      expect(doc).toContain(part)
  })

  it('R-18: names every channel that carries what people write, with its country', () => {
    for (const party of ['Telegram', 'Meta (WhatsApp'])
      expect(doc).toMatch(
        new RegExp(`^\\| ${party.replace('(', '\\(')}[^|]*\\|[^|]+\\|[^|]*(Amerika|Uni Emirat)[^|]*\\|`, 'm'),
      )
  })
})

describe('R-02: the consent to registering says the seven things of article 21', () => {
  const { text } = stage.knowledge.consents.find(({ kind }) => kind === 'registrasi')!
  it.each([
    ['who is responsible, and on what ground', /Siapa yang meminta\?.*\{office\}.*persetujuan Kakak/s],
    ['what for', /Untuk apa\?/],
    ['which data, and why', /Data apa, dan kenapa\?/],
    ['in detail', /NIK.*alamat.*paspor/s],
    ['how long it is kept', /\{registrationDays\} hari/],
    ['how long it is used', /Disimpan dan dipakai/],
    ['the rights', /\*lihat data\*.*\*ubah data\*.*\*hapus data\*.*\*tarik izin\*.*\*batasi data\*/s],
    ['that it is given to nobody unasked, and may cross the border', /Tidak diberikan ke.*luar negeri/s],
  ])('%s', (_, said) => {
    expect(text).toMatch(said)
  })
})

/** Text that stands in clear, and what it is. Everything that people type is sealed. */
const CLEAR: Record<string, string[]> = {
  'nomor akun di aplikasi (umum)': [
    'chats.chat_id',
    'chats.phone',
    'staff.chat_id',
    'inbox.event_id',
    'consents.event_id',
    'outbox.platform_id',
    'sent_bodies.id',
    'logins.number',
    'logins.account',
    'login_keys.account',
    'login_keys.id',
    'sent_bodies.account',
  ],
  'wilayah kasar, untuk menghitung (umum)': ['registrations.province', 'work.country'],
  'zona waktu, untuk mengingatkan pada jamnya (umum)': [
    'people.zone',
    'reminders.zone',
    'work.zone',
    'work_reminders.zone',
  ],
  'nama petugas (umum)': ['staff.name', 'staff_invites.name'],
}
/** What people wrote about their bodies. */
const SPECIFIC = ['heightCm', 'weightKg', 'tattoo', 'sight']
/** Neither sealed nor readable: keyed hashes. */
const HASHES = new Set([
  'registrations.nik_hash',
  'registrations.name_hash',
  'join_codes.hash',
  'upload_links.hash',
  'staff_invites.hash',
  'tombstones.hash',
])
/** Tables with nothing of a person in any column. */
const IMPERSONAL = new Set([
  '_prisma_migrations',
  'batches',
  'licensed',
  'licensed_lists',
  'pauses',
  'paces',
  'dates',
  'date_versions',
])
/** Names, states and numbers of ours. */
const OURS =
  /\.(channel|account|state|kind|role|version|text_hash|flow|stage|from_stage|to_stage|by|about|outcome|actor|action|subject|reason|scheme|schemes|batch|number|registration|condition|told|outside|done_by|line|closed_as|mime|purpose|date|step|document|reviewed_by)$/

describe('R-04: every column', () => {
  let db: Database
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ db, close } = await openFresh())
  })
  afterAll(() => close())
  const columns = async (types: string[]) => {
    const { rows } = await db.pool.query<{ name: string; table: string }>(
      `SELECT table_name AS table, table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND udt_name = ANY($1::text[]) ORDER BY 2`,
      [types],
    )
    return rows.filter(({ table }) => !IMPERSONAL.has(table)).map(({ name }) => name)
  }

  it('of bytes is sealed, and sealed anew with a new key, or is a keyed hash', async () => {
    const sealed = new Set(SEALED.map(({ table, column }) => `${table}.${column}`))
    expect((await columns(['bytea'])).filter((name) => !sealed.has(name as never) && !HASHES.has(name))).toEqual([])
  })

  it('of text is known for what it is', async () => {
    const known = new Set(Object.values(CLEAR).flat())
    const unknown = (await columns(['text', 'varchar', 'bpchar', '_text'])).filter(
      (name) => !known.has(name) && !OURS.test(name),
    )
    expect(unknown.filter((name) => !/^announcements\./.test(name))).toEqual([])
  })

  it('of specific data is asked only under the consent of its own, and goes with it', () => {
    const asked = body.questions.map(({ id }) => id).filter((id) => id !== 'healthConsent')
    expect(asked.sort()).toEqual([...SPECIFIC].sort())
    expect(answersResting(['kesehatan'])).toEqual(expect.arrayContaining(asked))
  })
})

describe('R-06: questions are answered', () => {
  it('with nothing kept of who asked', () => {
    const chatter = new Chatter()
    for (const text of ['syarat ssw kaigo', 'biaya magang jepang berapa', 'panduan', 'jadwal', 'skema'])
      chatter.says(text)
    expect(chatter.effects.filter(({ kind }) => kind !== 'keepQuestion')).toEqual([])
    expect(chatter.memory.drafts).toEqual({})
  })
})

/** Who opens what people wrote, and what writes down that staff saw it. */
const OPENERS: Record<string, string> = {
  'store/open-chats.ts': 'their own chat',
  'store/abroad.ts': 'their own chat',
  'store/look-up.ts': 'the desk: audits tickets itself, registrations by the effect of the flow',
  'store/own-data.ts': 'langkah people data: audits before; *lihat data*: their own copy, under a receipt',
  'store/own-abroad.ts': 'a part of that',
  'store/find-moving.ts': 'moving people: the desk audits each name it shows, the command each move',
  'store/claim-pushes.ts': 'puts their own name into what they are sent',
  'store/announcements/each-recipient.ts': 'reports of an announcement: whoever asks is audited before',
  'store/each-registration.ts': 'langkah people export audits everybody in it; the report only counts',
  'store/import-people.ts': 'compares with the office’s own list, shows nothing',
  'store/alumni-claims.ts': 'matching alumni: the flow audits what it opens',
  'store/look-up-tickets.ts': 'tickets: the desk audits its list, the flow each one it opens',
  'store/documents/find.ts': 'documents: the flow and the command audit each one they open',
  'store/consents.ts': 'takes answers out, shows nothing',
  'store/work/keep.ts': 'compares with what is said now, shows nothing',
  'store/work/plan.ts': 'works out their own reminders',
  'store/checkins/report.ts': 'counts them; small counts are hidden',
  'store/mentors/look-up.ts': 'the list for staff; questions for who asked or answers them, audited by the flow',
  'store/mentors/mentor-steps.ts': 'passes on what the flow has shown',
  'store/work/queue.ts': 'words their own reminders',
  'store/reseal.ts': 'changes keys, shows nothing',
}

describe('R-07: sealed words of people', () => {
  it('are opened only where it is known who reads them', () => {
    const opens = sourceFiles().filter(({ text }) =>
      /\bopen\(\s*'(registration|reason|move|ticket|draft|work|work-told|checkin|mentor|mentor-question)'/.test(text),
    )
    expect(opens.length).toBeGreaterThan(0)
    for (const { path } of opens) expect(Object.keys(OPENERS), path).toContain(path)
  })
})

describe('R-17: the data protection officer', () => {
  it('is named by *kontak data*', () => {
    const { dataProtection } = stage.knowledge.office
    const said = textOf(new Chatter().says('kontak data'))
    expect(said).toContain(dataProtection.name)
    expect(said).toContain(dataProtection.contact)
  })
})
