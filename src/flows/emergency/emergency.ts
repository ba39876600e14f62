import type { Effect } from '../../domain/effect.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Trouble } from '../../knowledge/mind.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { Draft, isFresh, isOver, isShown, writtenNow } from './draft.ts'
import { firstHelp, passedOn, shortHelp } from './first-help.ts'
import { answersWhere, isAnswered, speaksForAnother, thanks } from './meant.ts'
import { numbersOf } from './numbers.ts'
import { placeChoices, placeIn, placeOf } from './places.ts'

/**
 * Someone is in danger: the numbers of where they are come first, then a person of the office is told, and no
 * question of ours but where is asked meanwhile (safe-conversation rule A-01).
 */
export const emergency = defineFlow<Draft>({
  name: 'darurat',
  hears: ['menu', 'kembali', 'batal', 'jeda'],
  takesFiles: true,
  draft: Draft,
  fresh: {},
  enter: (draft, place) => show(isOver(draft, place) ? {} : draft, 'bahaya', place, []),
  receive(draft, heard, place) {
    if (heard.kind === 'command') return { draft, replies: [STAYING], goTo: 'menu' }
    if (heard.kind === 'handed') return show(at(draft, heard.answers, place), 'bahaya', place, [])
    if (heard.kind === 'choice') return choosePlace(draft, heard.id, place)
    if (heard.kind === 'text') return hearText(draft, heard.text, place)
    if (heard.kind === 'file') return hearFile(draft, heard, place)
    return { draft, replies: [{ text: `${UNHEARD}\n\n${numbersOf(place.knowledge, draft.where)}` }] }
  },
})

/** Who comes from another flow has told the office already, and perhaps where they work. */
function at(draft: Draft, { where }: Answers, place: Place): Draft {
  const before = isOver(draft, place) ? {} : draft
  return before.where === undefined && typeof where === 'string' ? { ...before, where } : before
}

const UNHEARD =
  'Maaf, Kak, pesan seperti itu belum bisa saya baca. Tulis saja, atau kirim foto. Kalau sedang dalam bahaya, hubungi sekarang:'
const WRITE_ON = 'Kakak boleh terus menulis di sini; saya teruskan ke petugas.'
const STILL_HERE = 'Butuh pertolongan sekarang? Ketik *bahaya* untuk nomornya.'
const THANKED = 'Sama-sama, Kak. Saya tetap di sini. Kalau butuh nomornya lagi, ketik *bahaya*.'
const STAYING = {
  text: 'Baik, Kak. Kalau keadaan memburuk, tulis saja di sini kapan pun. Untuk menulis lagi ke petugas, ketik *petugas*.',
}

const tellStaff = (text: string): Effect => ({ kind: 'tellStaff', about: 'darurat', text })

function hearText(draft: Draft, text: string, place: Place): Turn<Draft> {
  const over = isOver(draft, place)
  const need = place.mind.distress(text)
  if (need === 'urgent') return cry(over ? {} : draft, place.mind.trouble(text), text, place)
  if (over) return { draft, replies: [], unclear: true }
  if (thanks(text, place)) return { draft, replies: [{ text: THANKED }] }
  if (isAnswered(text, place)) return answered(draft, text, place)
  if (need === 'perhaps') return cry(draft, draft.told?.trouble ?? place.mind.trouble(text), text, place)
  const where = draft.told?.trouble === 'uang' ? undefined : answersWhere(draft, text)
  return where && where !== draft.where ? atPlace(draft, where, place, [tellStaff(text)]) : forward(draft, place, text)
}

/** While the cry is fresh, the office hears questions as well: one may be part of it. */
function answered(draft: Draft, text: string, place: Place): Turn<Draft> {
  const effects = isFresh(draft, place) ? [tellStaff(text)] : []
  const told = effects.length > 0 ? 'Pertanyaan ini juga saya teruskan ke petugas, Kak.' : 'Saya tetap di sini, Kak.'
  return { draft, replies: [{ text: `${told} ${STILL_HERE}` }], effects, asks: true }
}

function cry(before: Draft, trouble: Trouble, text: string, place: Place): Turn<Draft> {
  const named = trouble === 'uang' ? undefined : placeIn(text) // a fraud names where the work was said to be
  const where = named ?? before.where
  const forAnother = before.forAnother || speaksForAnother(text, place)
  const draft = { ...before, ...(where && { where }), ...(forAnother && { forAnother }) }
  const isNear = place.mind.distress(text) !== 'urgent' && before.told?.where === where
  if (isNear || isShown(draft, trouble, place))
    return { draft: writtenNow(draft, place), replies: [shortHelp(draft, trouble, place)], effects: [tellStaff(text)] }
  return show(draft, trouble, place, [tellStaff(text)])
}

function show(draft: Draft, trouble: Trouble, place: Place, effects: Effect[]): Turn<Draft> {
  const told = { at: place.now.toISOString(), trouble, ...(draft.where && { where: draft.where }) }
  return {
    draft: { ...writtenNow(draft, place), told },
    replies: [firstHelp(draft, trouble, place, effects.length > 0)],
    effects,
  }
}

function atPlace(draft: Draft, id: string, place: Place, effects: Effect[]): Turn<Draft> {
  const where = placeOf(id)?.id
  const told = { at: place.now.toISOString(), trouble: draft.told?.trouble ?? 'bahaya', ...(where && { where }) }
  return {
    draft: { ...writtenNow(draft, place), where, told },
    replies: [{ text: `Nomor yang bisa dihubungi sekarang:\n\n${numbersOf(place.knowledge, where)}\n\n${WRITE_ON}` }],
    effects,
  }
}

/** The office needs to know where, too; a tap on an old message is no news. */
function choosePlace(draft: Draft, id: string, place: Place): Turn<Draft> {
  const chosen = placeChoices(draft.forAnother === true).find((choice) => choice.id === id)
  const isNews = chosen && draft.at !== undefined && !isOver(draft, place)
  return atPlace(draft, id, place, isNews ? [tellStaff(chosen.label)] : [])
}

/** What is written under it is heard like every word; the office gets both. */
function hearFile(draft: Draft, { file, caption }: Extract<Heard, { kind: 'file' }>, place: Place): Turn<Draft> {
  const said = caption ? hearText(draft, caption, place) : undefined
  const told = said?.effects?.find((effect) => effect.kind === 'tellStaff')
  if (said && told) return { ...said, effects: said.effects!.map((one) => (one === told ? { ...told, file } : one)) }
  const turn = forward(draft, place, caption ?? '(foto atau berkas)')
  return { ...turn, effects: turn.effects!.map((effect) => ({ ...effect, file }) as Effect) }
}

function forward(draft: Draft, place: Place, text: string): Turn<Draft> {
  return { draft: writtenNow(draft, place), replies: [passedOn(draft, place)], effects: [tellStaff(text)] }
}
