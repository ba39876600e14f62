/** content/ → Knowledge. */
import { basename } from 'node:path'
import { ContentError } from './content-error.ts'
import { crossCheck } from './cross-check.ts'
import { loadAreas } from './load-areas.ts'
import { OfferCost, OfferRules, OfferSign } from './offer-shapes.ts'
import { ContentReader } from './read-file.ts'
import {
  Answer,
  ConsentText,
  Contact,
  Cry,
  GuidePage,
  type Knowledge,
  Language,
  Meanings,
  Office,
  Question,
  Scheme,
  Sources,
} from './shapes.ts'

const DANGER = new Map([
  ['bahaya', true],
  ['biasa', false],
])

/** Reads and checks all content. Throws ContentError naming file, field and reason of everything that is wrong. */
export async function loadKnowledge(dir: string): Promise<Knowledge> {
  const reader = new ContentReader(dir)
  const each = <T extends object>(
    folder: string,
    ending: string,
    read: (file: string) => T | undefined,
    id: (t: T) => string,
  ) =>
    reader.list(folder, ending).flatMap((file) => {
      const found = read(file)
      reader.named(file, found && id(found))
      return found ? [found] : []
    })
  const sources = reader.list('sources', '.yaml').map((file) => reader.yaml(file, Sources) ?? {})
  const found = {
    sources: Object.assign({}, ...sources) as Knowledge['sources'],
    schemes: each(
      'schemes',
      '.yaml',
      (file) => reader.yaml(file, Scheme),
      (s) => s.id,
    ).sort((a, b) => a.order - b.order),
    guide: each(
      'guide',
      '.md',
      (file) => reader.markdown(file, GuidePage),
      (g) => g.id,
    ),
    answers: each(
      'answers',
      '.md',
      (file) => reader.markdown(file, Answer),
      (a) => a.topic,
    ),
    cries: reader.table('bahaya.tsv', Cry, ([text, meaning]) => ({ text, danger: DANGER.get(meaning ?? '') })),
    meanings: reader.yaml('bahaya-kata.yaml', Meanings),
    contacts: reader.yaml('contacts.yaml', Contact.array()) ?? [],
    office: reader.yaml('office.yaml', Office),
    consents: each(
      'consents',
      '.md',
      (file) => reader.markdown(file, ConsentText),
      (c) => c.kind,
    ),
    language: reader.yaml('language.yaml', Language),
    offers: {
      flags: reader.yaml('offers/flags.yaml', OfferSign.array()) ?? [],
      costs: reader.yaml('offers/costs.yaml', OfferCost.array()) ?? [],
      rules: reader.yaml('offers/rules.yaml', OfferRules),
    },
  }
  const labelled = reader.list('questions', '.tsv').flatMap((file) => {
    const name = basename(file, '.tsv')
    return reader.table(file, Question, ([text, topics]) => ({ text, topics: topics?.split(','), labelled: name }))
  })
  const asked = reader.list('questions', '.txt').flatMap((file) => {
    const topics = [basename(file, '.txt')]
    return reader.lines(file).map((text) => ({ text, topics }))
  })
  const forms = found.answers.flatMap(({ topic, questions }) => questions.map((text) => ({ text, topics: [topic] })))
  const questions = [...forms, ...asked, ...labelled]
  const { office, language, meanings, offers } = found
  const { rules } = offers
  if (reader.problems.length > 0 || !office || !language || !meanings || !rules) throw new ContentError(reader.problems)
  const areas = await loadAreas()
  const knowledge: Knowledge = { ...found, questions, office, language, meanings, offers: { ...offers, rules }, areas }
  const problems = crossCheck(knowledge)
  if (problems.length > 0) throw new ContentError(problems)
  return knowledge
}
