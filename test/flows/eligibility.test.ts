/** *cek syarat*: how much it asks, what it and the registration know of each other, and what is kept. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidateOf } from '../../src/flows/eligibility/answers.ts'
import { questions } from '../../src/flows/eligibility/questions.ts'
import type { Place } from '../../src/flows/flow.ts'
import { stage } from '../theatre.ts'
import { Chatter, textOf } from './chatter.ts'
import { finish, lifeWith } from './patient.ts'

const RESULT = 'Hasil cek syarat Kakak'

/** What is answered to each question; several lines are a list that is closed. */
type Life = Record<string, string>
const smk: Life = {
  checkConsent: 'setuju',
  birthDate: '1 februari 2005',
  educationLevel: 'smk',
  field: 'bukan kesehatan',
  sex: 'laki-laki',
  str: 'punya, masih berlaku',
  experienceMonths: '3 tahun',
  japanese: 'belum ada',
  past: 'belum pernah',
  held: 'belum ada',
  checkBodyConsent: 'setuju',
  bodily: 'tidak ada',
}

const CONSENTS = new Set(['checkConsent', 'checkBodyConsent'])

/** The question that is open on the screen. */
function openQuestion({ last }: Chatter): string | undefined {
  const ask = questions.questions.find(
    ({ id, ask }) =>
      (id === 'checkConsent' && last.text.includes('Cek syarat: 5–9')) ||
      (id === 'checkBodyConsent' && last.text.includes('Izin terpisah')) ||
      (typeof ask === 'string' && last.text.includes(ask)),
  )
  return ask?.id
}

/** Answers until there is a result, or so many questions; those that were asked, without the consents. */
function answer(chatter: Chatter, life: Life, upTo = 20): string[] {
  const asked: string[] = []
  for (let steps = 0; steps < upTo && !chatter.last.text.includes(RESULT); steps++) {
    const question = openQuestion(chatter)
    if (!question) break
    if (!CONSENTS.has(question)) asked.push(question)
    chatter.says(life[question]!)
  }
  if (upTo === 20) expect(textOf({ replies: [chatter.last] })).toContain(RESULT)
  return asked
}

function checked(life: Life = {}): { chatter: Chatter; asked: string[] } {
  const chatter = new Chatter()
  chatter.says('cek syarat')
  return { chatter, asked: answer(chatter, { ...smk, ...life }) }
}

describe('cek syarat', () => {
  it('asks five to nine questions of anybody', () => {
    fc.assert(
      fc.property(
        fc.record({
          educationLevel: fc.constantFrom('sd', 'smp', 'sma', 'smk', 'd3', 'd4', 's1', 'ners', 's2 atau lebih'),
          field: fc.constantFrom('keperawatan', 'kebidanan', 'kesehatan lain', 'bukan kesehatan'),
          sex: fc.constantFrom('laki-laki', 'perempuan'),
          str: fc.constantFrom('punya, masih berlaku', 'tidak punya'),
          past: fc.constantFrom('belum pernah', 'magang kaigo', 'magang 1 tahun', 'epa', 'taiwan'),
        }),
        (life) => {
          const { asked } = checked(life)
          expect(asked.length).toBeGreaterThanOrEqual(5)
          expect(asked.length, asked.join()).toBeLessThanOrEqual(9)
        },
      ),
      { numRuns: 120 },
    )
  })

  it('says a verdict for every scheme, with a button each, and never that it is sure', () => {
    const { chatter } = checked()
    for (const { short, id } of stage.knowledge.schemes) {
      expect(chatter.last.text).toContain(`*${short}*: `)
      expect(chatter.last.choices?.map((choice) => choice.id)).toContain(`cek-syarat:rinci=${id}`)
    }
    expect(chatter.last.text).toMatch(/bukan keputusan dan bukan janji/)
    expect(chatter.last.text).toMatch(/Dicek 22 November 2026/)
    expect(chatter.last.text).not.toMatch(/\bpasti (?:lolos|berangkat|diterima)|\baman\b/i)
  })

  it('explains each of them, and finds the way back', () => {
    const { chatter } = checked()
    for (const { id, name } of stage.knowledge.schemes) {
      const { replies } = chatter.taps(`cek-syarat:rinci=${id}`)
      expect(replies).toHaveLength(1)
      expect(replies[0]!.text).toContain(name)
      expect(replies[0]!.text.length, id).toBeLessThanOrEqual(2_500)
    }
    expect(chatter.taps('cek-syarat:hasil').replies[0]!.text).toContain(RESULT)
  })

  it('is finished with its result: nothing is left to go on with', () => {
    const { chatter } = checked()
    expect(textOf(chatter.says('lanjut'))).toContain('Belum ada isian yang dimulai')
    expect(textOf(chatter.says('cek syarat'))).toContain(RESULT)
    expect(textOf(chatter.says('bantuan'))).not.toContain('Ada isian yang belum selesai')
  })

  it('can be paused and gone on with, and leaves the registration its place', () => {
    const chatter = new Chatter()
    for (const line of ['cek syarat', 'setuju', '1 februari 2005', 'jeda']) chatter.says(line)
    expect(textOf(chatter.says('lanjut'))).toContain('Apa pendidikan terakhir Kakak?')
    chatter.says('daftar')
    chatter.says('setuju')
    chatter.says('menu')
    expect(textOf(chatter.says('lanjut'))).toContain('Program mana yang Kakak minati?')
  })

  it('does not know a result for a tap on a message of answers that are gone', () => {
    const { chatter } = checked()
    chatter.taps('cek-syarat:batal=ya')
    expect(textOf(chatter.taps('cek-syarat:rinci=ssw-kaigo'))).toContain('Kapan Kakak lahir?')
    expect(textOf(chatter.taps('cek-syarat:rinci=constructor'))).toContain('Kapan Kakak lahir?')
  })
})

