import { PLACEHOLDER, PLACEHOLDERS } from '../domain/eligibility/placeholders.ts'
import { CONSENT_KINDS } from '../domain/person.ts'
import { isChecking, isExit, type Stage } from '../domain/stage.ts'
import { offerParts, offerProblems } from './offer/cross-check.ts'
import type { Fact, Knowledge, Scheme } from './shapes.ts'

/** What stands behind a statement. */
type Backing = Pick<Fact, 'sources' | 'checked'>

/** What no single file can show: links, sources and parts that others rely on. Pure. */
export function crossCheck(knowledge: Knowledge): string[] {
  return [
    ...sourceProblems(knowledge),
    ...linkProblems(knowledge),
    ...offerProblems(knowledge),
    ...missingParts(knowledge),
    ...placeholderProblems(knowledge),
    ...stageProblems(knowledge),
    ...documentProblems(knowledge),
    ...scheduleProblems(knowledge),
  ]
}

/** Every fact and requirement of a scheme with the place it stands in. */
export function schemeFacts({ schemes }: Knowledge): { at: string; fact: Backing }[] {
  return schemes.flatMap((scheme) => [
    { at: `schemes/${scheme.id}.yaml: statusNote`, fact: scheme.statusNote },
    ...scheme.summary.map((fact, i) => ({ at: `schemes/${scheme.id}.yaml: summary.${i}`, fact })),
    ...Object.entries(scheme.pages).flatMap(([page, facts]) =>
      facts.map((fact, i) => ({ at: `schemes/${scheme.id}.yaml: pages.${page}.${i}`, fact })),
    ),
    ...scheme.documents.map((fact) => ({ at: `schemes/${scheme.id}.yaml: documents.${fact.document}`, fact })),
    ...requirements(scheme),
  ])
}

function requirements({ id, eligibility }: Scheme): { at: string; fact: Backing }[] {
  const at = `schemes/${id}.yaml: eligibility`
  return [
    ...eligibility.rules.flatMap((rule) => [
      { at: `${at}.rules.${rule.rule}`, fact: rule },
      ...rule.cases.flatMap(({ sources }, i) =>
        sources ? [{ at: `${at}.rules.${rule.rule}.cases.${i}`, fact: { sources, checked: rule.checked } }] : [],
      ),
    ]),
    { at: `${at}.cost`, fact: eligibility.cost },
    { at: `${at}.wait`, fact: eligibility.wait },
  ]
}

/** A misspelt placeholder would be shown to people as it stands. */
function placeholderProblems({ schemes }: Knowledge): string[] {
  return schemes.flatMap(({ id, eligibility }) =>
    eligibility.rules.flatMap((rule) => {
      const texts = rule.cases.flatMap(({ why, mend }) => [why, mend?.how ?? '', mend?.time ?? ''])
      const named = [...texts, rule.unknown ?? ''].flatMap((text) => [...text.matchAll(PLACEHOLDER)])
      return named
        .filter(([, name]) => !PLACEHOLDERS.has(name!))
        .map(([whole]) => `schemes/${id}.yaml: eligibility.rules.${rule.rule}: ${whole} tidak dikenal`)
    }),
  )
}

/** A document without words cannot be asked for. */
function documentProblems({ documents, schemes }: Knowledge): string[] {
  return schemes.flatMap(({ id, documents: asked }) =>
    asked
      .filter(({ document }) => !Object.hasOwn(documents.kinds, document))
      .map(({ document }) => `schemes/${id}.yaml: documents: "${document}" tidak ada di documents.yaml`),
  )
}

/** What a stage is called otherwise in a scheme that is not there, or does not have it, would never be read. */
function stageProblems({ stages, schemes }: Knowledge): string[] {
  return Object.entries(stages).flatMap(([stage, words]) =>
    Object.keys(words.schemes).flatMap((id) => {
      const scheme = schemes.find((one) => one.id === id)
      if (!scheme) return [`stages.yaml: ${stage}: schemes: program "${id}" tidak ada`]
      const has = isChecking(stage as Stage) || isExit(stage as Stage) || scheme.stages.some((one) => one === stage)
      return has ? [] : [`stages.yaml: ${stage}: schemes: program "${id}" tidak punya tahap ini`]
    }),
  )
}

