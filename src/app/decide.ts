/** Inbox → decision → outbox: one transaction over the chats that have something open. */
import type { Reply } from '../domain/chat.ts'
import { dayIn } from '../domain/day.ts'
import { type FirstAnswer, usualMinutes } from '../domain/opening.ts'
import type { Memory } from '../domain/session.ts'
import { newSession } from '../domain/session.ts'
import { respond } from '../flows/engine.ts'
import type { Setting } from '../flows/flow.ts'
import { inGroup } from '../flows/group.ts'
import { noticeReply } from '../flows/notices.ts'
import type { FlowBook, Response } from '../flows/talk.ts'
import type { Mind } from '../knowledge/mind.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { admit } from './flood.ts'
import type { Log } from './log.ts'
import type { Meter } from './meter.ts'
import type { Clock } from './ports.ts'
import type { Decided, Notice, OpenChat, OpenEvent, Outgoing, TurnTransaction } from './store.ts'

export type Brain = {
  book: FlowBook
  knowledge: Knowledge
  mind: Mind
  clock: Clock
  freshNumber: () => string
  /** A join code, see domain/joining.ts. */
  freshCode: () => string
  /** See Place; without it there are no upload links. */
  freshUpload?: (() => { link: string; token: string } | undefined) | undefined
  log: Log
  meter: Meter
}

const APOLOGY: Reply = {
  text: 'Maaf, Kak, ada gangguan di pihak saya. Jawaban Kakak yang sebelumnya tetap tersimpan. Coba kirim lagi, atau ketik *menu*.',
}

const MAX_LOOKUPS = 3

type StaffChat = Awaited<ReturnType<TurnTransaction['staffChats']>>[number]

/** Decides every open event of these chats; nothing is saved yet. */
export async function decideChats(brain: Brain, tx: TurnTransaction): Promise<Decided[]> {
  const decided: Decided[] = []
  for (const chat of tx.chats) decided.push(await decideChat(brain, tx, chat))
  return decided
}

async function decideChat(brain: Brain, tx: TurnTransaction, chat: OpenChat): Promise<Decided> {
  const { events, refused, notice } = admit(chat)
  const decided: Decided = {
    chat,
    memory: chat.memory,
    closed: refused.map((event) => ({ row: event.row, outcome: 'flood' })),
    outgoing: [],
  }
  if (notice) decided.outgoing.push({ chat: chat.id, kind: 'reply', reply: notice })
  const [back] = events.filter(({ input }) => input.kind !== 'left' && input.kind !== 'fetched')
  if (chat.left && back) await tx.apply(chat, back, { kind: 'chatState', state: 'open' }, brain.clock())
  let soft: Outgoing[] = []
  for (const event of events) {
    const { response, failed } = await decideEvent(brain, tx, chat, decided.memory, event)
    decided.memory = response.memory
    decided.closed.push({ row: event.row, outcome: failed ? 'failed' : 'answered' })
    const replies = response.replies.map((reply): Outgoing => ({ chat: chat.id, kind: 'reply', reply }))
    if (!response.soft && replies.length > 0)
      decided.outgoing = decided.outgoing.filter((message) => !soft.includes(message))
    soft = response.soft ? [...soft, ...replies] : []
    decided.outgoing.push(...replies)
    if (response.effects.length === 0) continue
    const notices = await carryOut(brain, tx, decided, event, response) // may replace what is outgoing
    decided.outgoing.push(...notices)
    break // what follows is decided in the next transaction, which sees what these effects changed
  }
  return decided
}

/** Closes events that could not be saved again and again; what was stored before stays. */
export function giveUp(chat: OpenChat): Decided {
  return {
    chat,
    memory: chat.memory,
    closed: chat.events.map((event) => ({ row: event.row, outcome: 'failed' })),
    outgoing: [{ chat: chat.id, kind: 'reply', reply: APOLOGY }],
  }
}

