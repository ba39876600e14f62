import type { Need } from '../mind.ts'
import type { Normalise } from '../normalise.ts'
import type { Knowledge } from '../shapes.ts'
import { makeClassifier } from './classifier.ts'
import { makeConcepts } from './concepts.ts'
import { cryFeatures } from './cry-features.ts'
import { DANGER, type Models } from './models.ts'

/**
 * Found by cross-validation (bench/understanding). Not to hear a cry for help costs more than a needless emergency
 * number; where it is likely but not sure, help is offered beside the answer.
 */
const [URGENT, PERHAPS] = [0.25, 0.12]
/** Names and places are no cries: without a word that is ever grave it takes more. */
const WITHOUT_GRAVE_WORD = 0.8
/** So few words are mostly an answer: "suami saya". */
const FEW = { words: 2, danger: 0.8 }
/** Words in which somebody can tell of a need without a grave word. */
const TELLING = 5

/** Does somebody need help now? Pure. */
export function makeHearCry(
  { meanings, areas }: Pick<Knowledge, 'meanings' | 'areas'>,
  normalise: Normalise,
  models: () => Models,
): (text: string) => Need {
  const places = new Set(
    [...areas.provinces, ...areas.regencies, ...areas.districts].map(({ name }) => normalise(name)),
  )
  const concepts = makeConcepts(meanings, normalise)
  let classifier: ReturnType<typeof makeClassifier> | undefined
  return (text) => {
    const words = normalise(text)
    if (!words || places.has(words)) return 'none'
    classifier ??= makeClassifier(models().cries)
    const danger = classifier(cryFeatures(words, text.includes('?'), concepts)).get(DANGER) ?? 0
    const said = words.split(' ')
    const isGrave = [...concepts.ofWords(said).flat(), ...concepts.ofPhrases(said)].some(concepts.isGrave)
    const telling = said.filter((word) => /\p{L}{2}/u.test(word)).length // a date or a phone number tells nothing
    if (telling <= FEW.words) return isGrave && danger >= FEW.danger ? 'urgent' : 'none'
    if (!isGrave && telling < TELLING) return 'none'
    if (danger >= (isGrave ? URGENT : WITHOUT_GRAVE_WORD)) return 'urgent'
    return danger >= PERHAPS ? 'perhaps' : 'none'
  }
}