describe('whoever wants to correct the result', () => {
  const before = checked({ educationLevel: 'sma' }).chatter
  const askedAfter = (said: string, from = before) => {
    const twin = from.twin()
    twin.says(said)
    return { twin, question: openQuestion(twin) }
  }

  it.each([
    ['hasilnya salah, saya udah n4', 'japanese'],
    ['salah, saya udah n4', 'japanese'],
    ['saya sudah punya n4', 'japanese'],
    ['hasilnya kok gitu, saya sudah lulus N4 kak', 'japanese'],
    ['ubah bahasa', 'japanese'],
    ['saya salah pilih pendidikan', 'educationLevel'],
    ['umur saya keliru', 'birthDate'],
  ])('is asked again for the answer that is meant: "%s"', (said, question) => {
    expect(askedAfter(said).question).toBe(question)
    before.taps('cek-syarat:rinci=ssw-kaigo')
    expect(askedAfter(said).question).toBe(question)
  })

  it('gets the result anew', () => {
    const { twin } = askedAfter('hasilnya salah, saya udah n4')
    twin.says('n4')
    expect(twin.last.text).toContain(RESULT)
    expect(twin.memory.drafts['cek-syarat']).toMatchObject({ answers: { japanese: 'N4', educationLevel: 'SMA' } })
  })

  it.each(['ubah jawaban', 'hasilnya salah', 'kok hasilnya salah?', 'salah isi tadi'])(
    'is asked which: "%s"',
    (said) => {
      expect(askedAfter(said).twin.last.text).toContain('Jawaban mana yang mau diubah?')
    },
  )

  it.each([
    'gaji ssw berapa',
    'saya mau ssw',
    'apa n4 itu susah?',
    'kalau sudah n4 bisa langsung daftar?',
    'apa salah kalau saya pilih magang dulu?',
    'terima kasih',
  ])('is not who says "%s"', (said) => {
    const { twin } = askedAfter(said)
    expect(openQuestion(twin)).toBeUndefined()
    expect(twin.last.text).not.toContain('Jawaban mana yang mau diubah?')
  })

  it('is nobody who has gone on to something else', () => {
    const gone = before.twin()
    gone.says('menu')
    expect(askedAfter('saya sudah punya n4', gone).question).toBeUndefined()
  })
})

describe('any order of lines in cek syarat', () => {
  const taps = questions.questions.flatMap(({ id }) =>
    ['ya', 'tidak', 'SMA', 'D3', 'keperawatan', 'L', 'P', 'N4', 'belum', 'tidak-ada', 'eps', 'selesai'].map(
      (value) => `cek-syarat:${id}=${value}`,
    ),
  )
  const line = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.values(smk)) },
    fc.constantFrom(
      'kembali',
      'ubah',
      'ubah 2',
      'lewati',
      'jeda',
      'lanjut',
      'batal',
      'kirim',
      'daftar',
      'menu',
      'cek syarat',
    ),
    fc.constantFrom('berapa biaya ssw kaigo?', 'hm', 'd3', 'bidan', 'keperawatan', 'selesai', '3', '', '99999'),
    fc.constantFrom(
      ...taps,
      'cek-syarat:hasil',
      'cek-syarat:rinci=ssw-kaigo',
      'cek-syarat:ubah=sex',
      'cek-syarat:__proto__=1',
    ),
  )

  it('never throws, keeps nothing without consent, and leaves a patient person the way to a result', () => {
    let results = 0
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 3, 5, 8, 9, 10, 10, 10), fc.array(line, { maxLength: 15 }), (upTo, lines) => {
        const chatter = new Chatter()
        chatter.says('cek syarat')
        answer(chatter, smk, upTo)
        for (const said of lines) {
          if (said.startsWith('cek-syarat:')) chatter.taps(said)
          else chatter.says(said)
          if (chatter.last.text.includes(RESULT)) results++
          const kept = (chatter.memory.drafts['cek-syarat'] as { answers: object } | undefined)?.answers ?? {}
          const agreed = chatter.person.consents.some(({ kind }) => kind === 'cek-syarat')
          if (!agreed) expect(kept).toEqual({})
          const agreedBody = chatter.person.consents.some(({ kind }) => kind === 'cek-syarat-badan')
          if (!agreedBody) expect(Object.keys(kept)).not.toContain('bodily')
        }
        chatter.says('menu')
        chatter.says('cek syarat')
        answer(chatter, smk)
      }),
      { numRuns: 150 },
    )
    expect(results).toBeGreaterThan(20)
  })
})

