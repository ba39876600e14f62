/** Every command people can always type is understood in every flow, however it is written. */
import { describe, expect, it } from 'vitest'
import { stage } from '../theatre.ts'
import { Chatter, textOf } from './chatter.ts'
import { finish, lifeWith } from './patient.ts'

const LIFE = lifeWith({ schemes: '3', marital: 'belum menikah', educationLevel: 'sd', abroad: 'belum pernah' })

/** Somebody who said these lines, in a chat that already knows the menu. */
function after(...lines: string[]): Chatter {
  const chatter = new Chatter()
  for (const line of ['menu', ...lines]) chatter.says(line)
  return chatter
}

/** Somebody with these buttons on the screen. */
function beside(...labels: string[]): Chatter {
  const chatter = after('tanya')
  const shown = labels.map((label, i) => ({ id: `tanya:t=${stage.knowledge.answers[i]!.topic}`, label }))
  chatter.memory.session.shown = shown
  return chatter
}

function inTheForm(upTo: number): Chatter {
  const chatter = after()
  finish(chatter, LIFE, upTo)
  return chatter
}

const PLACES: [name: string, make: () => Chatter][] = [
  ['menu', () => after()],
  ['panduan', () => after('panduan')],
  ['panduan, halaman', () => after('panduan', '2')],
  ['skema', () => after('skema')],
  ['skema, halaman', () => after('skema', '3', 'syarat')],
  ['tanya', () => after('tanya')],
  ['tanya, jawaban', () => after('apa itu ssw kaigo')],
  [
    'tanya, pilihan yang namanya mirip',
    () => beside('Daftar ujian JFT', 'Jadwal tes', 'Kontak petugas', 'Ubah data SISKOP2MI'),
  ],
  ['petugas', () => after('petugas')],
  ['petugas, sesudah menulis', () => after('petugas', 'kapan kantor buka')],
  ['darurat', () => after('saya disekap')],
  ['hapus data', () => after('hapus data')],
  ['formulir, persetujuan', () => after('daftar')],
  ['formulir, pilih banyak', () => inTheForm(3)],
  ['formulir, tanggal', () => inTheForm(5)],
  ['formulir, nama', () => inTheForm(6)],
  ['formulir, pilihan', () => inTheForm(8)],
  ['formulir, daerah', () => inTheForm(13)],
  ['formulir, alamat', () => inTheForm(16)],
  [
    'formulir, ubah',
    () => {
      const chatter = inTheForm(8)
      chatter.says('ubah')
      return chatter
    },
  ],
  [
    'formulir, periksa',
    () => {
      const chatter = inTheForm(200)
      for (const line of ['ubah data', 'ubah jawaban saya']) chatter.says(line)
      return chatter
    },
  ],
]

/** What shows that a command was understood, wherever it was typed. */
const UNDERSTOOD: [command: string, answer: RegExp][] = [
  ['menu', /Ada yang bisa saya bantu/],
  ['bantuan', /selalu bisa diketik/],
  ['daftar', /Setuju\? Pilih atau ketik|bagian \d dari \d|Kita (?:lanjutkan|ubah) pendaftarannya|\?/],
  ['lanjut', /Belum ada isian|halaman|Mau baca|\(\d+\/\d+\)|Kita (?:lanjutkan|ubah)|Setuju\? Pilih|\?|Mohon diperiksa/],
  ['jeda', /tersimpan selama|Ada yang bisa saya bantu/],
  [
    'kembali',
    /Ada yang bisa saya bantu|Mau baca|\(\d+\/\d+\)|Mau lihat yang mana|Negara:|tidak ada yang diubah|pertanyaan yang pertama|\?/,
  ],
  ['ubah', /Bagian mana yang mau diubah|Belum ada (?:data|jawaban) yang bisa diubah/],
  ['lewati', /Belum ada isian|perlu dijawab|Kita lanjutkan|halaman|Mau baca|Ketik kirim|Mohon diperiksa|\?/],
  ['batal', /Ada yang bisa saya bantu|tidak ada yang diubah|Hapus semua jawaban|Batalkan perubahan|\?/],
  ['status', /belum mendaftar|belum dikirim|Pendaftaran LA-/],
  ['jadwal', /Keadaan jadwal sekarang|Jadwal program yang Kakak minati|: Jadwal/],
  ['petugas', /Silakan tulis pesan untuk petugas/],
  ['berhenti', /tidak akan mengirim kabar/],
  ['mulai lagi', /saya kirim lagi/],
  ['lihat data', /belum menyimpan data pribadi|Data Kakak yang kami simpan/],
  ['ubah data', /Belum ada data|Bagian mana|Belum ada jawaban|sudah terdaftar|\?/],
  ['hapus data', /Hapus semua data Kakak\?/],
  ['tarik izin', /belum pernah memberi izin|Tarik izin\?/],
  ['sambungkan', /Telegram dan WhatsApp/],
]

/** The command and its other spellings; the long words also with a letter left out or doubled in the middle. */
function spellings(command: string): string[] {
  const others = stage.knowledge.language.commands[command]!
  const words = [command, ...others]
  return [...words, `/${command}`, command.toUpperCase(), `kak ${command} dong`, ...typos(command)]
}

function typos(word: string): string[] {
  if (word.includes(' ') || word.length < 6) return []
  const middle = Math.floor(word.length / 2)
  return [word.slice(0, middle) + word.slice(middle + 1), word.slice(0, middle) + word[middle] + word.slice(middle)]
}

/** Spellings that stand on a button of the place, and mean the button there. */
const BUTTON_FIRST = new Map([
  ['skema, halaman', new Set(['jadwal'])],
  ['tanya, pilihan yang namanya mirip', new Set(['ubah'])],
])

describe.each(PLACES)('in %s', (place, make) => {
  const here = make()

  it.each(UNDERSTOOD)('understands *%s*, in every spelling', (command, answer) => {
    if (BUTTON_FIRST.get(place)?.has(command)) return
    const plain = here.twin()
    const expected = plain.says(command)
    expect(textOf(expected)).toMatch(answer)
    expect(textOf(expected)).not.toMatch(/belum menangkap|belum cocok|belum terbaca|Maksud Kakak yang mana/)
    for (const spelling of spellings(command)) {
      const twin = here.twin()
      const heard = twin.says(spelling)
      expect(textOf(heard), spelling).toBe(textOf(expected))
      expect(heard.effects, spelling).toEqual(expected.effects)
      expect(twin.memory.session.active, spelling).toBe(plain.memory.session.active)
    }
  })
})

describe('what looks like a command but is an answer', () => {
  it.each(['admin', 'operator', 'saya operator', 'CS', 'customer service'])('takes "%s" as a job', (job) => {
    const chatter = new Chatter()
    finish(chatter, lifeWith({ ...Object.fromEntries(LIFE), workMonths: '2 tahun', work: job }))
    expect(chatter.sent[0]!.answers.work).toBe(job)
  })

  it('takes every province, regency and district by its name, whatever it resembles', () => {
    const { provinces, regencies, districts } = stage.knowledge.areas
    const atProvince = inTheForm(13)
    const risky = [...provinces, ...regencies, ...districts].filter(
      ({ name }) => stage.mind.command(name, 'strict') || stage.mind.distress(name) !== 'none',
    )
    expect(risky.length).toBeGreaterThan(0)
    for (const { name } of risky) {
      const twin = atProvince.twin()
      expect(textOf(twin.says(name)), name).toMatch(/ada di|kabupaten atau kota mana di/)
      expect(twin.memory.session.active).toBe('daftar')
    }
  })
})
