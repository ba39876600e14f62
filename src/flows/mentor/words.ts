/** What staff, mentors and who asked read of a question's way. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { quote } from '../../domain/markup.ts'
import {
  MENTOR_TOPICS,
  type MentorLine,
  type MentorQuestion,
  mentorName,
  type QuestionState,
} from '../../domain/mentor.ts'
import type { Knowledge } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'

/** How the first of these schemes is called; undefined: none of them is known. */
export const shortOf = (schemes: readonly string[], { knowledge }: { knowledge: Knowledge }): string | undefined =>
  knowledge.schemes.find(({ id }) => schemes.includes(id))?.short

export const nameOf = (
  mentor: Pick<MentorLine, 'nick' | 'stage' | 'schemes'>,
  place: { knowledge: Knowledge },
): string => mentorName(mentor, shortOf(mentor.schemes, place))

const topicsOf = ({ topics }: MentorLine) =>
  topics.map((topic) => MENTOR_TOPICS[topic as keyof typeof MENTOR_TOPICS] ?? topic).join('; ')

export const LIST: Choice = { id: 'semua', label: 'Semua mentor' }
export const DESK: Choice = { id: 'meja:depan', label: 'Meja petugas' }

export function listed(mentors: readonly MentorLine[], place: Place): Reply {
  if (mentors.length === 0)
    return {
      text: 'Belum ada mentor. Alumni yang sudah dicocokkan bisa mendaftar sendiri dengan *jadi mentor*.',
      choices: [DESK],
    }
  const lines = mentors.map((mentor) => {
    const state = mentor.reachable ? '' : ' (tidak bisa dikirimi pesan sekarang)'
    const waiting = mentor.waiting > 0 ? ` (${mentor.waiting} pertanyaan menunggu)` : ''
    return `• *${quote(nameOf(mentor, place))}*${state}${waiting}\n  ${topicsOf(mentor)}`
  })
  const how = 'Mau bertanya kepada salah satunya? Buka tiketnya di *meja*, lalu pilih *Tanya mentor*.'
  return { text: [`*Mentor:* ${mentors.length}`, lines.join('\n'), how].join('\n\n'), choices: [DESK] }
}

const STATES: Record<QuestionState, string> = {
  ditanya: 'menunggu jawaban mentor',
  dijawab: 'sudah dijawab, belum disampaikan',
  disampaikan: 'sudah disampaikan',
  ditolak: 'mentor tidak bisa menjawab',
}

/** What staff read before it goes to the person. */
export function answered(found: MentorQuestion, place: Place): Reply {
  const { id, ticket, state, question, answer, mentor } = found
  const parts = [
    `*Pertanyaan mentor ${id}* (tiket ${ticket}) – ${STATES[state]}`,
    `*Ditanyakan:*\n${quote(question)}`,
    answer !== undefined && `*Jawaban ${quote(nameOf(mentor, place))}:*\n${quote(answer)}`,
    state === 'dijawab' &&
      'Periksa dulu: tidak ada nomor, janji, atau permintaan uang, dan tidak keliru. Mau menulis dengan kata-kata sendiri? Buka tiketnya.',
  ]
  const pass = state === 'dijawab' ? [{ id: `sampaikan=${id}`, label: 'Sampaikan ke orangnya' }] : []
  return {
    text: parts.filter(Boolean).join('\n\n'),
    choices: [...pass, { id: `meja:tiket=${ticket}`, label: 'Buka tiketnya' }, DESK],
  }
}

/** To the mentor, without anything of who asks. */
export const questionNotice = (question: number, text: string): Reply => ({
  text: `🙋 *Ada pertanyaan untuk Kakak sebagai mentor:*\n\n${quote(text)}\n\nKakak tidak wajib menjawab. Jawabannya dibaca petugas dulu, lalu disampaikan tanpa nomor Kakak. Menjawab: ketuk tombolnya, atau ketik *jawab mentor*.`,
  choices: [
    { id: `jawab-mentor:buka=${question}`, label: 'Jawab' },
    { id: `jawab-mentor:tolak=${question}`, label: 'Tidak bisa menjawab' },
  ],
})

export type MentorNews = { news: 'dijawab' | 'ditolak' | 'berhenti'; question: number; ticket: number }

export function newsNotice({ news, question, ticket }: MentorNews): Reply {
  if (news === 'dijawab')
    return {
      text: `Mentor sudah menjawab pertanyaan dari tiket ${ticket}. Baca dulu sebelum disampaikan.`,
      choices: [{ id: `mentor:jawaban=${question}`, label: 'Baca jawabannya' }],
    }
  const why =
    news === 'ditolak'
      ? `Mentor tidak bisa menjawab pertanyaan dari tiket ${ticket}.`
      : `Mentornya berhenti sebelum jawaban untuk tiket ${ticket} disampaikan.`
  return {
    text: `${why} Jawab sendiri, atau tanya mentor lain.`,
    choices: [{ id: `meja:tiket=${ticket}`, label: 'Buka tiketnya' }],
  }
}

/** To who asked. */
export const answerNotice = (text: string, by: string): Reply => ({
  text: `*${quote(by)}*, menjawab pertanyaan Kakak lewat petugas:\n\n${quote(text)}\n\n_Ini pengalaman pribadinya, bukan keterangan resmi kantor._ Mau membalas? Ketik *petugas*.`,
  choices: [{ id: 'menu:petugas', label: 'Balas petugas' }],
})