describe('what is kept', () => {
  it('is nothing before consent, nor after a refusal', () => {
    const chatter = new Chatter()
    chatter.says('cek syarat')
    chatter.says('1 februari 2005')
    expect(chatter.memory.drafts).toEqual({ 'cek-syarat': { answers: {} } })
    chatter.says('tidak')
    expect(chatter.memory.drafts).toEqual({})
    expect(chatter.effects).toEqual([])
  })

  it('are two consents for exactly the texts that were shown: one, and one of its own about the body', () => {
    const { chatter } = checked()
    const given = (consent: string) => {
      const { version } = stage.knowledge.consents.find(({ kind }) => kind === consent)!
      return { kind: 'recordConsent', consent, version }
    }
    expect(chatter.effects).toMatchObject([given('cek-syarat'), given('cek-syarat-badan')])
  })

  it.each(['tidak', 'lewati'])('is nothing about the body after "%s" to its consent, and there is a result', (no) => {
    const { chatter, asked } = checked({ checkBodyConsent: no })
    expect(asked).not.toContain('bodily')
    expect(chatter.effects).toMatchObject([{ consent: 'cek-syarat' }])
    expect(chatter.taps('cek-syarat:rinci=magang-im-japan').replies[0]!.text).toContain(
      'Belum diketahui apakah Kakak buta warna.',
    )
  })

  it('can be agreed to later, by way of ubah', () => {
    const { chatter } = checked({ checkBodyConsent: 'tidak' })
    chatter.taps('cek-syarat:ubah=checkBodyConsent')
    expect(openQuestion(chatter)).toBe('checkBodyConsent')
    chatter.says('setuju')
    expect(openQuestion(chatter)).toBe('bodily')
  })

  it('is gone with the consent', () => {
    const { chatter } = checked()
    const given = { version: '2026-11-25', givenAt: chatter.now }
    chatter.person.consents = [{ kind: 'cek-syarat', ...given }]
    chatter.says('tarik izin')
    chatter.says('ya, tarik izin')
    expect(chatter.memory.drafts).toEqual({})
    expect(chatter.effects).toContainEqual({ kind: 'withdrawConsent', consents: ['cek-syarat', 'cek-syarat-badan'] })
  })

  it('is nothing of somebody under 18', () => {
    const chatter = new Chatter()
    for (const line of ['cek syarat', 'setuju', '25 november 2008']) chatter.says(line)
    expect(chatter.memory.drafts).toEqual({})
    expect(JSON.stringify(chatter.memory)).not.toContain('2008')
    expect(chatter.effects.at(-1)).toMatchObject({ kind: 'withdrawConsent' })
  })
})

const PERSON = lifeWith({
  schemes: '5',
  marital: 'belum menikah',
  educationLevel: 'sma',
  abroad: 'belum pernah',
  birthDate: '1 februari 2005',
  sex: 'laki-laki',
  nik: 'belum punya nik',
})

