import type { Clock } from '../app/ports.ts'
import type { Account, OpenChat, Turns, TurnTransaction } from '../app/store.ts'
import { applyEffect } from './apply-effect.ts'
import type { Client, Database } from './database.ts'
import { recentAnswers } from './first-answers.ts'
import { makeInbox } from './inbox.ts'
import { lookUp } from './look-up.ts'
import { type Loading, openThese, openWaiting } from './open-chats.ts'
import { saveTurns } from './save-turns.ts'
import { staffChats } from './staff-chat.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export type TurnsParts = {
  accounts: () => Account[]
  /** This process's claim on the messages it sends (see instance.ts); undefined: it sends none. */
  instance: number | undefined
  clock: Clock
  /** Drafts that were not touched for so long are as good as gone. */
  draftDays: number
}

export function makeTurns(db: Database, { accounts, instance, clock, draftDays }: TurnsParts): Turns {
  const inbox = makeInbox(db)
  const answers = recentAnswers()
  const loading = (): Loading => ({
    keys: db.keys,
    instance,
    draftsSince: new Date(clock().getTime() - draftDays * DAY_MS),
  })
  /** One transaction over the chats that `open` locks and loads. */
  function decide<T>(open: (client: Client) => Promise<OpenChat[]>, work: (tx: TurnTransaction) => Promise<T>) {
    return db.transaction(async (client, commit) => {
      const chats = await open(client)
      if (chats.length === 0) return undefined
      const firstAnswers = await answers(client, clock())
      return work({ ...turnTransaction({ client, commit }, chats, loading(), accounts(), clock), firstAnswers })
    })
  }
  return {
    async receive(events) {
      if (events.length > 0) await inbox.write(db.pool, events, await inbox.chatsOf(events))
    },
    take: (limit, work) => decide((client) => openWaiting(client, loading(), accounts(), limit), work),
    async takeNew(events, work) {
      const chats = await inbox.chatsOf(events)
      const open = async (client: Client) => {
        const [, opened] = await Promise.all([inbox.write(client, events, chats), openThese(client, loading(), chats)])
        return opened
      }
      return decide(open, work)
    },
    async failed(rows) {
      await db.pool.query('UPDATE inbox SET attempts = attempts + 1 WHERE id = ANY($1::bigint[])', [rows])
    },
  }
}

function turnTransaction(
  { client, commit }: { client: Client; commit: () => Promise<unknown> },
  chats: TurnTransaction['chats'],
  loading: Loading,
  accounts: Account[],
  clock: Clock,
): Omit<TurnTransaction, 'firstAnswers'> {
  const { keys, instance, draftsSince } = loading
  return {
    chats,
    look: (chat, lookup, now) => lookUp(client, loading, { chat, chats, now }, lookup),
    apply: (chat, event, effect, now) => applyEffect({ client, keys, chat, event, now, accounts, draftsSince }, effect),
    save: (decided) => saveTurns({ client, commit, keys, instance, now: clock() }, decided),
    staffChats: () => staffChats({ client, accounts }),
  }
}
