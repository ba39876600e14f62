/** *berkas*: what is asked, what is missing, send one, look at one, replace or delete it. */

import { readDate } from '../../domain/birth-date.ts'
import type { FileRef } from '../../domain/chat.ts'
import { longDay } from '../../domain/day.ts'
import { isHad } from '../../domain/document.ts'
import { running } from '../../domain/registration.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { agreed } from '../registration/rules.ts'
import { unusable } from '../unusable.ts'
import { documentNamed, isAwaited, isThere, labelOf, needsOf, ownOf } from './checklist.ts'
import { agree, askConsent, refused, shownConsent, YES_OR_NO } from './consent.ts'
import { Draft } from './draft.ts'
import { add, all, ask, askPage, gathered, held, hold, keep, NOT_HELD, rest, sort } from './sending.ts'
import { askToDelete, askWhich, BACK, NEXT_PAGE, one } from './showing.ts'

export const documents = defineFlow<Draft>({
  name: 'berkas',
  hears: ['batal', 'kembali', 'lewati', 'jeda'],
  asksAgain: true,
  takesFiles: true,
  draft: Draft,
  fresh: {},
  wants: (place) => impossible(place) === undefined,
  enter: (draft, place) =>
    impossible(place) ?? (agreed('dokumen', {}, place) ? again(draft, place) : askConsent(draft, place)),
  receive(draft, heard, place) {
    const not = impossible(place)
    if (not) return not
    if (!agreed('dokumen', {}, place)) return beforeConsent(draft, heard, place)
    if (heard.kind === 'file') return sent(draft, heard.file, heard.caption, place)
    if (heard.kind === 'choice') return choose(draft, heard.id, place)
    if (heard.kind === 'command') return draft.asks ? all(place) : leave(draft)
    if (heard.kind === 'text') return hear(draft, heard.text, place)
    return { draft, replies: [{ text: unusable(heard) }] }
  },
})

/** Why nothing can be sent now; undefined: it can. */
function impossible(place: Place): Turn<Draft> | undefined {
  const { person } = place
  const say = (text: string): Turn<Draft> => ({ draft: undefined, replies: [{ text }] })
  if (!running(person.registrations))
    return say(
      'Dokumen dikumpulkan sesudah Kakak mendaftar. Ketik *daftar* dulu ya, Kak; foto dan berkas sebelum itu tidak saya simpan.',
    )
  if (person.restricted)
    return say(
      'Pemakaian data Kakak sedang dibatasi, jadi dokumen belum bisa saya terima. Mau diproses lagi? Ketik *buka batasan*.',
    )
  if (needsOf(place).length === 0)
    return say(
      'Untuk program Kakak belum ada daftar dokumen yang pasti di sumber kami, jadi belum ada yang perlu dikirim. Tanyakan ke *petugas*, dan jangan serahkan ijazah atau paspor asli ke siapa pun.',
    )
  return undefined
}

const leave = ({ file }: Draft): Turn<Draft> => ({
  draft: undefined,
  replies: file ? [{ text: 'Baik, Kak, yang tadi tidak saya simpan.' }] : [],
  goTo: 'menu',
})

/** A photo that comes first waits for the yes; it is kept nowhere but in this chat's sealed memory, by its handle. */
function beforeConsent(draft: Draft, heard: Heard, place: Place): Turn<Draft> {
  if (heard.kind === 'file') return heldForConsent(draft, heard.file, documentNamed(heard.caption ?? '', place), place)
  const said = heard.kind === 'text' ? heard.text : ''
  const no =
    heard.kind === 'command' ||
    (heard.kind === 'choice' && heard.id === 'tidak') ||
    (said !== '' && saysNo(said, place))
  if (no) return refused
  const given = shownConsent(draft, heard, place)
  if (given) return { ...afterConsent(draft, place), effects: agree(place) }
  const asked = askConsent(draft, place)
  return said === '' ? asked : { ...asked, replies: [YES_OR_NO], unclear: true }
}

/** Of several photos only the first is answered with the whole text, as long as that is what holds. */
function heldForConsent(draft: Draft, file: FileRef, document: string | undefined, place: Place): Turn<Draft> {
  const together = gathered(draft, file)
  const asked = askConsent(together ? { ...together, document: document ?? draft.document } : draft, place)
  if (!together) return { ...asked, replies: [NOT_HELD, ...asked.replies] }
  const { choices } = asked.replies[0]!
  const isShown = draft.file !== undefined && draft.consent === asked.draft?.consent
  return isShown ? { ...asked, replies: [{ ...YES_OR_NO, ...(choices && { choices }) }] } : asked
}

function afterConsent({ file, more, document }: Draft, place: Place): Turn<Draft> {
  const thanks = { text: 'Terima kasih, Kak. Izinnya sudah dicatat.' }
  const next: Turn<Draft> = file
    ? { draft: { file, more }, replies: [askWhich(held({ file, more }), undefined, place)] }
    : document
      ? ask(document, place)
      : all(place)
  return { ...next, replies: [thanks, ...next.replies] }
}

