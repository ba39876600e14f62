import type { Choice, Reply } from '../domain/chat.ts'
import { draftsWithout } from '../domain/consent.ts'
import type { Lookup } from '../domain/desk.ts'
import type { Effect } from '../domain/effect.ts'
import type { Consent } from '../domain/person.ts'
import type { Drafts, Memory } from '../domain/session.ts'
import type { Flow, Heard, Place, Setting, Turn } from './flow.ts'

export type FlowBook = {
  flows: ReadonlyMap<string, Flow>
  /** Command → the flow it opens. */
  commands: ReadonlyMap<string, string>
}

export type Response = {
  memory: Memory
  replies: Reply[]
  effects: Effect[]
  /** To be looked up and given back as an input of kind `found`. */
  lookup?: Lookup
  /** The flow that asked, where it only speaks in between. */
  asker?: string
  /** Said only because nothing better was found; to be dropped when the person wrote something clearer at once. */
  soft: boolean
}

/** What ends the id of a form's button to change an answer. */
const CHANGE = ':ubah'
const MAX_HANDOVERS = 5 // a longer chain means that two flows send people round in circles

/** One message's way through the flows: runs turns, keeps what they leave, and collects what they say. */
export class Talk {
  readonly replies: Reply[] = []
  readonly effects: Effect[] = []
  /** What a flow may know now, after those that spoke before it in this turn. */
  readonly place: Place
  soft = false
  #lookup: Lookup | undefined
  #asker: string | undefined
  #active: string
  readonly #notes: Record<string, unknown>
  readonly #drafts: Drafts
  readonly #book: FlowBook
  readonly #memory: Memory
  readonly #setting: Setting
  unclear: Memory['session']['unclear']

  constructor(book: FlowBook, memory: Memory, setting: Setting) {
    this.#book = book
    this.#memory = memory
    this.#setting = setting
    this.#active = memory.session.active
    this.#notes = { ...memory.session.notes }
    this.#drafts = { ...memory.drafts }
    this.place = this.#livePlace()
  }

