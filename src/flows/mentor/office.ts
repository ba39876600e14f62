/** *mentor*: staff see who is willing, put a ticket's question to one of them, and read the answer before it goes on. */
import { z } from 'zod'
import type { Found } from '../../domain/desk.ts'
import { quote } from '../../domain/markup.ts'
import { givesAway, type MentorQuestion } from '../../domain/mentor.ts'
import { mayHave } from '../../domain/ticket.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'
import { answered, DESK, LIST, listed, nameOf } from './words.ts'

/** `ticket`, `mentor`: who is asked about what. `text`: what was written; `mark`: what its own button carries. */
const Draft = z.object({
  ticket: z.number().optional(),
  mentor: z.string().optional(),
  text: z.string().optional(),
  mark: z.string().optional(),
  /** What is to be done once it was looked up. */
  step: z.enum(['pilih', 'tulis', 'periksa', 'kirim', 'baca', 'sampaikan']).optional(),
})
type Draft = z.infer<typeof Draft>

export const officeMentors = defineFlow<Draft>({
  name: 'mentor',
  staffOnly: true,
  hears: ['batal', 'kembali', 'kirim'],
  draft: Draft,
  fresh: {},
  claims: (draft, text) => isWriting(draft) && !WAYS_OUT.has(text.trim().toLowerCase()),
  enter: () => look({}),
  receive(draft, heard, place) {
    if (heard.kind === 'found') return found(draft, heard.found, place)
    if (heard.kind === 'choice') return choose(draft, heard.id)
    if (heard.kind === 'command')
      return heard.name === 'kirim' && draft.mark !== undefined
        ? look({ ...draft, step: 'kirim' })
        : { draft: undefined, replies: [], goTo: 'meja' }
    if (heard.kind !== 'text') return { draft, replies: [{ text: unusable(heard) }] }
    return isWriting(draft)
      ? look({ ticket: draft.ticket, mentor: draft.mentor, text: heard.text.trim(), step: 'periksa' })
      : { draft, replies: [], unclear: true }
  },
})

const WAYS_OUT = new Set(['batal', 'kembali', 'kirim', 'menu', 'meja', 'mentor', '/menu', '/start'])
const isWriting = ({ mentor, step }: Draft) => mentor !== undefined && step !== 'pilih'

const look = (draft: Draft): Turn<Draft> => ({ draft, replies: [], lookup: { kind: 'mentors', ticket: draft.ticket } })

function choose(draft: Draft, id: string): Turn<Draft> {
  const at = id.indexOf('=')
  const [what, value] = at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)]
  const number = Number(value) || 0
  switch (what) {
    case 'tiket':
      return look({ ticket: number, step: 'pilih' })
    case 'pilih': {
      const [ticket, mentor] = value.split('.')
      return look({ ticket: Number(ticket) || 0, mentor, step: 'tulis' })
    }
    case 'kirim':
      return draft.mark !== undefined && draft.mark === value ? look({ ...draft, step: 'kirim' }) : look({})
    case 'jawaban':
    case 'sampaikan':
      return {
        draft: { step: what === 'jawaban' ? 'baca' : 'sampaikan' },
        replies: [],
        lookup: { kind: 'mentor-question', id: number },
        effects: [
          { kind: 'audit', action: 'baca jawaban mentor', subject: `pertanyaan ${number}`, reason: 'menjawab orang' },
        ],
      }
    default:
      return look({})
  }
}

const said = (text: string): Turn<Draft> => ({ draft: {}, replies: [{ text, choices: [LIST, DESK] }] })

