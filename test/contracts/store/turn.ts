/** The shortest way to say something to a store and have it decided. */
import type { Claimed, Decided, Notice, OpenChat, TurnTransaction } from '../../../src/app/store.ts'
import type { ChatAddress, ChatEvent } from '../../../src/domain/chat.ts'
import type { Effect } from '../../../src/domain/effect.ts'
import type { Drafts } from '../../../src/domain/session.ts'
import type { StoreProcess } from '../store-contract.ts'

export const chatOf = (chatId: string, account = '42'): ChatAddress => ({ channel: 'telegram', account, chatId })

let events = 0

export function said(text: string, from = chatOf('siti'), id = `e${++events}`): ChatEvent {
  return { id, from, at: new Date('2026-11-24T02:00:00Z'), group: false, input: { kind: 'text', text } }
}

/** What a test decides for a chat; whatever is left out stays as it was. */
export type Decision = {
  replies?: string[]
  /** Messages to other chats, by the store's own id. */
  notices?: { chat: string; text: string }[]
  effects?: Effect[]
  note?: unknown
  drafts?: Drafts
}

export type Turned = { handed: Claimed[]; notices: Notice[]; chats: OpenChat[] }

type Decide = (chat: OpenChat) => Decision | Promise<Decision>

/** One transaction: decides every chat that has something open. undefined: there was none. */
export function decideAll({ turns }: StoreProcess, decide: Decide, limit = 100): Promise<Turned | undefined> {
  return turns.take(limit, deciding(decide))
}

/** One transaction: writes these events down and decides their chats. undefined: none of them could be decided. */
export function decideNew(
  { turns }: StoreProcess,
  events: ChatEvent[],
  decide: Decide = () => ({}),
): Promise<Turned | undefined> {
  return turns.takeNew(events, deciding(decide))
}

const deciding = (decide: Decide) => async (tx: TurnTransaction) => {
  const decided: Decided[] = []
  const told: Notice[] = []
  for (const chat of tx.chats) {
    const { replies = [], notices = [], effects = [], note, drafts } = await decide(chat)
    for (const effect of effects) told.push(...(await tx.apply(chat, chat.events[0]!, effect, new Date())))
    const { session } = chat.memory
    decided.push({
      chat,
      memory: {
        session: note === undefined ? session : { ...session, notes: { note } },
        drafts: drafts ?? chat.memory.drafts,
      },
      closed: chat.events.map(({ row }) => ({ row, outcome: 'answered' })),
      outgoing: [
        ...replies.map((text) => ({ chat: chat.id, kind: 'reply' as const, reply: { text } })),
        ...notices.map(({ chat: to, text }) => ({ chat: to, kind: 'notice' as const, reply: { text } })),
      ],
    })
  }
  return { handed: await tx.save(decided), notices: told, chats: tx.chats }
}

/** Somebody says something, and this is what is decided about it. */
export async function turn(process: StoreProcess, decision: Decision, from = chatOf('siti')): Promise<Turned> {
  await process.turns.receive([said('halo', from)])
  const turned = await decideAll(process, () => decision)
  if (!turned) throw new Error('There was nothing to decide.')
  return turned
}

/** What the store knows of this chat now. */
export async function look(process: StoreProcess, from = chatOf('siti')): Promise<OpenChat> {
  const { chats } = await turn(process, {}, from)
  return chats.find(({ address }) => address.chatId === from.chatId && address.account === from.account)!
}

/** Queues messages to one chat, as if the process that decided them could not send them itself. */
export async function queue(process: StoreProcess, texts: string[], from = chatOf('siti')): Promise<void> {
  const { handed } = await turn(process, { replies: texts }, from)
  await process.outbox.settle(
    handed.map(({ row }) => ({ row, state: 'queued', afterMs: 0, reason: 'given back', repeated: false })),
  )
}

export const texts = (claimed: readonly Claimed[]): string[] => claimed.map(({ reply }) => reply.text)
