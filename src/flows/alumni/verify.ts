import { z } from 'zod'
import type { AlumniClaim, AlumniOpening } from '../../domain/alumni.ts'
import { readDate } from '../../domain/birth-date.ts'
import type { Reply } from '../../domain/chat.ts'
import { readName } from '../../domain/person-name.ts'
import { fold } from '../../domain/reading.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { KNOWN, LIMITED, lostOpening, opening, review, sent, WAITING } from './words.ts'

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

/** Both are claims that staff decide; until then nothing is revealed. `batch`: what is asked third. */
type Kind = {
  name: string
  /** What one types for it. */
  command: string
  lost?: true
  opening: (place: Place) => string
  batch: Reply
  /** Why they need not ask. */
  needless: (place: Place) => Reply | undefined
}

const claiming = (kind: Kind) => {
  const { name, command } = kind
  return defineFlow<Draft>({
    name,
    hears: [command, 'batal', 'kembali', 'kirim'],
    draft: Draft,
    fresh: {},
    asksAgain: true,
    enter: (draft, place) => (draft.begun ? goOn(kind, draft) : askLeave(kind, place)),
    receive(draft, heard, place) {
      if (heard.kind === 'found' && heard.found.kind === 'alumni') return found(kind, draft, heard.found.opening, place)
      if (heard.kind === 'choice') return chose(kind, draft, heard.id)
      if (heard.kind === 'command') return commanded(kind, draft, heard.name, place)
      return isWhole(draft) ? afterReview(kind, draft, heard, place) : answer(kind, draft, heard, place)
    },
  })
}

const FORGOTTEN = [{ id: 'lupa', label: 'Tidak ingat' }]

/** *alumni*: somebody whom the office knows from before says who they are. */
export const alumni = claiming({
  name: 'alumni',
  command: 'alumni',
  opening,
  batch: {
    text: 'Angkatan berapa, atau tahun berapa Kakak berangkat? Contoh: EPA angkatan 12, atau 2019',
    choices: FORGOTTEN,
  },
  needless: ({ person }) => (person.registrations.some(({ stage }) => stage === 'alumni') ? KNOWN : undefined),
})

/** *hp hilang*: somebody who was in another chat, and cannot write from it any more, wants to go on in this one. */
export const lostPhone = claiming({
  name: 'hp-hilang',
  command: 'hp hilang',
  lost: true,
  opening: lostOpening,
  batch: { text: 'Berapa nomor pendaftaran Kakak? Contoh: LA-2026-482173', choices: FORGOTTEN },
  needless: () => undefined,
})

/** Are they allowed to ask now? */
function askLeave({ needless }: Kind, place: Place): Turn<Draft> {
  const why = needless(place)
  return why ? { draft: undefined, replies: [why] } : { draft: {}, replies: [], lookup: { kind: 'alumni' } }
}

const isWhole = (draft: Draft): draft is Draft & AlumniClaim =>
  draft.name !== undefined && draft.birthDate !== undefined && draft.batch !== undefined

const QUESTIONS: Record<'name' | 'birthDate', Reply> = {
  name: { text: 'Siapa nama lengkap Kakak, sesuai KTP atau paspor waktu itu?' },
  birthDate: { text: 'Kapan Kakak lahir? Contoh: 17 Agustus 1999' },
}

const questionOf = ({ batch }: Kind, open: ReturnType<typeof openQuestion>): Reply =>
  open === 'batch' ? batch : QUESTIONS[open]

const openQuestion = ({ name, birthDate }: Draft) =>
  name === undefined ? 'name' : birthDate === undefined ? 'birthDate' : 'batch'

/** The next question, or all of it to look at. */
const goOn = (kind: Kind, draft: Draft, before: Reply[] = []): Turn<Draft> => ({
  draft: { ...draft, begun: true },
  replies: [...before, isWhole(draft) ? review({ ...draft, lost: kind.lost }) : questionOf(kind, openQuestion(draft))],
})

const leave = (): Turn<Draft> => ({
  draft: undefined,
  replies: [{ text: 'Baik, Kak, tidak ada yang dikirim. Ketik *menu* untuk yang lain.' }],
})

function found(kind: Kind, { sending, begun: _, ...claim }: Draft, may: AlumniOpening, place: Place): Turn<Draft> {
  if (may === 'limited') return { draft: undefined, replies: [LIMITED] }
  if (sending && isWhole(claim))
    return { draft: undefined, replies: [sent(place)], effects: [{ kind: 'claimAlumni', ...claim, lost: kind.lost }] }
  if (may === 'waiting') return { draft: {}, replies: [WAITING] }
  return {
    draft: { begun: true },
    replies: [{ ...QUESTIONS.name, text: `${kind.opening(place)}\n\n${QUESTIONS.name.text}` }],
  }
}

function chose(kind: Kind, draft: Draft, id: string): Turn<Draft> {
  if (id === 'tidak') return leave()
  if (id === 'ulang') return goOn(kind, {})
  if (id === 'lupa' && openQuestion(draft) === 'batch' && draft.birthDate !== undefined)
    return goOn(kind, { ...draft, batch: '' })
  return id === 'kirim' && isWhole(draft) ? send(draft) : goOn(kind, draft)
}

const send = (draft: Draft): Turn<Draft> => ({
  draft: { ...draft, sending: true },
  replies: [],
  lookup: { kind: 'alumni' },
})

function commanded(kind: Kind, draft: Draft, name: string, place: Place): Turn<Draft> {
  if (name === 'batal') return leave()
  if (name === 'kirim' && isWhole(draft)) return send(draft)
  if (name === 'kembali' && draft.name !== undefined) return goOn(kind, withoutLast(draft))
  return name === kind.command ? askLeave(kind, place) : leave()
}

function withoutLast({ name, birthDate, batch }: Draft): Draft {
  if (batch !== undefined) return { name, birthDate }
  return birthDate === undefined ? {} : { name }
}

function answer(kind: Kind, draft: Draft, heard: Heard, place: Place): Turn<Draft> {
  if (heard.kind !== 'text') return goOn(kind, draft, [{ text: 'Jawab dengan tulisan ya, Kak.' }])
  const open = openQuestion(draft)
  if (open === 'batch') return batchOf(kind, draft, heard.text)
  const read = open === 'name' ? readName(heard.text) : readDate(heard.text, { today: place.today, kind: 'birth' })
  if (read.ok) return goOn(kind, { ...draft, [open]: read.value })
  return { draft, replies: [{ ...QUESTIONS[open], text: read.error }], unclear: true }
}

/** Anything short: staff compare it. */
function batchOf(kind: Kind, draft: Draft, text: string): Turn<Draft> {
  const batch = fold(text).replace(/\s+/g, ' ')
  if (/^(?:lupa|tidak (?:ingat|tahu)|ga(?:k)? ingat)$/i.test(batch)) return goOn(kind, { ...draft, batch: '' })
  if (batch.length > 60 || batch.includes('?') || !/[\p{L}\p{N}]/u.test(batch))
    return { draft, replies: [kind.batch], unclear: true }
  return goOn(kind, { ...draft, batch })
}

function afterReview(kind: Kind, draft: Draft & AlumniClaim, heard: Heard, place: Place): Turn<Draft> {
  if (heard.kind === 'text' && saysNo(heard.text, place)) return leave()
  return { draft, replies: [review({ ...draft, lost: kind.lost })], unclear: true }
}