function sourceProblems(knowledge: Knowledge): string[] {
  const cited = [
    ...schemeFacts(knowledge).map(({ at, fact }) => ({ at, ids: fact.sources })),
    ...knowledge.guide.map((page) => ({ at: `guide/${page.id}`, ids: page.sources })),
    ...knowledge.firstSteps.map((steps) => ({ at: `bahaya/${steps.trouble}.md`, ids: steps.sources })),
    ...knowledge.answers.map((answer) => ({ at: `answers/${answer.topic}.md`, ids: answer.sources })),
    ...knowledge.contacts.map((contact) => ({ at: `contacts.yaml: ${contact.id}`, ids: contact.sources })),
    ...offerParts(knowledge).map(({ at, sources }) => ({ at, ids: sources })),
  ]
  const unknown = cited.flatMap(({ at, ids }) =>
    ids
      .filter((id) => !Object.hasOwn(knowledge.sources, id))
      .map((id) => `${at}: sumber "${id}" tidak ada di sources/`),
  )
  const bare = knowledge.answers.filter(
    (answer) => answer.kind === 'answer' && answer.sources.length === 0 && !answer.opens,
  )
  return [...unknown, ...bare.map((answer) => `answers/${answer.topic}.md: jawaban berisi fakta perlu sumber`)]
}

function linkProblems({ answers, questions, schemes }: Knowledge): string[] {
  const topics = new Set(answers.map((answer) => answer.topic))
  const ids = new Set(schemes.map((scheme) => scheme.id))
  const lost = questions.flatMap(({ text, topics: asked }) =>
    asked.filter((topic) => !topics.has(topic)).map((topic) => `questions/: "${text}": topik "${topic}" tidak ada`),
  )
  const wrong = answers.flatMap((answer) => [
    ...answer.related
      .filter((topic) => !topics.has(topic))
      .map((topic) => `answers/${answer.topic}.md: related: topik "${topic}" tidak ada`),
    ...answer.schemes
      .filter((scheme) => !ids.has(scheme))
      .map((scheme) => `answers/${answer.topic}.md: schemes: "${scheme}" tidak ada`),
  ])
  return [...lost, ...wrong]
}

function missingParts({ consents, contacts, firstSteps, guide, schemes }: Knowledge): string[] {
  const has = (where: string) => contacts.some((contact) => contact.where === where && contact.emergency !== undefined)
  return [
    ...CONSENT_KINDS.filter((kind) => !consents.some((c) => c.kind === kind)).map(
      (kind) => `consents/${kind}.md: teks persetujuan ini tidak ada`,
    ),
    ...['indonesia', 'jepang']
      .filter((where) => !has(where))
      .map((where) => `contacts.yaml: belum ada nomor darurat untuk ${where}`),
    ...(['uang', 'hilang', 'putus-asa'] as const)
      .filter((trouble) => !firstSteps.some((steps) => steps.trouble === trouble))
      .map((trouble) => `bahaya/${trouble}.md: langkah pertama ini tidak ada`),
    ...(guide.length === 0 ? ['guide/: belum ada halaman panduan'] : []),
    ...(schemes.length === 0 ? ['schemes/: belum ada program'] : []),
  ]
}

/** A date for nobody, or one id twice: the second would take the first one's place. */
function scheduleProblems({ schedule, schemes }: Knowledge): string[] {
  return schedule.flatMap(({ id, scheme, batch }, i) => [
    ...(scheme === undefined && batch === undefined ? [`schedule/: ${id}: tulis scheme atau batch`] : []),
    ...(scheme !== undefined && !schemes.some((one) => one.id === scheme)
      ? [`schedule/: ${id}: program "${scheme}" tidak ada`]
      : []),
    ...(schedule.findIndex((other) => other.id === id) < i ? [`schedule/: id "${id}" dipakai dua kali`] : []),
  ])
}
