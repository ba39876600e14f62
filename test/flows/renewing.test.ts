/** A consent counts for the text that was read: where that changed, it is asked for again. */
import { describe, expect, it } from 'vitest'
import { draftsWithout, withDependents } from '../../src/domain/consent.ts'
import { CONSENT_KINDS } from '../../src/domain/person.ts'
import { stage } from '../theatre.ts'
import { Chatter, textOf } from './chatter.ts'

const OLD = { kind: 'registrasi', version: '2026-01-01', givenAt: new Date('2026-01-02') } as const
const current = (kind: string) => stage.knowledge.consents.find((consent) => consent.kind === kind)!.version
const registered = {
  registrations: [
    {
      number: 'LA-1',
      stage: 'terdaftar' as const,
      schemes: ['ssw-kaigo'],
      answers: {},
      submittedAt: new Date('2026-01-02'),
    },
  ],
}

describe('a consent to a text that has changed', () => {
  const make = () => new Chatter({ person: { consents: [OLD], ...registered } })

  it('is spoken of in *status* and *lihat data*', () => {
    const chatter = make()
    expect(textOf(chatter.says('status'))).toContain('Ketik izin')
    expect(textOf(chatter.says('lihat data'))).toContain('teksnya sudah berubah')
  })

  it('is asked for again with the new text, whole, and recorded with its version at a plain yes', () => {
    const chatter = make()
    const heard = chatter.says('izin')
    expect(textOf(heard)).toContain('Pelindungan Data Pribadi')
    expect(heard.effects).toEqual([])
    const { effects } = chatter.says('setuju')
    expect(effects).toMatchObject([{ kind: 'recordConsent', consent: 'registrasi', version: current('registrasi') }])
    expect(textOf(chatter.says('izin'))).toContain('Tidak ada teks izin yang berubah')
    expect(textOf(chatter.says('status'))).not.toContain('Ketik izin')
  })

  it.each(['tidak', 'nanti dulu', 'ok', 'kenapa?', '👍', 'batal'])('is not given by "%s"', (words) => {
    const chatter = make()
    chatter.says('izin')
    expect(chatter.says(words).effects.filter(({ kind }) => kind === 'recordConsent')).toEqual([])
  })

  it('is not given by a button to a text that has changed once more', () => {
    const chatter = make()
    chatter.says('izin')
    expect(chatter.taps('izin:setuju=registrasi=2020-01-01').effects).toEqual([])
  })

  it('is asked for again by the form, too', () => {
    const chatter = make()
    chatter.says('daftar')
    expect(textOf(chatter.says('ubah jawaban saya'))).toContain('Setuju? Pilih atau ketik setuju')
  })
})

describe('what rests on a consent', () => {
  const drafts = {
    daftar: { answers: { fullName: 'Siti', healthConsent: '1', heightCm: 158, sight: 'normal' } },
    'cek-syarat': { answers: { birthDate: '1999-08-17', checkBodyConsent: '1', bodily: ['none'] } },
    'cek-tawaran': { text: 'x' },
  }

  it.each([
    ['registrasi', { 'cek-syarat': drafts['cek-syarat'], 'cek-tawaran': drafts['cek-tawaran'] }],
    ['kesehatan', { ...drafts, daftar: { answers: { fullName: 'Siti' } } }],
    ['cek-syarat', { daftar: drafts.daftar, 'cek-tawaran': drafts['cek-tawaran'] }],
    ['cek-syarat-badan', { ...drafts, 'cek-syarat': { answers: { birthDate: '1999-08-17' } } }],
  ] as const)('goes with %s, and nothing else', (kind, left) => {
    expect(draftsWithout(drafts, withDependents([kind]))).toEqual(left)
  })

  it('is everything that was begun where all are taken back', () => {
    expect(draftsWithout(drafts, CONSENT_KINDS)).toEqual({})
  })
})
