/** What is behind a code that was typed. */
import type { OpenChat } from '../app/store.ts'
import type { Channel } from '../domain/chat.ts'
import type { JoinFound } from '../domain/joining.ts'
import type { Client } from './database.ts'
import { type CodeRow, findCode, triesLeft } from './join-codes.ts'
import { type Loading, loadPerson } from './open-chats.ts'

/** `chats`: all that this transaction decides; one of them may be the other chat. */
export async function findJoining(
  client: Client,
  loading: Loading,
  { chat, chats, now }: { chat: OpenChat; chats: readonly OpenChat[]; now: Date },
  code: string | undefined,
): Promise<JoinFound> {
  const left = await triesLeft(client, chat.id, now)
  if (code !== undefined && left === 0) return { outcome: 'limited' }
  const found = await findCode(client, loading.keys, chat.id, code)
  const refused = refusal(found, chat, now)
  if (refused === 'wrong' || refused === 'old')
    return { outcome: refused, triesLeft: code === undefined ? left : left - 1 }
  if (refused) return { outcome: refused }
  const person = found!.person_id
  const isInHand = chats.some((other) => other.person.id === person)
  if (isInHand || !(await lockPerson(client, person, found!.chat))) return { outcome: 'busy' }
  return { outcome: 'open', ...(await readOther(client, loading, chat, found!.chat)) }
}

function refusal(found: CodeRow | undefined, chat: OpenChat, now: Date) {
  if (!found) return 'wrong' as const
  if (found.chat === chat.id) return 'own' as const
  if (found.person_id === chat.person.id) return 'joined' as const
  if (found.used_at || (found.claimed_by && found.claimed_by !== chat.id)) return 'used' as const
  return found.expires_at <= now ? ('old' as const) : undefined
}

/**
 * The other person and all their chats, as decisions lock them. Never waits: two processes that join the other way round
 * would wait for each other. False: somebody else has one of them in hand, or the chat has meanwhile become another's.
 */
async function lockPerson(client: Client, person: string, chat: string): Promise<boolean> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT c.id FROM chats c JOIN people p ON p.id = c.person_id WHERE p.id = $1 FOR NO KEY UPDATE OF c, p SKIP LOCKED`,
    [person],
  )
  const { rows: all } = await client.query<{ id: string }>('SELECT id FROM chats WHERE person_id = $1', [person])
  return rows.length === all.length && rows.some(({ id }) => id === chat)
}

async function readOther(client: Client, loading: Loading, here: OpenChat, chat: string) {
  const there = await loadPerson(client, loading, chat)
  const { rows } = await client.query<{ person_id: string; flow: string; updated_at: Date }>(
    'SELECT person_id, flow, updated_at FROM drafts WHERE person_id = ANY($1::uuid[])',
    [[here.person.id, there.person.id]],
  )
  const touched = (person: string) =>
    Object.fromEntries(rows.filter((row) => row.person_id === person).map((row) => [row.flow, row.updated_at]))
  const { rows: channels } = await client.query<{ channel: Channel }>('SELECT channel FROM chats WHERE id = $1', [chat])
  return {
    channel: channels[0]!.channel,
    there: { ...there, at: touched(there.person.id) },
    hereAt: touched(here.person.id),
  }
}
