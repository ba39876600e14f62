/** Documents that people show to the office: which are asked of them, and how far they are. Pure. */
import type { FileRef } from './chat.ts'
import type { Registration } from './registration.ts'
import { isEnd } from './stage.ts'

/**
 * `diterima`: it is with us. `dilihat`: staff have opened it. `perlu-diganti`: staff want another one. `cocok`: staff have
 * compared it. Only the last two are decided.
 */
const DOCUMENT_STATES = ['diterima', 'dilihat', 'perlu-diganti', 'cocok'] as const
export type DocumentState = (typeof DOCUMENT_STATES)[number]

/**
 * A document of a person. `kept` false: the file is deleted, only what became of it is known. Days are YYYY-MM-DD. `pages`:
 * the numbers of the photos it consists of, which are one `bundle`; of a PDF none.
 */
export type PersonDocument = {
  document: string
  state: DocumentState
  sentAt: Date
  expires?: string | undefined
  reason?: string | undefined
  kept: boolean
  bundle?: string | undefined
  pages?: number[] | undefined
}

/** Answers that staff compare with what a document shows. */
export const COMPARED = ['nik', 'fullName', 'birthDate'] as const

/** One that waits for staff. `number`: the registration it belongs to. */
export type DocumentLine = { id: number; document: string; number: string; sentAt: Date; state: DocumentState }

/** One as staff see it, with what was typed and all else of that person. `by`: who decided it. */
export type DocumentSeen = DocumentLine & {
  expires: string | undefined
  /** Of several photos: the PDF that they are shown as. */
  file: FileRef | undefined
  pages: number
  by: string | undefined
  registration: Registration
  documents: PersonDocument[]
}

/** `awal`: asked at the beginning, and counted; `nanti`: needed later; `bila-ada`: of who has it. */
export const NEED = ['awal', 'nanti', 'bila-ada'] as const
export type Need = { document: string; when: (typeof NEED)[number] }

type Schemes = readonly { id: string; documents: readonly Need[] }[]

/**
 * What the schemes of somebody's running registrations ask, each once: that of their batch, else of all they chose. What any
 * of them asks at the beginning is asked at the beginning.
 */
export function checklistOf(
  registrations: readonly (Pick<Registration, 'stage' | 'schemes'> & { batch?: { scheme: string } | undefined })[],
  schemes: Schemes,
): Need[] {
  const ids = registrations
    .filter(({ stage }) => !isEnd(stage))
    .flatMap(({ schemes: chosen, batch }) => (batch ? [batch.scheme] : chosen))
  const asked = ids.flatMap((id) => schemes.find((scheme) => scheme.id === id)?.documents ?? [])
  const found = new Map<string, Need>()
  for (const { document, when } of asked) {
    const before = found.get(document)
    if (!before || NEED.indexOf(when) < NEED.indexOf(before.when)) found.set(document, { document, when })
  }
  return [...found.values()].sort((one, other) => NEED.indexOf(one.when) - NEED.indexOf(other.when))
}

/** Is it with us, as far as the person can do anything about it? */
export const isHad = (document: PersonDocument | undefined): boolean =>
  document !== undefined && document.state !== 'perlu-diganti'

export type Progress = { of: number; had: number; fit: number; missing: string[] }

/** How far the part is that is asked at the beginning. */
export function progress(checklist: readonly Need[], documents: readonly PersonDocument[]): Progress {
  const asked = checklist.filter(({ when }) => when === 'awal')
  const stateOf = (need: Need) => documents.find(({ document }) => document === need.document)
  return {
    of: asked.length,
    had: asked.filter((need) => isHad(stateOf(need))).length,
    fit: asked.filter((need) => stateOf(need)?.state === 'cocok').length,
    missing: asked.filter((need) => !isHad(stateOf(need))).map(({ document }) => document),
  }
}

/**
 * What of a checklist somebody still owes, ids in its order: what staff want replaced, what is past its last day, and what
 * they have not sent of what is asked at the beginning. `begun`: they have sent something, whatever it was.
 */
export type Lacking = { begun: boolean; replace: string[]; expired: string[]; missing: string[] }

/** undefined: nothing. What is on its way (`arriving`) is no longer lacking. `today`: YYYY-MM-DD. */
export function lackingOf(
  checklist: readonly Need[],
  documents: readonly Pick<PersonDocument, 'document' | 'state' | 'expires'>[],
  arriving: readonly string[],
  today: string,
): Lacking | undefined {
  const lacking: Lacking = { begun: documents.length + arriving.length > 0, replace: [], expired: [], missing: [] }
  for (const { document, when } of checklist.filter((need) => !arriving.includes(need.document))) {
    const own = documents.find((one) => one.document === document)
    if (own?.state === 'perlu-diganti') lacking.replace.push(document)
    else if (own?.expires !== undefined && own.expires < today) lacking.expired.push(document)
    else if (!own && when === 'awal') lacking.missing.push(document)
  }
  return lacking.replace.length + lacking.expired.length + lacking.missing.length > 0 ? lacking : undefined
}
