/** Drafts written by yesterday's form, read by today's: no answer slides into another question, and nobody gets stuck. */
import { describe, expect, it } from 'vitest'
import type { Answers } from '../../src/domain/registration.ts'
import { newSession } from '../../src/domain/session.ts'
import { form } from '../../src/flows/form/form.ts'
import type { FormSpec, Question } from '../../src/flows/form/question.ts'
import { menu } from '../../src/flows/menu.ts'
import { resume } from '../../src/flows/resume.ts'
import type { FlowBook } from '../../src/flows/talk.ts'
import { stage } from '../theatre.ts'
import { Chatter, textOf } from './chatter.ts'
import { finish, lifeWith } from './patient.ts'

const LIFE = lifeWith({
  schemes: '3 dan 5',
  marital: 'menikah',
  educationLevel: 'd3',
  field: 'keperawatan',
  workMonths: '1 tahun',
  abroad: 'belum pernah',
  japanese: 'n4',
  passport: 'belum punya',
  healthConsent: 'setuju',
})

/** Somebody whose whole form is answered but not sent. */
function complete(): Chatter {
  const chatter = new Chatter()
  finish(chatter, LIFE, 200)
  const { answers } = chatter.sent[0]!
  const { consents } = chatter.person
  return new Chatter({ person: { consents }, memory: { drafts: { daftar: { answers: { ...answers } } } } })
}

const COMPLETE = complete().answers

/** The same person with another draft, and whatever else a deploy has changed. */
function holding(changed: Answers, options: ConstructorParameters<typeof Chatter>[0] = {}): Chatter {
  const answers = Object.fromEntries(
    Object.entries({ ...COMPLETE, ...changed }).filter(([, value]) => value !== undefined),
  )
  const { consents } = complete().person
  return new Chatter({ person: { consents }, memory: { drafts: { daftar: { answers } } }, ...options })
}

const sentBy = (chatter: Chatter): Answers => {
  chatter.says('kirim')
  return chatter.sent[0]!.answers
}

