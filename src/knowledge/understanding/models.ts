/** What is learned from content when it is new: what a sentence is about, and whether somebody needs help. Pure. */
import type { Normalise } from '../normalise.ts'
import type { Knowledge } from '../shapes.ts'
import type { Model } from './classifier.ts'
import { makeConcepts } from './concepts.ts'
import { cryFeatures } from './cry-features.ts'
import { featuresOf } from './features.ts'
import { type Example, train } from './train.ts'

export type Models = { topics: Model; cries: Model }

/** What models are made from. */
export type Lessons = Pick<Knowledge, 'questions' | 'cries' | 'meanings' | 'language' | 'areas'>

export const DANGER = 'bahaya'
const HARMLESS = 'biasa'

/** Who asks about these may well be in need: their questions are no examples of harmless ones. */
const GRAVE = /lapor|ditahan|tawaran|penipuan|ilegal|deportasi|penempatan|talangan|kontrak|potongan|tidak-jelas/
/** One harmless question in so many is enough beside the examples. */
const ONE_IN = 3
/** People write places into the registration. */
const ONE_PLACE_IN = 20

/** A few seconds of work. */
export function trainModels({ questions, cries, meanings, language, areas }: Lessons, normalise: Normalise): Models {
  const fillers = new Set(language.fillers)
  const concepts = makeConcepts(meanings, normalise)
  const heard = (text: string, label: string): Example => ({
    features: cryFeatures(normalise(text), text.includes('?'), concepts),
    labels: [label],
  })
  const harmless = questions.filter(({ topics }, i) => i % ONE_IN === 0 && !topics.some((topic) => GRAVE.test(topic)))
  const soundsGrave = (name: string) => concepts.ofWords(normalise(name).split(' ')).flat().some(concepts.isGrave)
  const places = [...areas.provinces, ...areas.regencies, ...areas.districts].filter(
    ({ name }, i) => i % ONE_PLACE_IN === 0 || soundsGrave(name),
  )
  return {
    topics: train(
      questions.map(({ text, topics }) => ({ features: featuresOf(normalise(text), fillers), labels: topics })),
      partsOf,
    ),
    cries: train(
      [
        ...cries.map(({ text, danger }) => heard(text, danger ? DANGER : HARMLESS)),
        ...harmless.map(({ text }) => heard(text, HARMLESS)),
        ...places.map(({ name }) => heard(name, HARMLESS)),
      ],
      () => [],
    ),
  }
}

/** "gtog-korea-biaya-gaji": the words of a topic's name are what it shares with others. */
const partsOf = (topic: string) => topic.split('-')
