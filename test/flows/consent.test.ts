/** A consent is a plain yes; everything that may be less than that is asked again. */
import { describe, expect, it } from 'vitest'
import { Chatter, textOf } from './chatter.ts'
import { finish, lifeWith } from './patient.ts'

const LIFE = lifeWith({ schemes: '5', marital: 'belum menikah', educationLevel: 'sd', abroad: 'belum pernah' })

/** Somebody before each of the consents. */
const PLACES: [consent: string, make: () => Chatter][] = [
  [
    'cek-syarat',
    () => {
      const chatter = new Chatter()
      chatter.says('cek syarat')
      return chatter
    },
  ],
  [
    'registrasi',
    () => {
      const chatter = new Chatter()
      chatter.says('daftar')
      return chatter
    },
  ],
  [
    'kesehatan',
    () => {
      const chatter = new Chatter()
      while (!textOf({ replies: [chatter.last] }).includes('Izin terpisah')) finish(chatter, LIFE, 2)
      return chatter
    },
  ],
]

describe.each(PLACES)('the consent %s', (consent, make) => {
  const before = make()

  it.each(['setuju', 'Setuju!', 'ya', 'iya kak', 'oke', 'saya setuju kak', 'ya setuju', '1', 'nomor satu', 'setju'])(
    'is given by "%s"',
    (yes) => {
      const { effects } = before.twin().says(yes)
      expect(effects).toMatchObject([{ kind: 'recordConsent', consent }])
    },
  )

  it.each(['tidak', 'gak', 'tidak setuju', 'gak mau kak', 'jangan', 'tidak dulu', '2'])('is refused by "%s"', (no) => {
    const twin = before.twin()
    const heard = twin.says(no)
    expect(heard.effects).toEqual([])
    expect(textOf(heard)).not.toContain('Setuju?')
    expect(twin.person.consents.filter(({ kind }) => kind === consent)).toEqual([])
  })

  it.each([
    'saya baca dulu sebelum setuju',
    'setuju atau tidak ya',
    'belum tentu setuju',
    'kalau setuju data saya ke mana?',
    'apa wajib setuju?',
    'apa boleh pikir-pikir dulu?',
    'suami saya tidak setuju saya kerja',
    'yang penting halal',
    'bentar kak',
    '👍',
    '3',
    '6371015708990001',
  ])('is neither given nor refused by "%s"', (neither) => {
    const twin = before.twin()
    const heard = twin.says(neither)
    expect(heard.effects.filter(({ kind }) => kind === 'recordConsent')).toEqual([])
    expect(textOf(heard)).toContain('Setuju? Pilih atau ketik setuju')
    expect(twin.answers).toEqual(before.answers)
  })

  it('is not given by words to a question that was asked before it', () => {
    const twin = before.twin()
    twin.says('menu')
    expect(twin.says('ya').effects.filter(({ kind }) => kind === 'recordConsent')).toEqual([])
  })
})