describe('the registration', () => {
  it('is complete before anything changes', () => {
    const chatter = holding({})
    expect(textOf(chatter.says('lanjut'))).toContain('Mohon diperiksa dulu')
    expect(sentBy(chatter)).toEqual(COMPLETE)
  })

  it('asks a question that was added in the middle, then goes to the review', () => {
    const chatter = holding({ graduated: undefined })
    expect(textOf(chatter.says('lanjut'))).toContain('Tahun berapa Kakak lulus?')
    expect(textOf(chatter.says('2018'))).toContain('Mohon diperiksa dulu')
    expect(sentBy(chatter)).toEqual({ ...COMPLETE, graduated: 2018 })
  })

  it('never sends the answer to a question that was removed or renamed', () => {
    const chatter = holding({ shoeSize: '38', phoneNumber: '+6281200000000', __proto__: 'x' })
    chatter.says('lanjut')
    expect(sentBy(chatter)).toEqual(COMPLETE)
  })

  it('asks anew under a new name, and takes nothing from the old one', () => {
    const { kinName, ...others } = COMPLETE
    const chatter = holding({ kinName: undefined, relativeName: kinName })
    expect(textOf(chatter.says('lanjut'))).toContain('Siapa nama keluarga')
    chatter.says('Hasanah')
    expect(sentBy(chatter)).toEqual({ ...others, kinName: 'Hasanah' })
  })

  it.each([
    ['heightCm', 20, 'Berapa tinggi badan'],
    ['phone', '12', 'Berapa nomor HP Kakak yang aktif'],
    ['graduated', 1200, 'Tahun berapa Kakak lulus?'],
    ['email', 'bukan email', 'Apa alamat email'],
    ['workMonths', 'banyak', 'Berapa lama pengalaman kerja'],
    ['birthPlace', '?', 'Kakak lahir, sesuai KTP'],
    ['marital', 'janda', 'Apa status perkawinan'],
    ['passport', { yes: true }, 'Apakah Kakak sudah punya paspor'],
    ['sex', null, 'Kakak laki-laki atau perempuan'],
    ['schemes', ['closed'], 'Program mana yang Kakak minati'],
    ['schemes', 'ssw-kaigo', 'Program mana yang Kakak minati'],
    ['schemes', [], 'Program mana yang Kakak minati'],
    ['regency', '99.99', 'Di kabupaten atau kota mana'],
    ['fullName', 7, 'Siapa nama lengkap'],
  ])('asks %s again that is stored as %j, and keeps all the rest', (question, stored, asked) => {
    const chatter = holding({ [question]: stored })
    expect(textOf(chatter.says('lanjut'))).toContain(asked)
    finish(chatter, LIFE)
    const { answers } = chatter.sent[0]!
    expect({ ...answers, [question]: 0 }).toEqual({ ...COMPLETE, [question]: 0 })
  })

  it('forgets a scheme that has closed, and keeps the others that were chosen', () => {
    const chatter = holding({ schemes: ['closed', 'ssw-kaigo'] })
    expect(textOf(chatter.says('lanjut'))).toContain('Mohon diperiksa dulu')
    expect(sentBy(chatter)).toMatchObject({ schemes: ['ssw-kaigo'] })
  })

  it('asks what a scheme newly asks, and no longer sends what it asks no more', () => {
    const schemes = stage.knowledge.schemes.map((scheme) =>
      scheme.id === 'ssw-kaigo' || scheme.id === 'magang-im-japan'
        ? { ...scheme, registration: { ...scheme.registration, asks: ['korean' as const] } }
        : scheme,
    )
    const chatter = holding({}, { knowledge: { ...stage.knowledge, schemes }, mind: stage.mind })
    chatter.person.consents = complete().person.consents
    expect(textOf(chatter.says('lanjut'))).toContain('Berapa skor EPS-TOPIK')
    chatter.says('180')
    chatter.says('2025')
    const sent = sentBy(chatter)
    expect(sent).toMatchObject({ korean: 180, koreanYear: 2025 })
    for (const gone of ['japanese', 'certificates', 'heightCm', 'tattoo']) expect(sent).not.toHaveProperty(gone)
  })

  it('asks for consent again when its text has changed, then goes on where it was', () => {
    const consents = stage.knowledge.consents.map((consent) => ({ ...consent, version: '2027-01-01' }))
    const chatter = holding({ kinName: undefined }, { knowledge: { ...stage.knowledge, consents }, mind: stage.mind })
    chatter.person.consents = complete().person.consents
    expect(textOf(chatter.says('lanjut'))).toContain('Setuju? Pilih atau ketik setuju')
    const heard = chatter.says('setuju')
    expect(heard.effects).toMatchObject([{ kind: 'recordConsent', consent: 'registrasi', version: '2027-01-01' }])
    expect(textOf(heard)).toContain('Siapa nama keluarga')
    expect(textOf(chatter.says('Rahmah'))).toContain('Izin terpisah')
    expect(chatter.says('setuju').effects).toMatchObject([{ kind: 'recordConsent', consent: 'kesehatan' }])
    const { kinName: _, ...sent } = sentBy(chatter)
    expect(sent).toEqual(Object.fromEntries(Object.entries(COMPLETE).filter(([question]) => question !== 'kinName')))
  })

  it.each([['rubbish'], [5], [null], [[]], [{}], [{ answers: 7 }], [{ answers: null }], [{ answers: [] }]])(
    'begins afresh from a draft that is %j',
    (draft) => {
      const chatter = new Chatter({ memory: { drafts: { daftar: draft } } })
      expect(textOf(chatter.says('lanjut'))).toContain('Kita mulai pendaftarannya')
      expect(finish(chatter, LIFE).at(-1)).toBe('kirim')
    },
  )

  it('keeps the answers when only what was asked besides is from another version', () => {
    const draft = { answers: { ...COMPLETE, school: undefined }, pending: 'hapus-semua', revising: 42 }
    const chatter = new Chatter({ person: complete().person, memory: { drafts: { daftar: draft } } })
    expect(textOf(chatter.says('lanjut'))).toContain('Apa nama sekolah')
    expect(chatter.answers.fullName).toBe('Siti Aminah')
  })

  it('opens no question that is gone', () => {
    const draft = { answers: COMPLETE, revising: 'shoeSize' }
    const chatter = new Chatter({ person: complete().person, memory: { drafts: { daftar: draft } } })
    expect(textOf(chatter.says('lanjut'))).toContain('Mohon diperiksa dulu')
  })
})

