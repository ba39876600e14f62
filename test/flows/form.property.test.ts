/** The registration under any order of lines. Every property counts how often it got where it matters. */
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { plainText } from '../../src/domain/markup.ts'
import { questionIn } from '../faults/people/questions.ts'
import { stage } from '../theatre.ts'
import { Chatter, type Heard, textOf } from './chatter.ts'
import { expectOnlyWhatCounts } from './counting.ts'
import { anyLife, anyMess, anyStart, type Line } from './lives.ts'
import { finish, type Life } from './patient.ts'

/** What a Telegram button can carry (bytes). */
const BUTTON = 64
/** Two lines closer than this are a burst, in which a scrap may go without an answer (ms). */
const BURST = 5_000

function play(chatter: Chatter, lines: readonly Line[], each: (heard: Heard, line: Line) => void = () => {}): void {
  for (const line of lines) each(chatter.does(line.input, line.after), line)
}

/** Somebody who has answered so many questions, in whichever way their life leads. */
function begun(life: Life, upTo: number): Chatter {
  const chatter = new Chatter()
  if (upTo > 0) finish(chatter, life, upTo)
  return chatter
}

/** After this time a failure is shown as it is, not shrunk any further (ms). */
const PATIENCE = 45_000
const runs = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: PATIENCE })

/** How often a run got so far. */
class Tally {
  readonly #counts = new Map<string, number>()
  runs = 0
  count(what: string, times = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + times)
  }
  of = (what: string): number => this.#counts.get(what) ?? 0
}

describe('any lines from anywhere in the form', () => {
  const tally = new Tally()

  it('never throws, and always says something that can be read and tapped', { timeout: 90_000 }, () => {
    fc.assert(
      fc.property(anyLife, anyStart, anyMess, (life, upTo, mess) => {
        const chatter = begun(life, upTo)
        tally.runs++
        play(chatter, mess, (heard, line) => {
          tally.count('lines')
          if (heard.replies.length === 0) expectMaySayNothing(heard, line)
          for (const reply of heard.replies) expectReadable(reply)
          if (heard.replies.some((reply) => reply.choices)) tally.count('choices')
          if (heard.effects.length > 0) tally.count('effects')
        })
      }),
      runs(150),
    )
  })

  function expectMaySayNothing(heard: Heard, { input, after }: Line): void {
    if (input.kind === 'left' || input.kind === 'back') return
    expect(input.kind).toBe('text')
    expect(heard.soft).toBe(true)
    expect(after).toBeLessThan(BURST)
  }

  function expectReadable({ text, choices = [] }: Heard['replies'][number]): void {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/undefined|\[object|NaN|function /)
    const ids = choices.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, label } of choices) {
      expect(Buffer.byteLength(id)).toBeLessThanOrEqual(BUTTON)
      expect(label.trim()).not.toBe('')
    }
  }

  afterAll(() => {
    expect(tally.of('lines')).toBeGreaterThan(1_000)
    expect(tally.of('choices')).toBeGreaterThan(tally.of('lines') / 4)
    expect(tally.of('effects')).toBeGreaterThan(30)
  })
})

describe('a patient person', () => {
  const tally = new Tally()

  it('always gets to the end, sends exactly once, and only what counts', { timeout: 90_000 }, () => {
    fc.assert(
      fc.property(anyLife, anyLife, anyStart, anyMess, (before, life, upTo, mess) => {
        const chatter = begun(before, upTo)
        play(chatter, mess, ({ effects }) => {
          if (effects.some(({ kind }) => kind === 'submitRegistration')) expectOnlyWhatCounts(chatter)
        })
        if (Object.keys(chatter.answers).length > 3) tally.count('in the middle')
        const already = chatter.sent.length
        if (already > 0) tally.count('sent before')
        const said = finish(chatter, life)
        tally.runs++
        expect(said.at(-1), `still not sent: ${textOf({ replies: [chatter.last] })}`).toBe('kirim')
        expect(chatter.sent).toHaveLength(already + 1)
        expectOnlyWhatCounts(chatter)
        for (const answer of Object.keys(chatter.sent.at(-1)!.answers)) tally.count(answer)
        chatter.says('kirim')
        expect(chatter.sent).toHaveLength(already + 1)
        expect(chatter.person.registrations).toHaveLength(1)
      }),
      runs(120),
    )
  })

  afterAll(() => {
    expect(tally.runs).toBeGreaterThanOrEqual(120)
    expect(tally.of('in the middle')).toBeGreaterThan(20) // about 60 of 120
    expect(tally.of('sent before')).toBeGreaterThan(3)
    // Every branch of the form is among what was sent.
    const branches = ['children', 'field', 'str', 'strNumber', 'experienceMonths', 'workMonths', 'abroadCountry']
    const more = [
      'japaneseYear',
      'koreanYear',
      'certificates',
      'passportYear',
      'heightCm',
      'tattoo',
      'sight',
      'nikCheck',
    ]
    for (const branch of [...branches, ...more]) expect(tally.of(branch), branch).toBeGreaterThan(0)
  })
})

