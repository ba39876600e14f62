import type { Knowledge } from '../shapes.ts'

/** Everything in content/offers that rests on sources, with the place it stands in. Pure. */
export function offerParts({
  offers,
}: Pick<Knowledge, 'offers'>): { at: string; sources: string[]; checked: string }[] {
  const { flags, costs, rules } = offers
  const at = (field: string) => `offers/rules.yaml: ${field}`
  return [
    ...flags.map(({ id, sources, checked }) => ({ at: `offers/flags.yaml: ${id}`, sources, checked })),
    ...costs.map(({ scheme, sources, checked }) => ({ at: `offers/costs.yaml: ${scheme}`, sources, checked })),
    { at: at('salary'), ...rules.salary },
    { at: at('anyCost'), ...rules.anyCost },
    { at: at('steps'), sources: rules.stepsSources, checked: rules.checked },
    { at: at('evidence'), sources: rules.evidenceSources, checked: rules.checked },
    { at: at('paidAdvice'), sources: rules.paidSources, checked: rules.checked },
  ].map(({ at, sources, checked }) => ({ at, sources, checked }))
}

/** Weights that a flag may give besides those of schemes. */
const KINDS = ['pemerintah', 'pt']

/** Ids that lead nowhere, twice, or missing. Pure. */
export function offerProblems({
  offers,
  schemes,
  contacts,
}: Pick<Knowledge, 'offers' | 'schemes' | 'contacts'>): string[] {
  const ids = new Set(schemes.map(({ id }) => id))
  const known = new Set(contacts.map(({ id }) => id))
  const { flags, costs, rules } = offers
  const twice = flags.filter(({ id }, i) => flags.findIndex((flag) => flag.id === id) !== i)
  return [
    ...twice.map(({ id }) => `offers/flags.yaml: tanda "${id}" ada dua kali`),
    ...flags.flatMap(({ id, schemes: other }) =>
      Object.keys(other)
        .filter((key) => !ids.has(key) && !KINDS.includes(key))
        .map((key) => `offers/flags.yaml: ${id}: schemes: program "${key}" tidak ada`),
    ),
    ...flags.flatMap(({ id, yieldsTo }) =>
      yieldsTo
        .filter((other) => !flags.some((flag) => flag.id === other))
        .map((other) => `offers/flags.yaml: ${id}: yieldsTo: tanda "${other}" tidak ada`),
    ),
    ...costs
      .filter(({ scheme }) => !ids.has(scheme))
      .map(({ scheme }) => `offers/costs.yaml: program "${scheme}" tidak ada`),
    ...[...rules.report, ...rules.reportPaid]
      .filter((id) => !known.has(id))
      .map((id) => `offers/rules.yaml: kontak "${id}" tidak ada di contacts.yaml`),
  ]
}
