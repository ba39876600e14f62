/** The staff's desk in the chat: who waits, look at a registration, answer a ticket. *pindah* accepts and returns. */
import type { Found } from '../../domain/desk.ts'
import { quote } from '../../domain/markup.ts'
import type { Stage } from '../../domain/stage.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'
import { Draft } from './draft.ts'
import { oneRequest } from './requests.ts'
import { oneFile, RESTRICTED, waiting, whole } from './showing.ts'
import { chooseTicket, foundTicket, lookAtTicket, sendAnswer } from './ticket.ts'
import { DESK } from './way-back.ts'
import { preview, stale } from './writing.ts'

export const desk = defineFlow<Draft>({
  name: 'meja',
  staffOnly: true,
  hears: ['batal', 'kembali', 'kirim'],
  draft: Draft,
  fresh: {},
  /** While they write to somebody, everything is part of it but a way out. */
  claims: (draft, text) => isWriting(draft) && !WAYS_OUT.has(text.trim().toLowerCase()),
  enter: () => overview(),
  receive(draft, heard, place) {
    if (heard.kind === 'found') return found(draft, heard.found, place)
    if (heard.kind === 'choice') return choose(draft, heard.id)
    if (heard.kind === 'command') return heard.name === 'kirim' && isWriting(draft) ? sendAnswer(draft) : overview()
    if (heard.kind !== 'text') return { draft, replies: [{ text: `${unusable(heard)} Ketik *meja* untuk kembali.` }] }
    return isWriting(draft) ? preview(draft, heard.text, place) : open(draft, heard)
  },
})

const WAYS_OUT = new Set(['batal', 'kembali', 'kirim', 'menu', 'meja', '/menu', '/start'])

const isWriting = ({ answering }: Draft) => answering !== undefined

const overview = (): Turn<Draft> => ({ draft: {}, replies: [], lookup: { kind: 'desk' } })

/** A number of a registration or of a ticket opens it; anything else is no business of the desk. */
function open(draft: Draft, { text }: Extract<Heard, { kind: 'text' }>): Turn<Draft> {
  const number = /\bLA-\d{4}-\d+\b/i.exec(text)?.[0].toUpperCase()
  const ticket = /\btiket\s*(?:no\.?|nomor)?\s*(\d{1,9})\b/i.exec(text)?.[1]
  const request = /\bHAK-\d{4}-\d+\b/i.exec(text)?.[0].toUpperCase()
  if (number) return lookAt(number)
  if (request) return lookForRequest(request)
  if (ticket) return lookAtTicket(Number(ticket))
  return { draft, replies: [], unclear: true }
}

function choose(draft: Draft, id: string): Turn<Draft> {
  const at = id.indexOf('=')
  const [what, value] = at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)]
  const ofTicket = chooseTicket(what, value)
  if (ofTicket) return ofTicket
  switch (what) {
    case 'daftar':
      return lookAt(value)
    case 'terima':
      return moveTo(value, 'lengkap', 'Isian sudah diperiksa')
    case 'kembalikan':
      return moveTo(value, 'perlu-perbaikan')
    case 'berkas':
      return lookAtFile(value)
    case 'kirim':
      return draft.mark !== undefined && draft.mark === value ? sendAnswer(draft) : stale(draft)
    case 'hak':
      return lookForRequest(value)
    case 'selesai':
      return done(`Permintaan ${quote(value)} dicatat selesai.`, { kind: 'finishRequest', number: value })
    default:
      return overview()
  }
}

/** *pindah* asks what is missing, shows what will be sent, and looks whether somebody else was faster. */
const moveTo = (number: string, to: Stage, reason?: string): Turn<Draft> => ({
  draft: {},
  replies: [],
  goTo: 'pindah',
  hands: { numbers: [number], to, ...(reason && { reason }) },
})

const lookForRequest = (number: string): Turn<Draft> => ({
  draft: {},
  replies: [],
  lookup: { kind: 'request', number },
})

function lookAt(number: string): Turn<Draft> {
  const reason = 'pemeriksaan pendaftaran'
  return {
    draft: {},
    replies: [],
    lookup: { kind: 'registration', number },
    effects: [{ kind: 'audit', action: 'buka pendaftaran', subject: number, reason }],
  }
}

function lookAtFile(id: string): Turn<Draft> {
  const audit = { kind: 'audit', action: 'buka berkas', subject: `berkas ${id}`, reason: 'menjawab orang' } as const
  return { draft: {}, replies: [], lookup: { kind: 'file', id }, effects: [audit] }
}

function done(text: string, effect: NonNullable<Turn['effects']>[number]): Turn<Draft> {
  return { draft: {}, replies: [{ text, choices: [DESK] }], effects: [effect] }
}

/** What was looked up. */
function found(draft: Draft, found: Found, place: Place): Turn<Draft> {
  if (found.kind === 'desk') return { draft: {}, replies: [waiting(found, place)] }
  if (found.kind === 'ticket') return foundTicket(draft, found, place)
  if (found.kind === 'file') return { draft: {}, replies: [oneFile(found)] }
  if (found.kind === 'request') return { draft: {}, replies: [oneRequest(found.request, place)] }
  if (found.kind !== 'registration') return overview()
  const { registration, restricted } = found
  if (restricted) return { draft: {}, replies: [RESTRICTED] }
  if (!registration) return { draft: {}, replies: [{ text: 'Pendaftaran itu sudah tidak ada.', choices: [DESK] }] }
  return { draft: {}, replies: [whole(registration, place)] }
}
