/** All kinds of people and of lines, for fast-check. */
import fc from 'fast-check'
import type { Input } from '../../src/domain/chat.ts'
import { stage } from '../theatre.ts'
import { type Life, lifeWith } from './patient.ts'

const { schemes, consents } = stage.knowledge

/** A person whose answers lead through any branch of the form. */
export const anyLife: fc.Arbitrary<Life> = fc
  .record({
    schemes: fc.constantFrom('3', '9', '2', '2', '5', '10', '11', '11', '1 dan 3', '3 dan 5', '2, 9 dan 10', '12'),
    marital: fc.constantFrom('belum menikah', 'menikah', 'cerai mati'),
    educationLevel: fc.constantFrom('sd', 'sma', 'smk', 'd3', 'ners'),
    field: fc.constantFrom('keperawatan', 'keperawatan', 'kebidanan', 'bukan kesehatan'),
    str: fc.constantFrom('punya, masih berlaku', 'tidak punya'),
    workMonths: fc.constantFrom('1 tahun', 'belum ada'),
    experienceMonths: fc.constantFrom('2 tahun', 'belum ada'),
    abroad: fc.constantFrom('belum pernah', 'pernah bekerja'),
    japanese: fc.constantFrom('belum ada', 'n4'),
    korean: fc.constantFrom('belum pernah tes', '180'),
    passport: fc.constantFrom('sudah punya', 'belum punya'),
    nik: fc.constantFrom('6371015708990001', '6371011708980001', 'belum punya nik'),
    health: fc.constantFrom('setuju', 'tidak'),
  })
  .map(({ health, ...own }) => lifeWith({ ...own, healthConsent: health }))

const TAPS = [
  ...['P', 'L'].map((sex) => `daftar:sex=${sex}`),
  ...['lajang', 'nikah'].map((marital) => `daftar:marital=${marital}`),
  ...['SD', 'SMK', 'D3', 'S1'].map((level) => `daftar:educationLevel=${level}`),
  ...['keperawatan', 'non-kesehatan'].map((field) => `daftar:field=${field}`),
  ...['ya', 'tidak'].map((str) => `daftar:str=${str}`),
  ...['ya', 'belum'].map((passport) => `daftar:passport=${passport}`),
  ...['belum', 'kerja'].map((abroad) => `daftar:abroad=${abroad}`),
  ...['none', 'N4'].map((level) => `daftar:japanese=${level}`),
  ...schemes.map(({ id }) => `daftar:schemes=${id}`),
  ...consents.flatMap(({ version }) => [`daftar:consent=${version}`, `daftar:healthConsent=${version}`]),
  'daftar:nik=belum',
  'daftar:nikCheck=nik',
  'daftar:nikCheck=lahir',
  'daftar:healthConsent=tidak',
  'daftar:korean=none',
  'daftar:schemes=belum-tahu',
  'daftar:schemes=selesai',
  'daftar:schemes=closed',
  'daftar:sex=X',
  'daftar:batal=tidak',
  'daftar:jeda',
  'daftar:bagian=2',
  'daftar:bagian=99',
  'daftar:ubah=nik',
  'daftar:ubah=work',
  'daftar:__proto__=constructor',
  'daftar:',
  'menu:menu',
  'menu:skema',
  'menu:constructor',
  'skema:ssw-kaigo/syarat/2',
  'skema:ssw-kaigo/toString',
  'panduan:isi',
  'tanya:t=ssw-kaigo',
  'tanya:b=jadwal',
  'tanya:lain',
  'darurat:jepang',
  'meja:terima=LA-2026-000001',
  'hapus-data:tidak',
  'tarik-izin:tidak',
  '__proto__:x',
  '',
]

const COMMANDS = [
  ...['menu', 'bantuan', 'daftar', 'lanjut', 'jeda', 'kembali', 'ubah', 'lewati', 'batal', 'status', 'jadwal'],
  ...[
    'kirim',
    'kirim',
    'petugas',
    'berhenti',
    'mulai lagi',
    'lihat data',
    'ubah data',
    'hapus data',
    'tarik izin',
    'sambungkan',
  ],
  ...[
    'panduan',
    'skema',
    'selengkapnya',
    'meja',
    '/start',
    'kmbali',
    'mau lanjut dong',
    'lanjt',
    'ubah nik',
    'ubah hp',
  ],
  ...['ubah program', 'ubah pendidikan', 'kembali', 'kembali', 'lanjut'],
]
const SAYINGS = [
  ...['kak', 'bentar', 'halo', 'makasih', 'ya', 'tidak', 'oke', 'selesai', 'jangan', 'gak ada', 'belum tahu', '?', '.'],
  ...['biaya ssw kaigo berapa?', 'apa itu im japan', 'terus gajinya?', 'resep nasi goreng apa?', 'kapan pesawatnya?'],
  ...['saya disekap majikan', 'paspor saya ditahan', 'siti', 'banjarmasin', '17 agustus 1999', '0812 3456 7890'],
  ...[
    '6371015708990001',
    '2 tahun',
    'perempuan',
    'menikah',
    'd3',
    'n4',
    '160',
    '2020',
    'kaigo dan korea',
    'LA-2026-000001',
  ],
  ...['__proto__', '<b>x</b>', "'; DROP TABLE people;--", 'مرحبا', '😀', 'x'.repeat(4096)],
]
const OTHERS: Input[] = [
  { kind: 'voice', what: 'pesan suara' },
  { kind: 'unsupported', what: 'stiker' },
  { kind: 'file', file: { ref: 'photo-1', mime: 'image/jpeg', bytes: 1000 } },
  { kind: 'contact', phone: '081234567890', own: true },
  { kind: 'contact', phone: 'rumah', own: false },
  { kind: 'left' },
  { kind: 'back' },
]

const text = (line: string): Input => ({ kind: 'text', text: line })

const anyInput: fc.Arbitrary<Input> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...COMMANDS).map(text) },
  { weight: 4, arbitrary: fc.constantFrom(...TAPS).map((id): Input => ({ kind: 'choice', id })) },
  { weight: 3, arbitrary: fc.constantFrom(...SAYINGS).map(text) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => text(String(n))) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => text(`ubah ${n}`)) },
  { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }).map(text) },
)

/** `after`: ms since the line before. */
export type Line = { input: Input; after: number }

const anyLine: fc.Arbitrary<Line> = fc.record({
  input: anyInput,
  after: fc.constantFrom(1000, 7000, 60_000, 60_000, 60_000, 3 * 24 * 3600_000),
})

/** Anything anybody might do for a while. */
export const anyMess: fc.Arbitrary<Line[]> = fc.array(anyLine, { maxLength: 25, size: 'large' })

/** How many of the lines of their registration somebody has said before the mess begins. */
export const anyStart = fc.integer({ min: 0, max: 45 })
