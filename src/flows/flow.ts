import type { ZodType } from 'zod'
import type { ChatAddress, Input, Reply } from '../domain/chat.ts'
import type { Found, Lookup } from '../domain/desk.ts'
import type { Effect } from '../domain/effect.ts'
import type { Person } from '../domain/person.ts'
import type { Answers } from '../domain/registration.ts'
import type { Drafts } from '../domain/session.ts'
import type { Mind } from '../knowledge/mind.ts'
import type { Knowledge } from '../knowledge/shapes.ts'

/** Everything a flow may know besides its draft. Read-only. */
export type Place = {
  from: ChatAddress
  person: Person
  now: Date
  /** The civil day in the office's zone, YYYY-MM-DD. */
  today: string
  /** A registration number that is free to use. */
  freshNumber: string
  /** Where a document may be sent past the chat, and the token in that address; undefined: the world does not reach us. */
  freshUpload?: { link: string; token: string } | undefined
  /** A join code that nobody knows yet. */
  freshCode: string
  knowledge: Knowledge
  mind: Mind
  /** Minutes of office hours that staff's first answer took lately; undefined: too few to tell. */
  answersIn?: number | undefined
  /** The forms this person has begun and not finished, as they left them. */
  openForms: Readonly<Drafts>
  /** Every form of this person that is kept, finished ones too. */
  keptForms: Readonly<Drafts>
  /** The flows that have left a note in this chat. */
  visited: readonly string[]
  /** Something was said already in this turn: who speaks now was handed the floor, or asks again. */
  spoken: boolean
  /** The scheme that the flow with the floor is about. */
  about: string | undefined
}

/** The part of it that is known before any flow has spoken. */
export type Setting = Omit<Place, 'openForms' | 'keptForms' | 'visited' | 'spoken' | 'about'>

/** What a flow hears: what the person did, a command meant for it, what it had looked up, or what another flow hands over. */
export type Heard =
  | Input
  | { kind: 'command'; name: string; argument: string }
  | { kind: 'found'; found: Found }
  | { kind: 'handed'; answers: Answers }

/** What a flow decides: its new draft, what to say, what to do, who speaks next. */
export type Turn<Draft = unknown> = {
  /** undefined: finished, forget it. */
  draft: Draft | undefined
  replies: Reply[]
  effects?: Effect[]
  goTo?: string
  /** Given to the flow of `goTo`, which hears it instead of being entered. */
  hands?: Answers
  lookup?: Lookup
  /** Keeps the draft but leaves the floor. */
  rest?: true
  /** The flow could not use what was said; the engine may find another meaning before these replies are given. */
  unclear?: true
  /** A question was heard that *tanya* has a sure answer to: it is said before these replies, and the floor stays. */
  asks?: true
  /** The flow is certain that it was meant, and may speak in the middle of another. */
  sure?: true
}

export type Flow = {
  name: string
  staffOnly: boolean
  /** Whose memory the draft is: a form's is the person's, on whatever channel; else this chat's. */
  keeps: 'person' | 'chat'
  /** Commands this flow wants to hear itself while it has the floor. */
  hears: ReadonlySet<string>
  /** Asks again after an interruption. */
  asksAgain: boolean
  /** Wants photos and documents, with what is written under them. */
  takesFiles: boolean
  /** Would it take a file that nobody else asked for? */
  wants?(place: Place): boolean
  /** These words are meant for this flow, although they look like a command. */
  claims?(draft: unknown, text: string, place: Place): boolean
  /** The scheme it is about now. */
  about?(draft: unknown): string | undefined
  /** Is a form that is kept finished? Then there is nothing to go on with. */
  isFinished?(draft: unknown, place: Place): boolean
  /** Speak first, or pick up an unfinished draft. */
  enter(draft: unknown, place: Place): Turn
  receive(draft: unknown, heard: Heard, place: Place): Turn
}

type FlowSpec<Draft> = {
  name: string
  staffOnly?: boolean
  keeps?: 'person' | 'chat'
  hears?: string[]
  asksAgain?: boolean
  takesFiles?: boolean
  wants?(place: Place): boolean
  draft: ZodType<Draft>
  fresh: Draft
  claims?(draft: Draft, text: string, place: Place): boolean
  about?(draft: Draft): string | undefined
  isFinished?(draft: Draft, place: Place): boolean
  enter(draft: Draft, place: Place): Turn<Draft>
  receive(draft: Draft, heard: Heard, place: Place): Turn<Draft>
}

/** Types a flow by its draft. A stored draft that no longer fits starts afresh. */
export function defineFlow<Draft>(spec: FlowSpec<Draft>): Flow {
  const read = (stored: unknown) => spec.draft.safeParse(stored).data ?? spec.fresh
  return {
    name: spec.name,
    staffOnly: spec.staffOnly ?? false,
    keeps: spec.keeps ?? 'chat',
    hears: new Set(spec.hears),
    asksAgain: spec.asksAgain ?? false,
    takesFiles: spec.takesFiles ?? false,
    ...(spec.wants && { wants: spec.wants }),
    ...(spec.claims && { claims: (stored, text, place) => spec.claims!(read(stored), text, place) }),
    ...(spec.isFinished && { isFinished: (stored, place) => spec.isFinished!(read(stored), place) }),
    ...(spec.about && { about: (stored) => spec.about!(read(stored)) }),
    enter: (stored, place) => spec.enter(read(stored), place),
    receive: (stored, heard, place) => spec.receive(read(stored), heard, place),
  }
}

/** A flow without memory of its own that says one thing and leaves the floor to the menu. */
export function saying(name: string, say: (place: Place) => Omit<Turn, 'draft'>): Flow {
  const speak = (place: Place): Turn => ({ draft: undefined, ...say(place) })
  return {
    name,
    staffOnly: false,
    keeps: 'chat',
    hears: new Set(),
    asksAgain: false,
    takesFiles: false,
    enter: (_, place) => speak(place),
    receive: (_, heard, place) => (heard.kind === 'text' ? { ...speak(place), unclear: true } : speak(place)),
  }
}
