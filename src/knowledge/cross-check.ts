import { offerParts, offerProblems } from './offer/cross-check.ts'
import type { Fact, Knowledge } from './shapes.ts'

/** What no single file can show: links, sources and parts that others rely on. Pure. */
export function crossCheck(knowledge: Knowledge): string[] {
  return [
    ...sourceProblems(knowledge),
    ...linkProblems(knowledge),
    ...offerProblems(knowledge),
    ...missingParts(knowledge),
  ]
}

/** Every fact of a scheme with the place it stands in. */
export function schemeFacts({ schemes }: Knowledge): { at: string; fact: Fact }[] {
  return schemes.flatMap((scheme) => [
    { at: `schemes/${scheme.id}.yaml: statusNote`, fact: scheme.statusNote },
    ...scheme.summary.map((fact, i) => ({ at: `schemes/${scheme.id}.yaml: summary.${i}`, fact })),
    ...Object.entries(scheme.pages).flatMap(([page, facts]) =>
      facts.map((fact, i) => ({ at: `schemes/${scheme.id}.yaml: pages.${page}.${i}`, fact })),
    ),
  ])
}

function sourceProblems(knowledge: Knowledge): string[] {
  const cited = [
    ...schemeFacts(knowledge).map(({ at, fact }) => ({ at, ids: fact.sources })),
    ...knowledge.guide.map((page) => ({ at: `guide/${page.id}`, ids: page.sources })),
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

function linkProblems({ answers, schemes }: Knowledge): string[] {
  const topics = new Set(answers.map((answer) => answer.topic))
  const ids = new Set(schemes.map((scheme) => scheme.id))
  return answers.flatMap((answer) => [
    ...answer.related
      .filter((topic) => !topics.has(topic))
      .map((topic) => `answers/${answer.topic}.md: related: topik "${topic}" tidak ada`),
    ...(answer.scheme && !ids.has(answer.scheme)
      ? [`answers/${answer.topic}.md: scheme: "${answer.scheme}" tidak ada`]
      : []),
  ])
}

function missingParts({ consents, contacts, guide, schemes }: Knowledge): string[] {
  const has = (where: string) => contacts.some((contact) => contact.where === where && contact.emergency !== undefined)
  return [
    ...(['registrasi', 'kesehatan'] as const)
      .filter((kind) => !consents.some((c) => c.kind === kind))
      .map((kind) => `consents/${kind}.md: teks persetujuan ini tidak ada`),
    ...['indonesia', 'jepang']
      .filter((where) => !has(where))
      .map((where) => `contacts.yaml: belum ada nomor darurat untuk ${where}`),
    ...(guide.length === 0 ? ['guide/: belum ada halaman panduan'] : []),
    ...(schemes.length === 0 ? ['schemes/: belum ada program'] : []),
  ]
}
