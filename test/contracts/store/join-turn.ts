/** Shows, types and says yes to a join code, each in one turn of a chat. */
import { expect } from 'vitest'
import type { Notice, OpenChat, TurnTransaction } from '../../../src/app/store.ts'
import type { ChatAddress } from '../../../src/domain/chat.ts'
import type { Effect } from '../../../src/domain/effect.ts'
import type { JoinFound } from '../../../src/domain/joining.ts'
import type { StoreProcess } from '../store-contract.ts'
import { chatOf, said, turn } from './turn.ts'

export const [HERE, THERE] = [chatOf('here'), chatOf('there')]
export const CODE = '48217359'
export const MINUTE = 60_000

/** One turn of a chat, in which it may look something up; others that wait are left waiting. */
export async function inChat<T>(
  { turns }: StoreProcess,
  from: ChatAddress,
  work: (tx: TurnTransaction, chat: OpenChat) => Promise<T>,
): Promise<T | undefined> {
  const event = said('halo', from)
  return turns.takeNew([event], async (tx) => {
    const chat = tx.chats[0]!
    const result = await work(tx, chat)
    const closed = chat.events.map(({ row }) => ({ row, outcome: 'answered' as const }))
    await tx.save([{ chat, memory: chat.memory, closed, outgoing: [] }])
    return result
  })
}

export async function types(process: StoreProcess, code: string | undefined, from = HERE, now = new Date()) {
  const found = await inChat(process, from, (tx, chat) => tx.look(chat, { kind: 'joining', code }, now))
  return found as JoinFound & { kind: 'joining' }
}

export const shows = (process: StoreProcess, from = THERE, code = CODE, until = new Date(Date.now() + 10 * MINUTE)) =>
  turn(process, { effects: [{ kind: 'showJoinCode', code, until }] }, from)

export const claims = (process: StoreProcess, from = HERE, code = CODE) =>
  turn(process, { effects: [{ kind: 'claimJoinCode', code }] }, from)

/** What a yes does. */
export async function joins(process: StoreProcess, drafts: object = {}, withdraws?: string, from = HERE) {
  return inChat(process, from, async (tx, chat) => {
    const found = (await tx.look(chat, { kind: 'joining', code: undefined }, new Date())) as JoinFound
    if (found.outcome !== 'open') return { found, notices: [] as Notice[] }
    const effect = {
      kind: 'joinPeople',
      other: found.there.person.id,
      withdraws,
      drafts: { ...drafts },
    } satisfies Effect
    return { found, notices: await tx.apply(chat, chat.events[0]!, effect, new Date()) }
  })
}

export async function joined(process: StoreProcess, drafts: object = {}, withdraws?: string) {
  await shows(process)
  await claims(process)
  const done = await joins(process, drafts, withdraws)
  expect(done!.found.outcome).toBe('open')
  return done!
}
