import { describe, expect, it } from 'vitest'
import { cries, unseen } from '../../bench/understanding/examples.ts'
import { rates, score } from '../../bench/understanding/score.ts'
import { questionsIn } from '../../src/flows/questions-in.ts'
import { makeClassifier } from '../../src/knowledge/understanding/classifier.ts'
import { featuresOf } from '../../src/knowledge/understanding/features.ts'
import { train } from '../../src/knowledge/understanding/train.ts'
import { stage } from '../theatre.ts'

const { mind, knowledge } = stage
const best = (text: string, about?: string) => mind.understand(text, about).guesses[0]?.topic

describe('a classifier', () => {
  const of = (words: string) => featuresOf(words, new Set())
  const examples = ['biaya', 'gaji'].flatMap((aspect) =>
    ['ssw', 'magang', 'korea'].flatMap((scheme) =>
      [
        `${aspect} ${scheme} berapa`,
        `berapa ${aspect} ${scheme}`,
        `${scheme} ${aspect} dong`,
        `tanya ${aspect} ${scheme}`,
      ]
        .filter(() => !(aspect === 'gaji' && scheme === 'korea'))
        .map((words) => ({ features: of(words), labels: [`${scheme}-${aspect}`] })),
    ),
  )
  const learned = () => train(examples, (label) => label.split('-'))

  it('finds the label of words it was taught, and of others like them', () => {
    const classify = makeClassifier(learned())
    const top = (words: string) => [...classify(of(words))].sort((a, b) => b[1] - a[1])[0]![0]
    expect(top('biaya ssw berapa')).toBe('ssw-biaya')
    expect(top('gajinya magang itu berapa ya')).toBe('magang-gaji')
    expect(top('korea biayanya')).toBe('korea-biaya')
  })

  it('gives probabilities, and knows nothing of words it has never seen', () => {
    const classify = makeClassifier(learned())
    const likely = [...classify(of('zzz qqq')).values()]
    expect(likely.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1)
    expect(Math.max(...likely) - Math.min(...likely)).toBeCloseTo(0)
  })

  it('learns the same from the same examples', () => {
    expect(learned()).toEqual(learned())
  })
})

describe('understanding', () => {
  it('never answers about another scheme than the one that was named', () => {
    for (const [question, scheme] of [
      ['gaji magang berapa', 'magang'],
      ['gaji ssw berapa', 'ssw'],
      ['biaya g to g korea berapa', 'gtog-korea'],
      ['syarat kaikoukai apa aja', 'kaikoukai'],
      ['biaya g to g jepang', 'gtog-jepang'],
    ] as const)
      expect(best(question)).toMatch(new RegExp(`^${scheme}-`))
  })

  it('goes by the scheme that is named, whatever was spoken of before', () => {
    expect(best('gaji magang berapa', 'kaikoukai')).toBe('magang-uang-saku')
    expect(best('gaji di kaikoukai berapa', 'gtog-korea')).toBe('kaikoukai-biaya-gaji')
  })

  it('asks back about what is no sentence', () => {
    for (const text of ['', '👍👍', '...']) expect(mind.understand(text).outcome).toBe('clarify')
  })

  /** A floor under what bench/understanding measures: a change that loses more than chance must be noticed. */
  it('finds the answers to questions nobody tuned it to', () => {
    const { second } = unseen()
    const { first, inThree, factToOutside, wrongScheme } = rates(score(second, mind, knowledge))
    expect(first).toBeGreaterThan(0.8)
    expect(inThree).toBeGreaterThan(0.93)
    expect(factToOutside).toBeLessThanOrEqual(0.1)
    expect(wrongScheme).toBe(0)
  })

  it.each([
    ['lookedAt', 0.05],
    ['unseen', 0.12],
  ] as const)('hears cries for help, and hardly ever where there are none (%s)', (set, falseAlarms) => {
    const heard = cries()[set].map(({ text, danger }) => ({ danger, need: mind.distress(text) }))
    const share = (danger: boolean, isIt: (need: string) => boolean) => {
      const these = heard.filter((cry) => cry.danger === danger)
      return these.filter(({ need }) => isIt(need)).length / these.length
    }
    expect(share(true, (need) => need === 'urgent')).toBeGreaterThan(0.97)
    expect(share(true, (need) => need !== 'none')).toBeGreaterThan(0.98)
    expect(share(false, (need) => need === 'urgent')).toBeLessThan(falseAlarms)
  })
})

describe('several questions in one message', () => {
  it.each([
    ['syarat ssw apa aja? terus biayanya berapa', ['syarat ssw apa aja?', 'terus biayanya berapa']],
    ['berapa biaya korea dan apa saja syaratnya', ['berapa biaya korea', 'apa saja syaratnya']],
    ['saya lulusan smk. umur 29. bisa ikut ssw?', ['saya lulusan smk. umur 29. bisa ikut ssw?']],
    ['biaya ssw berapa trus gajinya', ['biaya ssw berapa', 'gajinya']],
    ['biaya sama gajinya berapa', ['biaya', 'gajinya berapa']],
    ['makan dan minum ditanggung?', ['makan dan minum ditanggung?']],
    ['saya tahu syaratnya', []],
    ['saya Budi', []],
  ])('"%s"', (text, questions) => {
    expect(questionsIn(text, mind)).toEqual(questions)
  })
})
