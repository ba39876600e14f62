/** What no person should ever find: an answer that was taken for something else. */
import { describe, expect, it } from 'vitest'
import type { Input } from '../../src/domain/chat.ts'
import type { Registration } from '../../src/domain/registration.ts'
import { Chatter, textOf } from './chatter.ts'
import { finish, lifeWith } from './patient.ts'

const LIFE = lifeWith({
  schemes: '3',
  marital: 'menikah',
  educationLevel: 'sd',
  abroad: 'belum pernah',
  japanese: 'n4',
})

/** Somebody who is asked this. */
function askedFor(question: string): Chatter {
  const chatter = new Chatter()
  while (!textOf({ replies: [chatter.last] }).includes(question)) finish(chatter, LIFE, 2)
  return chatter
}

describe('what was asked besides the questions', () => {
  it('is forgotten once it is answered: the next words answer the question again', () => {
    const chatter = askedFor('Kakak lahir, sesuai KTP')
    for (const [asked, answer] of [
      ['ubah', 'lanjut'],
      ['batal', 'tidak'],
      ['batal', 'jangan'],
      ['ubah', 'kembali'],
      ['ubah', 'batal'],
    ] as const) {
      const twin = chatter.twin()
      twin.says(asked)
      twin.says(answer)
      twin.says('martapura')
      expect(twin.answers.birthPlace, `${asked}, ${answer}`).toBe('martapura')
    }
  })

  it.each([
    ['batal', 'siti'],
    ['batal', 'martapura'],
    ['ubah', 'martapura'],
    ['ubah', 'jl melati'],
  ])('never becomes an answer to the question before: "%s", then "%s"', (asked, words) => {
    const chatter = askedFor('Kakak lahir, sesuai KTP')
    const before = chatter.answers
    chatter.says(asked)
    chatter.says(words)
    expect(chatter.answers).toEqual(before)
  })

  it('throws nothing away but for a plain yes', () => {
    for (const no of ['tidak', 'jangan', 'hapus', 'batal', 'hmm', 'ya jangan', 'nanti dulu', '4', 'lanjut']) {
      const chatter = askedFor('Kakak lahir, sesuai KTP')
      const before = chatter.answers
      chatter.says('batal')
      chatter.says(no)
      expect(chatter.answers, no).toEqual(before)
    }
    const chatter = askedFor('Kakak lahir, sesuai KTP')
    chatter.says('batal')
    chatter.says('iya')
    expect(chatter.answers).toEqual({})
  })
})

describe('words that are no answer', () => {
  it.each([
    'kak',
    'ya',
    'bentar',
    'halo',
    'oke siap',
    'makasih',
    'lupa',
    '?',
    '...',
    'apa itu',
    'kenapa ditanya',
    '<b>x</b>',
  ])('does not take "%s" for a place of birth', (words) => {
    const chatter = askedFor('Kakak lahir, sesuai KTP')
    chatter.says(words)
    expect(chatter.answers.birthPlace).toBeUndefined()
  })

  it.each(['11', '63', '63.71', '1'])('does not take "%s" for a province', (words) => {
    const chatter = askedFor('Kakak tinggal di provinsi mana')
    chatter.says(words)
    expect(chatter.answers.province).toBeUndefined()
  })

  it.each(['ada', 'punya', 'sudah'])('does not take "%s" for having no certificate', (words) => {
    const chatter = askedFor('Sertifikat keahlian apa')
    chatter.says(words)
    expect(chatter.answers.certificates).toBeUndefined()
  })

  it('does not take a plain no for having no NIK', () => {
    const chatter = askedFor('Berapa NIK Kakak')
    chatter.says('tidak')
    expect(chatter.answers.nik).toBeUndefined()
    chatter.says('belum punya')
    expect(chatter.answers.nik).toBe('belum')
  })

  it.each<[string, Input]>([
    ['a photo', { kind: 'file', file: { ref: 'p', mime: 'image/jpeg', bytes: 9 } }],
    ['a voice message', { kind: 'voice', what: 'pesan suara' }],
    ['a sticker', { kind: 'unsupported', what: 'stiker' }],
    ["somebody else's contact", { kind: 'contact', phone: '081299998888', own: false }],
  ])('does not take %s for a phone number, and asks again', (_, input) => {
    const chatter = askedFor('Berapa nomor HP Kakak yang aktif')
    expect(textOf(chatter.does(input))).toContain('Berapa nomor HP Kakak yang aktif')
    expect(chatter.answers.phone).toBeUndefined()
  })
})

