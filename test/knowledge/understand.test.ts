import { expect, it } from 'vitest'
import { makeNormaliser } from '../../src/knowledge/normalise.ts'
import { featuresOf } from '../../src/knowledge/understanding/features.ts'
import { train } from '../../src/knowledge/understanding/train.ts'
import { makeUnderstand } from '../../src/knowledge/understanding/understand.ts'
import { stage } from '../theatre.ts'

const normalise = makeNormaliser(stage.knowledge.language)
const fillers = new Set(stage.knowledge.language.fillers)
/** Nine in ten who ask what it costs have meant Korea. */
const topics = train(
  ['gtog-korea-biaya-gaji', 'ssw-biaya'].flatMap((topic, i) =>
    Array.from({ length: i === 0 ? 9 : 1 }, () => ({
      features: featuresOf(normalise('berapa biaya'), fillers),
      labels: [topic],
    })),
  ),
  () => [],
)
const understand = makeUnderstand(stage.knowledge, normalise, () => ({ topics, cries: topics }))
const best = (text: string, about?: string) => understand(text, about).guesses[0]!

it('rules out what is about another scheme than the one that is named, however likely its words make it', () => {
  expect(best('berapa biaya').topic).toBe('gtog-korea-biaya-gaji')
  expect(best('berapa biaya ssw')).toMatchObject({ topic: 'ssw-biaya' })
  expect(best('berapa biaya ssw').confidence).toBeGreaterThan(0.6) // sure
})

it('lets a scheme under discussion rule out nothing', () => {
  expect(best('berapa biaya', 'ssw').topic).toBe('gtog-korea-biaya-gaji')
})