  #livePlace(): Place {
    const live = (get: () => unknown) => ({ get, enumerable: true })
    return Object.defineProperties(
      { ...this.#setting },
      {
        openForms: live(() => this.#openForms()),
        keptForms: live(() => this.#keptForms()),
        visited: live(() => Object.keys(this.#notes)),
        spoken: live(() => this.replies.length > 0),
        about: live(() => this.floor.about?.(this.#stored(this.floor))),
      },
    ) as Place
  }

  /** The flow that has the floor. One that a deploy removed, or that is not for this person, is the menu. */
  get floor(): Flow {
    return this.flow(this.#active)
  }

  /** A form that a deploy removed cannot be gone on with. */
  #keptForms(): Drafts {
    const isForm = (name: string) => this.#book.flows.get(name)?.keeps === 'person'
    return Object.fromEntries(Object.entries(this.#drafts).filter(([name]) => isForm(name)))
  }

  #openForms(): Drafts {
    const isFinished = ([name, draft]: [string, unknown]) =>
      this.#book.flows.get(name)?.isFinished?.(draft, this.place) ?? false
    return Object.fromEntries(Object.entries(this.#keptForms()).filter((kept) => !isFinished(kept)))
  }

  get shown() {
    return this.#memory.session.shown
  }

  /** What was offered last: now, or before an answer that offered nothing. */
  get offered() {
    const { shown, before = [] } = this.#memory.session
    return shown.length > 0 ? shown : before
  }

  /** The form that has left the floor and whose answers can still be changed by what is on the screen. */
  get changeable(): Flow | undefined {
    const id = this.floor.asksAgain ? undefined : this.shown.find((choice) => choice.id.endsWith(CHANGE))?.id
    return id === undefined ? undefined : this.#book.flows.get(id.slice(0, -CHANGE.length))
  }

  get previousUnclear() {
    return this.#memory.session.unclear
  }

  flow(name: string): Flow {
    const flow = this.#book.flows.get(name)
    if (flow && (!flow.staffOnly || this.#setting.person.staff)) return flow
    const menu = this.#book.flows.get('menu')
    if (!menu) throw new Error('The flow book has no menu.')
    return menu
  }

  opens(command: string): Flow | undefined {
    const name = this.#book.commands.get(command)
    return name === undefined ? undefined : this.flow(name)
  }

  /** Does the flow with the floor want these words, whatever they look like? */
  claimed(text: string): boolean {
    return this.floor.claims?.(this.#stored(this.floor), text, this.place) ?? false
  }

  /** What a flow would answer, without keeping it. */
  ask(flow: Flow, heard: Heard | 'enter'): Turn {
    const draft = this.#stored(flow)
    return heard === 'enter' ? flow.enter(draft, this.place) : flow.receive(draft, heard, this.place)
  }

  /** Gives a flow the floor with a turn of its own, and follows where it hands over. */
  take(flow: Flow, first: Turn): void {
    let turn = first
    let speaker = flow
    for (let handovers = 0; ; handovers++) {
      this.#keep(speaker, turn)
      this.#active = turn.draft === undefined || turn.rest ? 'menu' : speaker.name
      if (turn.lookup) this.#active = speaker.name // the answer comes back to the one who asked
      if (!turn.goTo) return
      if (handovers === MAX_HANDOVERS) throw new Error(`Flows hand over in circles: ${speaker.name} → ${turn.goTo}`)
      speaker = this.flow(turn.goTo)
      turn = this.ask(speaker, turn.hands ? { kind: 'handed', answers: turn.hands } : 'enter')
    }
  }

  /** `id` is "<flow>:<choice>"; a flow that is gone becomes the menu, which says what can be done now. */
  choose(id: string): void {
    const at = id.indexOf(':')
    const flow = this.flow(id.slice(0, at))
    this.take(flow, this.ask(flow, { kind: 'choice', id: id.slice(at + 1) }))
  }

  /**
   * Lets another flow speak in between; the floor stays where it was. A form asks its question
   * again, and only its choices are on the screen then, for two numbered lists would be mistaken for each other. What it
   * looks up comes back to it, and the floor waits.
   */
  interrupt(flow: Flow, turn: Turn): void {
    if (turn.goTo) return this.take(flow, turn)
    if (turn.lookup) {
      this.#asker = flow.name
      return this.#keep(flow, turn)
    }
    const { floor } = this
    const returns = floor.asksAgain && floor !== flow
    this.#keep(flow, returns ? withoutChoices(turn) : turn)
    if (returns) this.take(floor, this.ask(floor, 'enter'))
  }

  /** Lets another flow speak before the one that has the floor, whose words end the turn. */
  precede(flow: Flow, turn: Turn): void {
    this.#keep(flow, withoutChoices(turn))
  }

  close(): Response {
    const asked = this.replies.findLast((reply) => reply.choices || reply.text)
    const shown = this.replies.length > 0 ? (asked?.choices ?? []) : this.shown
    return {
      memory: {
        session: {
          active: this.#active,
          notes: this.#notes,
          shown,
          ...this.#before(shown),
          ...(this.unclear ? { unclear: this.unclear } : {}),
        },
        drafts: this.#drafts,
      },
      replies: this.replies,
      effects: this.effects,
      ...(this.#lookup ? { lookup: this.#lookup } : {}),
      ...(this.#asker ? { asker: this.#asker } : {}),
      soft: this.soft,
    }
  }

  #before(shown: readonly Choice[]): Pick<Memory['session'], 'before'> {
    const { session } = this.#memory
    if (shown.length > 0) return {}
    if (this.replies.length > 0) return session.shown.length > 0 ? { before: session.shown } : {}
    return session.before ? { before: session.before } : {}
  }

  #stored(flow: Flow): unknown {
    return flow.keeps === 'person' ? this.#drafts[flow.name] : this.#notes[flow.name]
  }

  #keep(flow: Flow, turn: Turn): void {
    const store = flow.keeps === 'person' ? this.#drafts : this.#notes
    if (turn.draft === undefined) delete store[flow.name]
    else store[flow.name] = turn.draft
    this.replies.push(...turn.replies.map((reply) => addressed(flow, reply)))
    this.effects.push(...(turn.effects ?? []))
    for (const effect of turn.effects ?? []) if (effect.kind === 'withdrawConsent') this.#forgetDrafts(effect.consents)
    this.#lookup = turn.lookup
  }

  /** Without consent nothing that a person began to fill in under it is kept. */
  #forgetDrafts(taken: Consent['kind'][]): void {
    const kept = draftsWithout(this.#drafts, taken)
    for (const flow of Object.keys(this.#drafts)) delete this.#drafts[flow]
    Object.assign(this.#drafts, kept)
  }
}

const withoutChoices = (turn: Turn): Turn => ({
  ...turn,
  replies: turn.replies.map(({ choices: _, ...reply }) => reply),
})

/** A choice carries its flow, so that a tap on last week's message finds its way. */
function addressed(flow: Flow, reply: Reply): Reply {
  if (!reply.choices) return reply
  return {
    ...reply,
    choices: reply.choices.map((c) => ({ ...c, id: c.id.includes(':') ? c.id : `${flow.name}:${c.id}` })),
  }
}
