/** Alumni who answer questions of people whom they never learn to know. Pure. */
import { z } from 'zod'
import type { Registration } from './registration.ts'
import type { Stage } from './stage.ts'
import type { Colleague } from './ticket.ts'

export const MENTOR_TOPICS = {
  hidup: 'Hidup sehari-hari di sana',
  kerja: 'Pekerjaan dan tempat kerja',
  bahasa: 'Belajar bahasa',
  ujian: 'Ujian dan sertifikat',
  keluarga: 'Jauh dari keluarga',
  pulang: 'Pulang dan sesudahnya',
} as const

/** What a mentor tells of themselves. `nick`: how they want to be called. */
export const Mentor = z.object({ nick: z.string(), topics: z.array(z.string()) })
export type Mentor = z.infer<typeof Mentor>

/** Somebody whom the office knows to have gone. */
const hasGone = ({ stage }: { stage: Stage }): boolean => stage === 'berangkat' || stage === 'alumni'

/** Where somebody went with, by their registrations. */
export const goneWith = (registrations: readonly Registration[]): Registration | undefined =>
  registrations.findLast(hasGone)

/** ditanya: waits for the mentor. dijawab: staff have not passed it on. disampaikan: the person has it. ditolak: the mentor cannot answer. */
export type QuestionState = 'ditanya' | 'dijawab' | 'disampaikan' | 'ditolak'

/** One of the list. `id`: the person's, never shown. `reachable`: may be written to, and has an open chat. */
export type MentorLine = Mentor & { id: string; schemes: string[]; stage: Stage; waiting: number; reachable: boolean }

/** What staff see of a question. `owner`: who has its ticket; `open`: that is not closed. */
export type MentorQuestion = {
  id: number
  ticket: number
  state: QuestionState
  question: string
  answer: string | undefined
  mentor: Pick<MentorLine, 'nick' | 'schemes' | 'stage'>
  owner: Colleague | undefined
  open: boolean
}

/** "Kak Dewi, alumni SSW kaigo": all that anybody learns of a mentor. `short`: how the scheme is called. */
export const mentorName = ({ nick, stage }: Pick<MentorLine, 'nick' | 'stage'>, short: string | undefined): string => {
  const went = short === undefined ? '' : stage === 'alumni' ? `, alumni ${short}` : `, bekerja lewat ${short}`
  return `Kak ${nick}${went}`
}

/** What in a question to a mentor would give away who asks. Empty: nothing was found. `names`: parts of the asker's name. */
export function givesAway(text: string, names: readonly string[]): string[] {
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])
  return [
    ...(/\d[\d\s.-]{6,}\d/.test(text) ? ['nomor (HP, NIK, atau rekening)'] : []),
    ...(/\S+@\S+/.test(text) ? ['alamat email atau nama akun'] : []),
    ...(/\bLA-\d{4}-\d+/i.test(text) ? ['nomor pendaftaran'] : []),
    ...(names.some((name) => words.has(name)) ? ['nama orangnya'] : []),
  ]
}

/** The parts of a name by which somebody would be known; short ones are words of the language. */
export const nameParts = (fullName: string): string[] =>
  (fullName.toLowerCase().match(/\p{L}+/gu) ?? []).filter((part) => part.length > 2)
