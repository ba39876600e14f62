/** *periksa berkas*: staff look at documents one by one, beside what was typed, and say whether they fit. */
import { readDate } from '../../domain/birth-date.ts'
import type { Found } from '../../domain/desk.ts'
import type { DocumentSeen } from '../../domain/document.ts'
import { quote } from '../../domain/markup.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'
import { labelOf } from './checklist.ts'
import { asksFor, Draft } from './review-draft.ts'
import { askReason, askUntil, decided, offerMove, QUEUE, queue, sideBySide } from './review-showing.ts'

const REASON = 'pemeriksaan dokumen'
const WAYS_OUT = new Set(['batal', 'kembali', 'menu', 'meja', '/menu', '/start'])

export const review = defineFlow<Draft>({
  name: 'periksa-berkas',
  staffOnly: true,
  hears: ['batal', 'kembali', 'lewati'],
  draft: Draft,
  fresh: {},
  /** While they write why, everything is part of it but a way out. */
  claims: (draft, text) => asksFor(draft) === 'alasan' && !WAYS_OUT.has(text.trim().toLowerCase()),
  enter: () => all(),
  receive(draft, heard, place) {
    if (heard.kind === 'found') return found(draft, heard.found, place)
    if (heard.kind === 'choice') return choose(draft, heard.id, place)
    if (heard.kind === 'command') {
      if (heard.name === 'lewati' && asksFor(draft) === 'tanggal') return look({ ...draft, expires: 'tidak ada' })
      return draft.id === undefined ? { draft: undefined, replies: [], goTo: 'meja' } : all()
    }
    if (heard.kind !== 'text')
      return { draft, replies: [{ text: `${unusable(heard)} Ketik *periksa berkas* untuk kembali.` }] }
    return hear(draft, heard.text, place)
  },
})

const all = (): Turn<Draft> => ({ draft: {}, replies: [], lookup: { kind: 'documents' } })

const look = (draft: Draft): Turn<Draft> =>
  draft.id === undefined ? all() : { draft, replies: [], lookup: { kind: 'document', id: draft.id } }

function choose(draft: Draft, choice: string, place: Place): Turn<Draft> {
  const [what = '', value = '', more = ''] = choice.split('=')
  const id = /^\d{1,9}$/.test(value) ? Number(value) : undefined
  switch (what) {
    case 'buka':
      return id === undefined
        ? all()
        : { ...look({ id, do: 'lihat' }), effects: [{ kind: 'openDocument', id, reason: REASON }] }
    case 'cocok':
      return look({ id, do: 'cocok' })
    case 'ganti':
      return look({ id, do: 'ganti' })
    case 'alasan': {
      const reason = place.knowledge.documents.reasons.find((one) => one.id === more)?.text
      return look({ id, do: 'ganti', reason })
    }
    case 'lengkap':
      return moveTo(value, 'lengkap', 'Dokumen sudah dicocokkan')
    case 'perbaikan':
      return moveTo(value, 'perlu-perbaikan', draft.told)
    default:
      return all()
  }
}

/** *pindah* shows what will be sent, and asks before it does. */
const moveTo = (number: string, to: 'lengkap' | 'perlu-perbaikan', reason: string | undefined): Turn<Draft> => ({
  draft: {},
  replies: [],
  goTo: 'pindah',
  hands: { numbers: [number], to, ...(reason && { reason }) },
})

const LONGEST = 400

function hear(draft: Draft, text: string, place: Place): Turn<Draft> {
  const asks = asksFor(draft)
  if (asks === 'alasan') return look({ ...draft, reason: text.trim().slice(0, LONGEST) })
  if (asks !== 'tanggal') return { draft, replies: [], unclear: true }
  const day = readDate(text, { today: place.today, kind: 'any' })
  return day.ok ? look({ ...draft, expires: day.value }) : { draft, replies: [{ text: day.error }], unclear: true }
}

/** What was found is held until the turn is done, so what is said here is what happens. */
function found(draft: Draft, found: Found, place: Place): Turn<Draft> {
  if (found.kind === 'documents') return { draft: {}, replies: [queue(found.waiting, place)] }
  if (found.kind !== 'document') return all()
  const { seen } = found
  if (!seen)
    return {
      draft: {},
      replies: [{ text: 'Dokumen itu sudah diganti, dihapus, atau dibatasi orangnya.', choices: [QUEUE] }],
    }
  if (draft.do === undefined || draft.do === 'lihat')
    return { draft: { id: seen.id }, replies: [sideBySide(seen, place)] }
  if (seen.state === 'cocok' || seen.state === 'perlu-diganti') return { draft: {}, replies: [decided(seen, place)] }
  return draft.do === 'cocok' ? accept(draft, seen, place) : refuse(draft, seen, place)
}

function accept(draft: Draft, seen: DocumentSeen, place: Place): Turn<Draft> {
  const asks = place.knowledge.documents.kinds[seen.document]?.expires && seen.expires === undefined
  if (asks && draft.expires === undefined)
    return { draft: { id: seen.id, do: 'cocok' }, replies: [askUntil(seen, place)] }
  const expires = draft.expires === 'tidak ada' ? undefined : draft.expires
  const label = labelOf(place.knowledge, seen.document)
  return {
    draft: {},
    replies: [offerMove(seen, true, `*${label}* dari ${seen.number}: cocok.`, place)],
    effects: [{ kind: 'reviewDocument', id: seen.id, ok: true, reason: undefined, expires }],
  }
}

function refuse({ reason }: Draft, seen: DocumentSeen, place: Place): Turn<Draft> {
  if (reason === undefined) return { draft: { id: seen.id, do: 'ganti' }, replies: [askReason(seen, place)] }
  const label = labelOf(place.knowledge, seen.document)
  const said = `*${label}* dari ${seen.number}: perlu diganti. Orangnya diberi tahu:\n\n${quote(reason)}`
  return {
    draft: { told: `${label}: ${reason.replace(/[.!?]?$/, '.')} Kirim yang baru lewat berkas.` },
    replies: [offerMove(seen, false, said, place)],
    effects: [{ kind: 'reviewDocument', id: seen.id, ok: false, reason, expires: undefined }],
  }
}