/** A bug in a flow must not leave a person without an answer, nor others waiting: it is reported, and apologised for. */
async function decideEvent(
  brain: Brain,
  tx: TurnTransaction,
  chat: OpenChat,
  memory: Memory,
  event: OpenEvent,
): Promise<{ response: Response; failed: boolean }> {
  try {
    const place = placeOf(brain, tx, chat)
    if (event.group && event.input.kind !== 'fetched')
      return { response: { memory, replies: inGroup(place, event.input), effects: [], soft: false }, failed: false }
    let response = respond(brain.book, memory, event.input, place)
    for (let n = 0; response.lookup && n < MAX_LOOKUPS; n++) {
      const found = await tx.look(chat, response.lookup, place.now)
      const input = { kind: 'found' as const, found, asker: response.asker }
      const next = respond(brain.book, response.memory, input, place)
      response = {
        ...next,
        replies: [...response.replies, ...next.replies],
        effects: [...response.effects, ...next.effects],
      }
    }
    return { response, failed: false }
  } catch (error) {
    brain.log.error({ event: event.row, error: describe(error) }, 'a flow failed')
    return { response: { memory, replies: [APOLOGY], effects: [], soft: false }, failed: true }
  }
}

/** The message of an error may quote what a person wrote: only its kind and place are logged. */
export function describe(error: unknown): { name: string; at: string | undefined } {
  const { name, stack } = error instanceof Error ? error : new Error()
  return {
    name,
    at: stack
      ?.split('\n')
      .find((line) => line.trimStart().startsWith('at '))
      ?.trim(),
  }
}

function placeOf(brain: Brain, tx: TurnTransaction, chat: OpenChat): Setting {
  const { knowledge, mind } = brain
  const now = brain.clock()
  return {
    from: chat.address,
    person: chat.person,
    now,
    today: dayIn(knowledge.office.zone, now),
    freshNumber: brain.freshNumber(),
    freshCode: brain.freshCode(),
    freshUpload: brain.freshUpload?.(),
    knowledge,
    mind,
    answersIn: answersIn(knowledge, tx.firstAnswers),
  }
}

const counted = new WeakMap<readonly FirstAnswer[], number | undefined>()

/** Worked out once for each list, not for each turn. */
function answersIn({ office }: Knowledge, answers: readonly FirstAnswer[]): number | undefined {
  if (!counted.has(answers)) counted.set(answers, usualMinutes(office, answers))
  return counted.get(answers)
}

/** Carries out the effects and words the notices that follow from them. */
async function carryOut(
  brain: Brain,
  tx: TurnTransaction,
  decided: Decided,
  event: OpenEvent,
  { effects, replies }: Response,
): Promise<Outgoing[]> {
  const { chat } = decided
  const { id } = chat.person
  const notices: Notice[] = []
  for (const effect of effects) notices.push(...(await tx.apply(chat, event, effect, brain.clock())))
  if (chat.person.id !== id) {
    chat.memory = { session: newSession(), drafts: {} }
    decided.memory = chat.memory
    decided.outgoing = decided.outgoing.filter(({ reply }) => replies.includes(reply)) // what was said before may quote what is gone
  }
  /** Whoever said it knows of it; who sees a file where it was sent needs no other copy of it. */
  const hears = (one: StaffChat, notice: Notice) =>
    one.id !== chat.id &&
    (notice.to !== 'admins' || one.role === 'admin') &&
    !(notice.about === 'file' && one.channel === notice.file.channel)
  const staff = notices.some((notice) => notice.to !== 'person') ? await tx.staffChats() : []
  return notices.flatMap((notice) => {
    const reply = noticeReply(brain.knowledge, notice)
    const chats = notice.to === 'person' ? [notice.chat] : staff.filter((one) => hears(one, notice)).map(({ id }) => id)
    return chats.map((to): Outgoing => ({ chat: to, kind: 'notice', reply }))
  })
}