function found(draft: Draft, found: Found, place: Place): Turn<Draft> {
  if (found.kind === 'mentor-question') return ofQuestion(draft, found.question, place)
  if (found.kind !== 'mentors') return look({})
  const { mentors, about } = found
  if (!about) return { draft: {}, replies: [listed(mentors, place)] }
  const { ticket, state, owner, messages } = about.found
  if (state === undefined || state === 'selesai') return said(`Tiket ${ticket} tidak ada atau sudah ditutup.`)
  if (!mayHave(owner, place.person.staff))
    return said(`Tiket ${ticket} dipegang ${quote(owner?.name ?? 'petugas lain')}.`)
  const asked = mentors.filter(({ reachable }) => reachable)
  if (asked.length === 0) return said('Belum ada mentor yang bisa ditanya sekarang.')
  const mentor = asked.find(({ id }) => id === draft.mentor)
  const last = messages.findLast(({ by }) => by === 'person')?.text ?? ''
  if (!mentor) {
    const choices = asked.map((one) => ({ id: `pilih=${ticket}.${one.id}`, label: nameOf(one, place) }))
    const text = `Tiket ${ticket} ditanyakan kepada siapa?\n\nTerakhir ditulis orangnya:\n${quote(last)}`
    return { draft: { ticket }, replies: [{ text, choices: [...choices, DESK] }] }
  }
  const about_ = { ticket, mentor: mentor.id }
  if (draft.text === undefined || draft.step === 'tulis')
    return { draft: { ...about_, step: 'tulis' }, replies: [{ text: ask(nameOf(mentor, place), last) }] }
  const leaks = givesAway(draft.text, about.names)
  if (leaks.length > 0)
    return {
      draft: { ...about_, step: 'tulis' },
      replies: [{ text: `Belum bisa dikirim: di tulisan itu ada ${leaks.join(' dan ')}. Tulis lagi tanpa itu.` }],
    }
  if (draft.step === 'kirim' && draft.mark !== undefined)
    return {
      ...said(
        `Pertanyaan dari tiket ${ticket} dikirim ke ${quote(nameOf(mentor, place))}. Jawabannya datang ke sini dulu.`,
      ),
      effects: [{ kind: 'askMentor', ticket, mentor: mentor.id, text: draft.text }],
    }
  return preview({ ...about_, text: draft.text }, nameOf(mentor, place), place)
}

const ask = (name: string, last: string) =>
  `Tulis pertanyaan untuk *${quote(name)}*, dengan kata-kata Kakak sendiri. *Jangan ada yang mengenali orangnya:* nama, nomor, alamat, tempat kerja, cerita yang khas.\n\nTerakhir ditulis orangnya:\n${quote(last)}\n\nSebelum dikirim bisa diperiksa dulu. Tidak jadi? Ketik *batal*.`

function preview(draft: Draft, name: string, { now }: Place): Turn<Draft> {
  const mark = `${draft.ticket}.${now.getTime().toString(36)}`
  const text = `Ini yang diterima *${quote(name)}*, tanpa nama penanyanya:\n\n${quote(draft.text!)}\n\nKirim? Ketik *kirim*, atau tulis lagi untuk mengganti.`
  const choices = [{ id: `kirim=${mark}`, label: 'Ya, kirim' }, DESK]
  return { draft: { ...draft, mark, step: 'periksa' }, replies: [{ text, choices }] }
}

function ofQuestion({ step }: Draft, found: MentorQuestion | undefined, place: Place): Turn<Draft> {
  if (!found) return said('Pertanyaan itu sudah tidak ada.')
  if (step !== 'sampaikan' || found.state !== 'dijawab') return { draft: {}, replies: [answered(found, place)] }
  if (!found.open) return said(`Tiket ${found.ticket} sudah ditutup, jadi jawabannya tidak disampaikan.`)
  if (!mayHave(found.owner, place.person.staff))
    return said(
      `Tiket ${found.ticket} dipegang ${quote(found.owner?.name ?? 'petugas lain')}; minta dia yang menyampaikan.`,
    )
  return {
    ...said(`Jawaban mentor disampaikan ke orangnya di tiket ${found.ticket}.`),
    effects: [{ kind: 'passAnswer', question: found.id, by: nameOf(found.mentor, place) }],
  }
}
