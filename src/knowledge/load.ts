/** content/ → Knowledge. */
import { ContentError } from './content-error.ts'
import { crossCheck } from './cross-check.ts'
import { loadAreas } from './load-areas.ts'
import { OfferCost, OfferRules, OfferSign } from './offer-shapes.ts'
import { ContentReader } from './read-file.ts'
import { Answer, ConsentText, Contact, GuidePage, type Knowledge, Language, Office, Scheme, Sources } from './shapes.ts'

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
  const { office, language, offers } = found
  const { rules } = offers
  if (reader.problems.length > 0 || !office || !language || !rules) throw new ContentError(reader.problems)
  const knowledge: Knowledge = { ...found, office, language, offers: { ...offers, rules }, areas: await loadAreas() }
  const problems = crossCheck(knowledge)
  if (problems.length > 0) throw new ContentError(problems)
  return knowledge
}