describe('the registration and cek syarat', () => {
  it('do not ask twice: what was checked is in the registration', () => {
    const { chatter } = checked({ educationLevel: 'sma' })
    chatter.says('daftar')
    const before = chatter.twin()
    const said = finish(chatter, PERSON)
    expect(said.at(-1)).toBe('kirim')
    const sent = chatter.sent.at(-1)!.answers
    expect(sent).toMatchObject({
      birthDate: '2005-02-01',
      sex: 'L',
      educationLevel: 'SMA',
      abroad: 'belum',
      tattoo: 'tidak',
      sight: 'normal',
    })
    for (const own of ['1 februari 2005', 'laki-laki', 'sma', 'tidak pernah', 'normal', 'belum pernah'])
      expect(said).not.toContain(own)
    expect(before.answers).toEqual({})
  })

  it('use nothing of the body without the consent for it', () => {
    const { chatter } = checked({ educationLevel: 'sma' })
    chatter.says('daftar')
    finish(chatter, new Map([...PERSON, ['healthConsent', 'tidak']]))
    const sent = chatter.sent.at(-1)!.answers
    expect(sent).toMatchObject({ healthConsent: 'tidak', birthDate: '2005-02-01' })
    expect(Object.keys(sent)).not.toContain('tattoo')
    expect(Object.keys(sent)).not.toContain('sight')
  })

  it('do not ask twice: what was registered is in the check, after its consent', () => {
    const chatter = new Chatter()
    chatter.says('daftar')
    finish(chatter, PERSON)
    chatter.says('cek syarat')
    expect(openQuestion(chatter)).toBe('checkConsent')
    expect(chatter.memory.drafts).toEqual({ 'cek-syarat': { answers: {} } })
    const refusing = chatter.twin()
    expect(answer(chatter, smk)).toEqual(['japanese', 'held', 'bodily'])
    chatter.taps('cek-syarat:rinci=magang-im-japan')
    expect(chatter.last.text).toMatch(/Tinggi 158 cm/) // asked only by the registration
    expect(answer(refusing, { ...smk, checkBodyConsent: 'tidak' })).toEqual(['japanese', 'held'])
    refusing.taps('cek-syarat:rinci=magang-im-japan')
    expect(refusing.last.text).not.toContain('158')
    expect(refusing.last.text).toContain('Tinggi badan atau jenis kelamin belum diketahui.')
  })

  it('let what was changed later count', () => {
    const { chatter } = checked({ educationLevel: 'sma' })
    chatter.says('daftar')
    finish(chatter, PERSON, 5)
    chatter.taps('daftar:educationLevel=D3')
    expect(chatter.answers.educationLevel).toBe('D3')
    chatter.taps('cek-syarat:educationLevel=SMP')
    expect(chatter.answers.educationLevel).toBe('D3')
  })
})

describe('who somebody is by their answers', () => {
  const { knowledge } = stage
  const AGREED = knowledge.consents.filter(({ kind }) => kind === 'cek-syarat-badan')

  it('takes what the registration knows from the newest one, and from changes that are not sent yet', () => {
    const sent = (heightCm: number, weightKg: number) => ({ answers: { heightCm, weightKg, marital: 'nikah' } })
    const registrations = [sent(150, 40), sent(160, 50)]
    const knowing = (keptForms: object, consents = [...AGREED]) =>
      candidateOf({}, { knowledge, person: { registrations, consents }, keptForms } as unknown as Place)
    expect(knowing({})).toEqual({ heightCm: 160, weightKg: 50, married: true })
    expect(knowing({}, [])).toEqual({ married: true }) // nothing of the body without its consent
    const skipped = { daftar: { answers: { heightCm: null, weightKg: null } } }
    expect(knowing(skipped)).toEqual({ married: true })
    expect(knowing({ daftar: { answers: { weightKg: 55 } } })).toEqual({ heightCm: 160, weightKg: 55, married: true })
  })

  const place = { knowledge, person: { registrations: [], consents: AGREED }, keptForms: {} } as unknown as Place

  it.each([
    ['nothing', {}, {}],
    ['an STR that is being made', { str: 'proses' }, { str: false }],
    [
      'no certificate at all',
      { held: ['tidak-ada'] },
      {
        kaigoSkillTest: false,
        kaigoLanguageTest: false,
        skillTest: false,
        epsTopik: false,
        careworkerCertificate: false,
        technicalTraining: false,
      },
    ],
    [
      'a nurse, who is not asked about technical training',
      { field: 'keperawatan', held: ['eps'] },
      {
        field: 'keperawatan',
        kaigoSkillTest: false,
        kaigoLanguageTest: false,
        skillTest: false,
        epsTopik: true,
        careworkerCertificate: false,
      },
    ],
    ['a question about the body that was skipped', { bodily: null }, {}],
    [
      'a pierced man',
      { bodily: ['piercing'] },
      { sex: 'L', tattoo: false, piercing: true, colourBlind: false, glasses: false },
    ],
    ['a trainee who came home early', { past: 'magang-awal' }, { formerEpa: false, formerTitp: { completed: false } }],
    [
      'a trainee who finished',
      { past: 'magang-lain' },
      { formerEpa: false, formerTitp: { field: 'lain', completed: true } },
    ],
    ['an EPA candidate', { past: 'epa' }, { formerEpa: true, formerTitp: false }],
    ['a level that no rule knows', { educationLevel: 'S3', japanese: 'N9' }, {}],
  ])('%s', (_, answers, candidate) => {
    expect(candidateOf(answers, place)).toEqual(candidate)
  })
})