/**
 * What was asked for is clear; what is named or sent unasked never takes the place of what is there without a question, nor of
 * what is on its way or has come by the link since it was asked for.
 */
function sent(draft: Draft, file: FileRef, caption: string | undefined, place: Place): Turn<Draft> {
  const named = documentNamed(caption ?? '', place)
  const asked = named === undefined || named === draft.document ? draft.document : undefined
  if (asked !== undefined && draft.asks === 'halaman') return add(asked, [file], draft.page, place)
  const isMeant = asked !== undefined && draft.asks === 'kirim'
  const isAsBefore = isMeant && ownOf(place, asked)?.bundle === draft.over && !place.person.arriving?.includes(asked)
  if (isAsBefore) return keep(asked, [file], place)
  const about = named ?? (isMeant ? asked : draft.last)
  if (named === undefined || (isThere(named, place) && !isAwaited(named, place))) return hold(draft, file, about, place)
  const turn = keep(named, [file], place)
  if (!draft.file) return turn
  const { replies, effects = [] } = turn
  return { draft, replies: [...replies, askWhich(held(draft), draft.last, place)], effects }
}

/** One that is with us is shown; one that is not, or that is to be replaced, is asked for. */
const open = (document: string, place: Place): Turn<Draft> =>
  isHad(ownOf(place, document)) ? rest(one(document, place)) : ask(document, place)

function choose(draft: Draft, id: string, place: Place): Turn<Draft> {
  const [what, document = '', page = ''] = id.split('=')
  const known = needsOf(place).some((need) => need.document === document) || ownOf(place, document) !== undefined
  if (!known) return all(place) // "Dokumen lain", or a button of last week
  const has = ownOf(place, document) !== undefined
  switch (what) {
    case 'buka':
      return open(document, place)
    case 'kirim':
      return ask(document, place)
    case 'ini':
      if (!draft.file) return ask(document, place)
      return document === draft.last ? keep(document, held(draft), place) : sort(document, draft, place)
    case NEXT_PAGE:
      return draft.file ? add(document, held(draft), undefined, place) : askPage(document, undefined, place)
    case 'halaman':
      return askPage(document, /^\d{1,2}$/.test(page) ? Number(page) : undefined, place)
    case 'tanggal':
      return has ? askDay(document, place) : ask(document, place)
    case 'hapus':
      return has ? { draft: { document, asks: 'hapus' }, replies: [askToDelete(document, place)] } : all(place)
    case 'ya':
      return has ? drop(document, place) : all(place)
    default:
      return all(place)
  }
}

function drop(document: string, place: Place): Turn<Draft> {
  const text = `*${labelOf(place.knowledge, document)}* sudah dihapus, juga dari penyimpanan kami.`
  return { ...rest({ text, choices: [BACK] }), effects: [{ kind: 'dropDocument', document }] }
}

function askDay(document: string, place: Place): Turn<Draft> {
  const text = `Sampai tanggal berapa *${labelOf(place.knowledge, document)}* berlaku? Tulis seperti *31-12-2029*. Tidak ada tanggalnya? Ketik *lewati*.`
  return { draft: { document, asks: 'tanggal' }, replies: [{ text }] }
}

/** What is open is asked again. */
function again(draft: Draft, place: Place): Turn<Draft> {
  const { document, asks, file } = draft
  if (file) return { draft, replies: [askWhich(held(draft), draft.last, place)] }
  if (asks === undefined || document === undefined) return all(place)
  if (asks === 'tanggal') return askDay(document, place)
  if (asks === 'halaman') return askPage(document, draft.page, place)
  return asks === 'hapus' ? { draft, replies: [askToDelete(document, place)] } : ask(document, place)
}

function hear(draft: Draft, text: string, place: Place): Turn<Draft> {
  const { document, asks, file } = draft
  if (asks === 'tanggal' && document !== undefined) return hearDay(document, text, place)
  if (asks === 'hapus' && saysNo(text, place)) return all(place)
  const named = documentNamed(text, place)
  if (named !== undefined && file && named === draft.last) return add(named, held(draft), undefined, place)
  if (named !== undefined) return file ? sort(named, draft, place) : open(named, place)
  if (file === undefined && asks === undefined) return { ...all(place), unclear: true }
  if (saysNo(text, place)) return leave(draft)
  return { ...again(draft, place), unclear: true }
}

function hearDay(document: string, text: string, place: Place): Turn<Draft> {
  const day = readDate(text, { today: place.today, kind: 'any' })
  if (!day.ok) return { draft: { document, asks: 'tanggal' }, replies: [{ text: day.error }], unclear: true }
  const label = labelOf(place.knowledge, document)
  const past = day.value < place.today ? ' Itu sudah lewat, Kak: perpanjang dulu, lalu kirim yang baru.' : ''
  return {
    ...rest({ text: `Dicatat: *${label}* berlaku sampai ${longDay(day.value)}.${past}`, choices: [BACK] }),
    effects: [{ kind: 'setExpiry', document, expires: day.value }],
  }
}