describe('words that are an answer', () => {
  it.each([
    ['Apa status perkawinan', 'marital', 'kawin', 'nikah'],
    ['Apa status perkawinan', 'marital', 'masih single kak', 'lajang'],
    ['Apa status perkawinan', 'marital', 'udh nikah', 'nikah'],
    ['Apa hubungannya', 'kinRelation', 'mama', 'ortu'],
    ['Apa hubungannya', 'kinRelation', 'suami saya', 'pasangan'],
    ['suami/istri sudah mengizinkan', 'kinAgrees', 'sudah kak', 'ya'],
    ['Apa pendidikan terakhir', 'educationLevel', 'lulusan SMK', 'SMK'],
    ['Apa pendidikan terakhir', 'educationLevel', 'd 3', 'D3'],
    ['Apakah Kakak sudah punya paspor', 'passport', 'lagi proses', 'proses'],
    ['Apakah Kakak sudah punya paspor', 'passport', 'blm', 'belum'],
    ['Pernahkah Kakak bekerja', 'abroad', 'belum', 'belum'],
    ['Sertifikat keahlian apa', 'certificates', 'gak ada kak', 'none'],
    ['Apa alamat email', 'email', 'tidak punya', null],
  ])('reads the answer to "%s": %s from "%s"', (question, id, words, value) => {
    const chatter = askedFor(question)
    chatter.says(words)
    expect(chatter.answers[id]).toBe(value)
  })

  it('asks about a new doubt, also after an old one was set aside', () => {
    const chatter = askedFor('Berapa NIK Kakak')
    for (const line of ['9971015708990001', 'perempuan', 'di KTP memang begitu', 'ubah tanggal lahir'])
      chatter.says(line)
    expect(textOf(chatter.says('18-08-1999'))).toContain('Ada yang perlu diperiksa')
  })
})

describe('an old button', () => {
  it('of a consent that was given does not take it back unnoticed', () => {
    const chatter = askedFor('Berapa NIK Kakak')
    const heard = chatter.taps('daftar:consent=tidak')
    expect(heard.effects).toEqual([])
    expect(textOf(heard)).toContain('tarik izin')
  })

  it.each(['daftar:howHeard=brosur', 'daftar:sex=X', 'daftar:workMonths=5', 'daftar:province=99'])(
    '%s is never read as if it had been typed',
    (id) => {
      const chatter = askedFor('Apakah Kakak sudah punya paspor')
      const before = chatter.answers
      expect(textOf(chatter.taps(id))).toContain('tidak berlaku')
      expect(chatter.answers).toEqual(before)
    },
  )
})

describe('somebody with two registrations', () => {
  const sent = (number: string, fullName: string, day: string): Registration => ({
    number,
    stage: 'terdaftar',
    schemes: ['ssw-kaigo'],
    answers: { fullName },
    submittedAt: new Date(day),
  })
  const registrations = [
    sent('LA-2026-000001', 'Siti', '2026-11-01T02:00:00Z'),
    sent('LA-2026-000002', 'Siti Aminah', '2026-11-20T02:00:00Z'),
  ]

  it('sees and changes the newest one', () => {
    const chatter = new Chatter({ person: { registrations } })
    expect(textOf(chatter.says('daftar'))).toContain('LA-2026-000002')
    chatter.taps('daftar:perbarui')
    expect(chatter.answers.fullName).toBe('Siti Aminah')
  })
})
