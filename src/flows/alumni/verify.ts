import { z } from 'zod'
import type { AlumniClaim, AlumniOpening } from '../../domain/alumni.ts'
import { readDate } from '../../domain/birth-date.ts'
import type { Reply } from '../../domain/chat.ts'
import { goneWith } from '../../domain/mentor.ts'
import { readName } from '../../domain/person-name.ts'
import { fold } from '../../domain/reading.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { afterMenu, chooseAfter, isGone } from './after.ts'
import { isBareTopic } from './bare-topic.ts'
import { LIMITED, opening, review, sent, WAITING } from './words.ts'

/**
 * What was answered so far. `begun`: the first question was asked. `sending`: it was confirmed, and is looked at once more
 * whether they may.
 */
const Draft = z.object({
  begun: z.literal(true).optional(),
  name: z.string().optional(),
  birthDate: z.string().optional(),
  batch: z.string().optional(),
  sending: z.literal(true).optional(),
})
type Draft = z.infer<typeof Draft>

/** *alumni*: somebody whom the office knows from before says who they are; staff decide, and until then nothing is revealed. */
export const alumni = defineFlow<Draft>({
  name: 'alumni',
  hears: ['alumni', 'batal', 'kembali', 'kirim'],
  draft: Draft,
  fresh: {},
  asksAgain: true,
  enter: (draft, place) => (draft.begun ? goOn(draft) : askLeave(place)),
  receive(draft, heard, place) {
    if (heard.kind === 'found' && heard.found.kind === 'alumni') return found(draft, heard.found.opening, place)
    if (heard.kind === 'choice') return after(draft, heard.id, place) ?? chose(draft, heard.id)
    if (heard.kind === 'command') return commanded(draft, heard.name, place)
    return isWhole(draft) ? afterReview(draft, heard, place) : answer(draft, heard, place)
  },
})

/** Are they allowed to ask now? */
const askLeave = (place: Place): Turn<Draft> =>
  goneWith(place.person.registrations)
    ? { draft: undefined, replies: [afterMenu(place)] }
    : { draft: {}, replies: [], lookup: { kind: 'alumni' } }

/** What comes after departure; its buttons may be tapped whatever is being asked here, and take nothing of it away. */
function after(draft: Draft, id: string, place: Place): Turn<Draft> | undefined {
  const turn = isGone(place) ? chooseAfter(id, place) : undefined
  return turn && { ...turn, draft: draft.begun && draft, rest: true }
}

const isWhole = (draft: Draft): draft is Draft & AlumniClaim =>
  draft.name !== undefined && draft.birthDate !== undefined && draft.batch !== undefined

const QUESTIONS: Record<'name' | 'birthDate' | 'batch', Reply> = {
  name: { text: 'Siapa nama lengkap Kakak, sesuai KTP atau paspor waktu itu?' },
  birthDate: { text: 'Kapan Kakak lahir? Contoh: 17 Agustus 1999' },
  batch: {
    text: 'Angkatan berapa, atau tahun berapa Kakak berangkat? Contoh: EPA angkatan 12, atau 2019',
    choices: [{ id: 'lupa', label: 'Tidak ingat' }],
  },
}

const openQuestion = ({ name, birthDate }: Draft) =>
  name === undefined ? 'name' : birthDate === undefined ? 'birthDate' : 'batch'

/** The next question, or all of it to look at. */
const goOn = (draft: Draft, before: Reply[] = []): Turn<Draft> => ({
  draft: { ...draft, begun: true },
  replies: [...before, isWhole(draft) ? review(draft) : QUESTIONS[openQuestion(draft)]],
})

const leave = (): Turn<Draft> => ({
  draft: undefined,
  replies: [{ text: 'Baik, Kak, tidak ada yang dikirim. Ketik *menu* untuk yang lain.' }],
})

function found({ sending, begun: _, ...claim }: Draft, may: AlumniOpening, place: Place): Turn<Draft> {
  if (may === 'limited') return { draft: undefined, replies: [LIMITED] }
  if (sending && isWhole(claim))
    return { draft: undefined, replies: [sent(place)], effects: [{ kind: 'claimAlumni', ...claim }] }
  if (may === 'waiting') return { draft: {}, replies: [WAITING] }
  return {
    draft: { begun: true },
    replies: [{ ...QUESTIONS.name, text: `${opening(place)}\n\n${QUESTIONS.name.text}` }],
  }
}

function chose(draft: Draft, id: string): Turn<Draft> {
  if (id === 'tidak') return leave()
  if (id === 'ulang') return goOn({})
  if (id === 'lupa' && openQuestion(draft) === 'batch' && draft.birthDate !== undefined)
    return goOn({ ...draft, batch: '' })
  return id === 'kirim' && isWhole(draft) ? send(draft) : goOn(draft)
}

const send = (draft: Draft): Turn<Draft> => ({
  draft: { ...draft, sending: true },
  replies: [],
  lookup: { kind: 'alumni' },
})

function commanded(draft: Draft, name: string, place: Place): Turn<Draft> {
  if (name === 'batal') return leave()
  if (name === 'kirim' && isWhole(draft)) return send(draft)
  if (name === 'kembali' && draft.name !== undefined) return goOn(withoutLast(draft))
  return name === 'alumni' ? askLeave(place) : leave()
}

function withoutLast({ name, birthDate, batch }: Draft): Draft {
  if (batch !== undefined) return { name, birthDate }
  return birthDate === undefined ? {} : { name }
}

function answer(draft: Draft, heard: Heard, place: Place): Turn<Draft> {
  if (heard.kind !== 'text') return { ...goOn(draft, [{ text: 'Jawab dengan tulisan ya, Kak.' }]) }
  const open = openQuestion(draft)
  if (open === 'name' && isBareTopic(heard.text, place)) return { ...goOn(draft), asks: true }
  if (open === 'batch') return batchOf(draft, heard.text)
  const read = open === 'name' ? readName(heard.text) : readDate(heard.text, { today: place.today, kind: 'birth' })
  if (read.ok) return goOn({ ...draft, [open]: read.value })
  return { draft, replies: [{ ...QUESTIONS[open], text: read.error }], unclear: true }
}

/** Anything short: staff compare it. */
function batchOf(draft: Draft, text: string): Turn<Draft> {
  const batch = fold(text).replace(/\s+/g, ' ')
  if (/^(?:lupa|tidak (?:ingat|tahu)|ga(?:k)? ingat)$/i.test(batch)) return goOn({ ...draft, batch: '' })
  if (batch.length > 60 || batch.includes('?') || !/[\p{L}\p{N}]/u.test(batch))
    return { draft, replies: [QUESTIONS.batch], unclear: true }
  return goOn({ ...draft, batch })
}

function afterReview(draft: Draft & AlumniClaim, heard: Heard, place: Place): Turn<Draft> {
  if (heard.kind === 'text' && saysNo(heard.text, place)) return leave()
  return { draft, replies: [review(draft)], unclear: true }
}
