import type { ChatAddress, ChatEvent } from '../domain/chat.ts'
import type { Client, Database } from './database.ts'

const keyOf = (a: ChatAddress) => `${a.channel}\0${a.account}\0${a.chatId}`

/** Chat rows are never deleted, so their ids may be remembered. Bounded: the oldest half goes when it is full. */
const MAX_KNOWN = 50_000

export type Inbox = {
  /** The ids of the chats these events came from, in their order; chats that are new are made. */
  chatsOf(events: readonly ChatEvent[]): Promise<string[]>
  /** Writes the events of these chats down, each once; a redelivery changes nothing. */
  write(client: Queryable, events: readonly ChatEvent[], chats: readonly string[]): Promise<unknown>
}

type Queryable = Pick<Client, 'query'> | Database['pool']

export function makeInbox(db: Database, maxKnown = MAX_KNOWN): Inbox {
  const known = new Map<string, string>()

  function remember(address: ChatAddress, id: string) {
    if (known.size >= maxKnown) for (const key of [...known.keys()].slice(0, maxKnown / 2)) known.delete(key)
    known.set(keyOf(address), id)
  }

  return {
    async chatsOf(events) {
      const ids = new Map(events.map((e) => [keyOf(e.from), known.get(keyOf(e.from))])) // what is known may go meanwhile
      const missing = new Map(events.filter((e) => !ids.get(keyOf(e.from))).map((e) => [keyOf(e.from), e.from]))
      const found = (address: ChatAddress, id: string) => {
        ids.set(keyOf(address), id)
        remember(address, id)
      }
      if (missing.size > 0) await findChats(db, [...missing.values()], found)
      return events.map((e) => ids.get(keyOf(e.from))!)
    },
    write: (client, events, chats) =>
      client.query({
        name: 'inbox-receive',
        text: `INSERT INTO inbox (chat, event_id, at, body)
               SELECT * FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::bytea[])
               ON CONFLICT (chat, event_id) DO NOTHING`,
        values: [
          chats,
          events.map((e) => e.id),
          events.map((e) => e.at),
          events.map((e) => db.keys.seal('inbox', { input: e.input, group: e.group })),
        ],
      }),
  }
}

/** Finds the chats, and makes those that are new, each with a person of its own. */
async function findChats(
  db: Database,
  addresses: ChatAddress[],
  found: (address: ChatAddress, id: string) => void,
): Promise<void> {
  const values = [addresses.map((a) => a.channel), addresses.map((a) => a.account), addresses.map((a) => a.chatId)]
  await db.transaction(async (client) => {
    await client.query({
      text: `WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) w(channel, account, chat_id)),
                  fresh AS (SELECT w.*, gen_random_uuid() AS person FROM wanted w
                            WHERE NOT EXISTS (SELECT FROM chats c WHERE (c.channel, c.account, c.chat_id) = (w.channel, w.account, w.chat_id))),
                  people AS (INSERT INTO people (id) SELECT person FROM fresh)
             INSERT INTO chats (channel, account, chat_id, person_id) SELECT channel, account, chat_id, person FROM fresh
             ON CONFLICT DO NOTHING`,
      values,
    })
    const { rows } = await client.query<{
      id: string
      channel: ChatAddress['channel']
      account: string
      chat_id: string
    }>({
      text: `SELECT c.id, c.channel, c.account, c.chat_id FROM chats c
             JOIN unnest($1::text[], $2::text[], $3::text[]) w(channel, account, chat_id) USING (channel, account, chat_id)`,
      values,
    })
    for (const row of rows) found({ channel: row.channel, account: row.account, chatId: row.chat_id }, row.id)
  })
}