describe('other memories', () => {
  it('gives the floor to the menu when a flow is gone, and goes on with the form that is left', () => {
    const session = { ...newSession(), active: 'lotre', notes: { lotre: { tebakan: 3 }, panduan: 'rubbish', tanya: 8 } }
    const drafts = { lotre: { answers: { a: 1 } }, daftar: { answers: { ...COMPLETE, school: undefined } } }
    const chatter = new Chatter({ person: complete().person, memory: { session, drafts } })
    expect(textOf(chatter.says('menu'))).toContain('Kita belum kenalan')
    expect(textOf(chatter.says('panduan'))).toContain('Mau baca yang mana')
    expect(textOf(chatter.says('menu'))).toContain('Ada yang bisa saya bantu')
    expect(textOf(chatter.says('lanjut'))).toContain('Apa nama sekolah')
  })

  it('takes numbers for what is on the screen, and a button of a flow that is gone for the menu', () => {
    const session = { ...newSession(), active: 'lotre', shown: [{ id: 'lotre:1', label: 'Satu' }] }
    const chatter = new Chatter({ memory: { session } })
    expect(textOf(chatter.says('1'))).toContain('Tombol itu sudah tidak berlaku')
  })
})

/** A small form of our own: yesterday's and today's, side by side. */
describe('a form whose questions moved', () => {
  const ask = (id: string, more: Partial<Question> = {}): Question => ({
    id,
    label: id,
    ask: `${id}?`,
    read: (text) => ({ ok: true, value: text }),
    ...more,
  })
  const bookOf = (questions: Question[]): FlowBook => {
    const spec: FormSpec = {
      name: 'uji',
      title: 'uji',
      sections: [{ title: 'uji', questions }],
      goingOn: () => 'Lanjut.',
      dropping: () => ({ ask: 'Hapus?', yes: 'Ya, hapus', done: 'Terhapus.' }),
      submit: (answers) => ({
        replies: [{ text: 'terkirim' }],
        effects: [{ kind: 'submitRegistration', number: '1', schemes: [], answers }],
      }),
    }
    const flows = [menu, resume, form(spec)]
    return { flows: new Map(flows.map((flow) => [flow.name, flow])), commands: new Map([['lanjut', 'lanjut']]) }
  }
  const half = { uji: { answers: { kota: 'Banjarmasin', hobi: 'renang' } } }

  it('asks what is new wherever it stands, and keeps what is old wherever it went', () => {
    const today = bookOf([ask('nama'), ask('hobi'), ask('umur'), ask('kota')])
    const chatter = new Chatter({ book: today, memory: { drafts: structuredClone(half) } })
    expect(textOf(chatter.says('lanjut'))).toContain('nama?')
    expect(textOf(chatter.says('Siti'))).toContain('umur?')
    expect(textOf(chatter.says('20'))).toContain('Mohon diperiksa')
    expect(sentBy(chatter)).toEqual({ nama: 'Siti', hobi: 'renang', umur: '20', kota: 'Banjarmasin' })
  })

  it('sends nothing of a question that now hangs on another answer, and has it again when that changes back', () => {
    const today = bookOf([ask('kota'), ask('hobi', { when: ({ kota }) => kota === 'Solo' })])
    const chatter = new Chatter({ book: today, memory: { drafts: structuredClone(half) } })
    chatter.says('lanjut')
    const twin = chatter.twin()
    expect(sentBy(chatter)).toEqual({ kota: 'Banjarmasin' })
    twin.says('ubah 1')
    twin.says('Solo')
    expect(sentBy(twin)).toEqual({ kota: 'Solo', hobi: 'renang' })
  })
})
