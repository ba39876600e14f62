import type { Effect } from '../../domain/effect.ts'
import type { Option } from '../../domain/pick.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place, Turn } from '../flow.ts'

/** What was read from an answer; an error is a kind sentence, with choices where several things may be meant. */
export type Read = { ok: true; value: unknown } | { ok: false; error: string; choices?: Option[] }

/** Of a question that takes several: the choice for having none of them, which goes with no other. */
export const NONE = 'tidak-ada'

type Ask<T> = T | ((answers: Answers, place: Place) => T)

/**
 * One question of a form. `choices` alone: one of them. `read` alone: free words. Both: the choices are suggestions.
 * A choice's id is the stored value. `read` accepts its own result, for stored answers are read through it again.
 */
export type Question = {
  id: string
  /** Its name in the review: "NIK". */
  label: string
  ask: Ask<string>
  /** Why it is asked, and an example: one short line. */
  hint?: Ask<string | undefined>
  when?: (answers: Answers, place: Place) => boolean
  optional?: true
  choices?: Ask<readonly Option[]>
  /** Nothing but the plain words of a choice counts: a consent is never guessed. */
  strict?: true
  /** Several choices may be taken; the stored value is their ids. */
  many?: true
  /** Of a question that takes several: this choice goes with no other. */
  alone?: string
  read?: (text: string, answers: Answers, place: Place) => Read
  /** Reads a stored value, or a button's, where as a text it would mean something else (months, an area's code). */
  readStored?: (value: unknown, answers: Answers, place: Place) => Read
  show?: (value: unknown, answers: Answers, place: Place) => string
  /** A shared contact answers it: the person's own number, or somebody else's. */
  contact?: 'own' | 'other'
  /** These words are an answer here, although they are also another way to write a command ("operator"). */
  claims?: (text: string, answers: Answers, place: Place) => boolean
  /** Said to a tap on one of its buttons when it is not asked any more. */
  late?: string
  /** Left out of the review (a consent is not an answer to be changed there). */
  silent?: true
  /** What follows at once from an answer, beside going on. */
  effects?: (value: unknown, place: Place) => Effect[]
  /** Choosing this value opens another question again instead of being kept. */
  reopens?: Record<string, string>
  /** Ends the form, forgetting all that was given: refused consent, too young. */
  ends?: (value: unknown, place: Place) => Turn | undefined
}

export type Section = { title: string; questions: Question[] }

export type FormSpec = {
  name: string
  staffOnly?: boolean
  /** "formulir pendaftaran" */
  title: string
  sections: Section[]
  /** Said before the first question of an empty draft. */
  opening?: (place: Place) => Turn['replies']
  /** Said before a question when somebody comes back to what they began. */
  goingOn: (place: Place) => string
  /** Before everything is thrown away: what is asked, what the button says that does it, and what is said then. */
  dropping: (place: Place) => { ask: string; yes: string; done: string }
  /** The scheme the form is about, if it is one. */
  about?: (answers: Answers) => string | undefined
  /** What the person has already told elsewhere, by question: not asked again, and read like a stored answer. */
  known?: (answers: Answers, place: Place) => Answers
  /** Said when every question is answered, instead of the review; the form then rests, and nothing is sent. */
  result?: (answers: Answers, place: Place) => Turn['replies']
  /** Nothing leaves by it but an answer of ours: no review, it is submitted with the last answer. */
  atOnce?: true
  submit?(
    answers: Answers,
    place: Place,
  ): { replies: Turn['replies']; effects: Effect[]; goTo?: string; hands?: Answers }
}

export const resolve = <T>(ask: Ask<T>, answers: Answers, place: Place): T =>
  typeof ask === 'function' ? (ask as (answers: Answers, place: Place) => T)(answers, place) : ask
