/** A person's checklist in words. */
import { checklistOf, type Lacking, type Need, type PersonDocument, progress } from '../../domain/document.ts'
import { matching, mentioned, spokenNumber } from '../../domain/pick.ts'
import type { Knowledge } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'

/** What is asked of this person. Empty: nothing, or they are not registered. */
export const needsOf = ({ person, knowledge }: Pick<Place, 'person' | 'knowledge'>): Need[] =>
  checklistOf(person.registrations, knowledge.schemes)

/** Content may have dropped a kind that somebody has sent. */
export const labelOf = ({ documents }: Pick<Knowledge, 'documents'>, document: string): string =>
  documents.kinds[document]?.label ?? document

export const ownOf = ({ person }: Pick<Place, 'person'>, document: string): PersonDocument | undefined =>
  person.documents?.find((one) => one.document === document)

/** Is something with us or on its way that another one would take the place of? */
export const isThere = (document: string, place: Pick<Place, 'person'>): boolean =>
  ownOf(place, document)?.kept === true || place.person.arriving?.includes(document) === true

/** Have staff asked for another one in its place, which is not on its way yet? Of several pages nobody knows which they mean. */
export function isAwaited(document: string, place: Pick<Place, 'person'>): boolean {
  const own = ownOf(place, document)
  const isOnItsWay = place.person.arriving?.includes(document) === true
  return own?.state === 'perlu-diganti' && (own.pages?.length ?? 1) === 1 && !isOnItsWay
}

/** Can a page be added to it? Not to a PDF; of what is on its way nobody knows yet. */
export const continues = (document: string, place: Pick<Place, 'person'>): boolean =>
  ownOf(place, document)?.pages !== undefined || place.person.arriving?.includes(document) === true

/** The one document of the checklist that these words name. */
export function documentNamed(text: string, place: Pick<Place, 'person' | 'knowledge'>): string | undefined {
  if (spokenNumber(text) !== undefined) return undefined // that is a choice on the screen
  const { kinds } = place.knowledge.documents
  const options = needsOf(place).flatMap(({ document: id }) =>
    [labelOf(place.knowledge, id), ...(kinds[id]?.also ?? [])].map((label) => ({ id, label })),
  )
  const named = matching(options, text)
  const found = new Set((named.length > 0 ? named : mentioned(options, text)).map(({ id }) => id))
  return found.size === 1 ? [...found][0] : undefined
}

/** "*Dokumen:* 3 dari 9 lengkap. …"; undefined: nothing is asked. */
export function progressLine(place: Place): string | undefined {
  const needs = needsOf(place)
  if (needs.length === 0) return undefined
  const { of, had, fit, missing } = progress(needs, place.person.documents ?? [])
  if (of === 0) return '*Dokumen:* boleh dicicil dari sekarang. Ketik *berkas*.'
  const count = `*Dokumen:* ${had} dari ${of} lengkap${fit > 0 ? ` (${fit} sudah cocok)` : ''}.`
  if (missing.length === 0) return `${count} Ketik *berkas* untuk melihatnya.`
  return `${count} Berikutnya: ${labelOf(place.knowledge, missing[0]!)}. Ketik *berkas* untuk mengirim, atau bawa langsung ke kantor.`
}

/** More names than this are counted. */
const NAMED = 6

/**
 * "Perlu diganti: KTP. Yang belum masuk: Paspor, SKCK. Kirim lewat *berkas*." Who has sent nothing may be one who brings
 * papers by hand: they read what is needed, and that both will do.
 */
export function lackingLine(knowledge: Knowledge, { begun, replace, expired, missing }: Lacking): string {
  const parts = begun
    ? { 'Perlu diganti': replace, 'Sudah lewat masa berlakunya': expired, 'Yang belum masuk': missing }
    : { 'Dokumen yang diperlukan': missing }
  let room = NAMED
  const sentences = Object.entries(parts).flatMap(([head, documents]) => {
    if (documents.length === 0) return []
    const names = documents.slice(0, room).map((document) => labelOf(knowledge, document))
    room -= names.length
    const rest = documents.length - names.length
    if (names.length === 0) return [`${head}: ${rest} dokumen.`]
    return [`${head}: ${names.join(', ')}${rest > 0 ? ` dan ${rest} lagi` : ''}.`]
  })
  const how = begun
    ? 'Kirim lewat *berkas*.'
    : 'Boleh dikirim dari sekarang lewat *berkas*, boleh juga dibawa langsung.'
  return [...sentences, how].join(' ')
}