describe('going back and changing', () => {
  const wandering = fc.array(
    fc.oneof(
      fc.constantFrom(
        'kembali',
        'kembali',
        'ubah',
        'lanjut',
        'status',
        'jadwal',
        'ubah nik',
        'ubah hp',
        'ubah program',
      ),
      fc.integer({ min: 1, max: 40 }).map((n) => `ubah ${n}`),
      fc.constantFrom('apa itu ssw kaigo?', 'saya dipukul majikan', 'menu', 'jeda', 'batal', 'lihat data', 'panduan'),
    ),
    { minLength: 1, maxLength: 20, size: 'large' },
  )

  it('never loses an answer by wandering about', { timeout: 90_000 }, () => {
    let answers = 0
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 5, max: 45 }), wandering, (life, upTo, lines) => {
        const chatter = begun(life, upTo)
        if (chatter.sent.length > 0) for (const line of ['ubah data', 'ubah jawaban saya']) chatter.says(line)
        const before = chatter.answers
        answers += Object.keys(before).length
        for (const line of lines) {
          chatter.says(line)
          if (chatter.last.choices?.some(({ label }) => label === 'Tidak, lanjutkan')) chatter.says('tidak')
          expect(chatter.answers).toEqual(before)
        }
      }),
      runs(80),
    )
    expect(answers).toBeGreaterThan(600)
  })

  const NOT_ASKED = new Set(['consent', 'review', 'sent'])

  it('goes back to the question that was answered last, and on from there', { timeout: 90_000 }, () => {
    let asked = 0
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 4, max: 40 }), (life, upTo) => {
        const chatter = begun(life, upTo)
        const question = questionIn(plainText(chatter.last.text))
        const twin = chatter.twin()
        const said = finish(twin, life, 2).at(-1)!
        const next = questionIn(plainText(twin.last.text))
        if (!question || NOT_ASKED.has(question) || !next || question === next || next === 'sent') return
        twin.says('kembali')
        if (next !== 'consent') expect(questionIn(plainText(twin.last.text))).toBe(question)
        twin.says(said)
        if (question !== 'schemes') expect(questionIn(plainText(twin.last.text))).toBe(next)
        asked++
      }),
      runs(80),
    )
    expect(asked).toBeGreaterThan(40)
  })

  const TAPS: [question: string, value: string][] = [
    ['marital', 'nikah'],
    ['marital', 'lajang'],
    ['educationLevel', 'SMA'],
    ['educationLevel', 'D3'],
    ['field', 'keperawatan'],
    ['abroad', 'kerja'],
    ['abroad', 'belum'],
    ['passport', 'ya'],
    ['kinAgrees', 'belum'],
    ['sex', 'L'],
  ]

  it('changes the one answer that was tapped, and keeps every other, also those that do not count for now', {
    timeout: 90_000,
  }, () => {
    let changed = 0
    fc.assert(
      fc.property(anyLife, fc.array(fc.constantFrom(...TAPS), { minLength: 1, maxLength: 8 }), (life, taps) => {
        const chatter = begun(life, 150)
        chatter.says('ubah data')
        chatter.says('ubah jawaban saya')
        for (const [question, value] of taps) {
          const before = chatter.answers
          chatter.taps(`daftar:${question}=${value}`)
          const { [question]: after, ...others } = chatter.answers
          const { [question]: _, ...othersBefore } = before
          expect(others).toEqual(othersBefore)
          if (after === value && before[question] !== value) changed++
        }
        const { schemes } = stage.knowledge
        chatter.taps(`daftar:schemes=${schemes[0]!.id}`)
        expect(chatter.answers.fullName).toBe('Siti Aminah')
      }),
      runs(60),
    )
    expect(changed).toBeGreaterThan(60)
  })
})
