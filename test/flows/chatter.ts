/** One person who chats with the real flows: no database, no clock, and the memory goes through JSON between any two lines. */

import type { Input, Reply } from '../../src/domain/chat.ts'
import type { Effect } from '../../src/domain/effect.ts'
import { plainText } from '../../src/domain/markup.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Answers } from '../../src/domain/registration.ts'
import { type Memory, newSession, Session } from '../../src/domain/session.ts'
import { book } from '../../src/flows/book.ts'
import { respond } from '../../src/flows/engine.ts'
import type { Setting } from '../../src/flows/flow.ts'
import type { FlowBook } from '../../src/flows/talk.ts'
import { stage } from '../theatre.ts'

const MINUTE = 60_000

/** What a line did. `soft`: its replies may be dropped for a clearer line. */
export type Heard = { replies: Reply[]; effects: Effect[]; soft: boolean }

/** What *jadwal* finds where the office has no dates yet. */
const NO_DATES = { kind: 'schedule' as const, dates: [], zone: undefined }

type Options = {
  book?: FlowBook
  memory?: Partial<Memory>
  person?: Partial<Person>
  knowledge?: Setting['knowledge']
  mind?: Setting['mind']
}

export class Chatter {
  person: Person
  memory: Memory
  now = new Date('2026-11-24T02:00:00Z')
  /** The last message that was heard, with its buttons. */
  last: Reply = { text: '' }
  /** Everything the flows wanted done, in order. */
  readonly effects: Effect[] = []
  readonly #options: Options
  #numbers = 0

  constructor(options: Options = {}) {
    this.#options = options
    this.person = { id: 'p1', consents: [], registrations: [], stopped: false, ...options.person }
    this.memory = { session: newSession(), drafts: {}, ...options.memory }
  }

  /** Another person in the very same position. */
  twin(): Chatter {
    const twin = new Chatter({
      ...this.#options,
      memory: throughJson(this.memory),
      person: structuredClone(this.person),
    })
    twin.now = this.now
    twin.last = this.last
    return twin
  }

  /** Says something, or taps, or sends, so many ms after the last line. */
  does(input: Input, after = MINUTE): Heard {
    this.now = new Date(this.now.getTime() + after)
    const flows = this.#options.book ?? book
    let response = respond(flows, this.memory, input, this.#setting())
    if (response.lookup?.kind === 'schedule') {
      const found = { kind: 'found' as const, found: NO_DATES, asker: response.asker }
      const answered = respond(flows, response.memory, found, this.#setting())
      response = { ...answered, replies: [...response.replies, ...answered.replies], soft: response.soft }
    }
    this.memory = throughJson(response.memory)
    this.last = response.replies.at(-1) ?? this.last
    for (const effect of response.effects) this.#apply(effect)
    this.effects.push(...response.effects)
    return response
  }

  says = (text: string, after = MINUTE): Heard => this.does({ kind: 'text', text }, after)

  taps = (id: string): Heard => this.does({ kind: 'choice', id })

  /** Everything that is kept of the registration form. */
  get answers(): Answers {
    return (this.memory.drafts.daftar as { answers?: Answers } | undefined)?.answers ?? {}
  }

  get sent(): Extract<Effect, { kind: 'submitRegistration' }>[] {
    return this.effects.filter((effect) => effect.kind === 'submitRegistration')
  }

  #setting(): Setting {
    return {
      from: { channel: 'telegram', account: '42', chatId: 'p1' },
      person: this.person,
      now: this.now,
      today: this.now.toISOString().slice(0, 10),
      freshNumber: `LA-2026-${String(++this.#numbers).padStart(6, '0')}`,
      freshCode: '48217359',
      knowledge: this.#options.knowledge ?? stage.knowledge,
      mind: this.#options.mind ?? stage.mind,
    }
  }

  /** What the store would make of it. */
  #apply(effect: Effect): void {
    const { person } = this
    switch (effect.kind) {
      case 'recordConsent':
        person.consents = [...person.consents, { kind: effect.consent, version: effect.version, givenAt: this.now }]
        return
      case 'withdrawConsent':
        person.consents = []
        return
      case 'submitRegistration': {
        const { number, schemes, answers } = effect
        const others = person.registrations.filter((registration) => registration.number !== number)
        person.registrations = [
          ...others,
          { number, stage: 'terdaftar', schemes, answers: JSON.parse(JSON.stringify(answers)), submittedAt: this.now },
        ]
        return
      }
      case 'withdrawRegistration':
        person.registrations = person.registrations.filter(({ number }) => number !== effect.number)
        return
      case 'messages':
        person.stopped = !effect.wanted
        return
      case 'forgetPerson':
        this.person = { id: `${person.id}-anew`, consents: [], registrations: [], stopped: false }
        this.memory = { session: newSession(), drafts: {} }
    }
  }
}

/** A memory as the database gives it back. */
function throughJson(memory: Memory): Memory {
  const { session, drafts } = JSON.parse(JSON.stringify(memory)) as Memory
  return { session: Session.parse(session), drafts }
}

/** All that was heard, as it is read. */
export const textOf = ({ replies }: Pick<Heard, 'replies'>): string =>
  replies.map(({ text }) => plainText(text)).join('\n')
