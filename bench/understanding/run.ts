/** `npm run bench:understanding`: how often a question finds its answer, and a cry for help is heard. See ../README.md. */
import { keptModels } from '../../src/knowledge/kept-models.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { makeMind } from '../../src/knowledge/make-mind.ts'
import type { Knowledge } from '../../src/knowledge/shapes.ts'
import { type Asked, type Cry, cries, unseen } from './examples.ts'
import { confusions, rates, type Scored, score } from './score.ts'

const FOLDS = 5
const GOALS = { first: 0.85, inThree: 0.95, factToOutside: 0.03, heard: 0.98, falseAlarms: 0.05, p99: 5 }

const knowledge = await loadKnowledge(new URL('../../content', import.meta.url).pathname)
const mind = makeMind(knowledge, keptModels(knowledge))
const percent = (part: number) => `${(100 * part).toFixed(1)} %`

/** Each labelled question is asked of a mind that was not taught it, nor any other of its fold. */
function crossValidated({ labelled, forms }: { labelled: Asked[]; forms: Asked[] }, all: Knowledge): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const taught = labelled.filter((_, i) => i % FOLDS !== fold)
    const asked = labelled.filter((_, i) => i % FOLDS === fold)
    return score(asked, makeMind({ ...all, questions: [...forms, ...taught] }), all)
  })
}

function print(name: string, scored: readonly Scored[]): void {
  const { questions, first, inThree, outside, factToOutside, wrongScheme } = rates(scored)
  console.log(`\n${name}: ${questions} questions`)
  console.log(`  right first answer             ${percent(first)} (goal ≥ ${percent(GOALS.first)})`)
  console.log(`  right within the first three   ${percent(inThree)} (goal ≥ ${percent(GOALS.inThree)})`)
  console.log(
    `  a fact told to ${outside} outside or unclear ${percent(factToOutside)} (goal ≤ ${percent(GOALS.factToOutside)})`,
  )
  console.log(`  another scheme than was named  ${wrongScheme} (goal 0)`)
}

const forms = knowledge.questions.filter(({ labelled }) => !labelled)
const labelled = knowledge.questions.filter((question) => question.labelled)
const { first, second } = unseen()
const folds = crossValidated({ labelled, forms }, knowledge)
for (const file of new Set(labelled.map((question) => question.labelled)))
  print(
    `${file}, ${FOLDS}-fold`,
    folds.filter(({ asked }) => asked.labelled === file),
  )
print('unseen, first half (looked at while tuning)', score(first, mind, knowledge))
const fresh = score(second, mind, knowledge)
print('unseen, second half (never looked at)', fresh)

console.log('\nmost frequent confusions of the labelled questions:')
for (const [pair, times] of confusions(folds).slice(0, 25)) console.log(`  ${times}  ${pair}`)

const times = [...first, ...second].map(({ text }) => score([{ text, topics: [] }], mind, knowledge)[0]!.ms)
const p99 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!
console.log(`\np99 of understanding one: ${p99.toFixed(2)} ms (goal ≤ ${GOALS.p99})`)

function printCries(name: string, all: readonly Cry[]): void {
  const heard = all.map((cry) => ({ ...cry, need: mind.distress(cry.text) }))
  const [cried, alike] = [true, false].map((danger) => heard.filter((cry) => cry.danger === danger)) as [
    typeof heard,
    typeof heard,
  ]
  const share = (these: typeof heard, needs: string[]) =>
    percent(these.filter(({ need }) => needs.includes(need)).length / these.length)
  console.log(`\n${name}: ${cried.length} cries for help, ${alike.length} look-alikes`)
  console.log(`  heard                          ${share(cried, ['urgent'])} (goal ≥ ${percent(GOALS.heard)})`)
  console.log(`  heard, or help was offered     ${share(cried, ['urgent', 'perhaps'])}`)
  console.log(`  false alarms                   ${share(alike, ['urgent'])} (goal ≤ ${percent(GOALS.falseAlarms)})`)
  console.log(`  help offered needlessly        ${share(alike, ['perhaps'])}`)
}

printCries('cries, looked at while tuning', cries().lookedAt)
printCries('cries, never looked at', cries().unseen)
