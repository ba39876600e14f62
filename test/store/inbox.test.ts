import { expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { makeInbox } from '../../src/store/inbox.ts'
import { makeKeyring } from '../../src/store/keyring.ts'
import { chatOf, said } from '../contracts/store/turn.ts'
import { freshDatabase } from '../fresh-database.ts'

it('finds every chat, however many more there are than it remembers', async () => {
  const { url, drop } = await freshDatabase()
  const keys = makeKeyring(() => [Buffer.alloc(32, 1)])
  const db = openDatabase(url, keys, () => {})
  const inbox = makeInbox(db, 4)
  const chats = Array.from({ length: 12 }, (_, i) => chatOf(`orang ${i}`))
  let sent = 0
  for (let to = 0; to <= chats.length; to++) {
    const events = [...chats.slice(0, 2), ...chats.slice(Math.max(0, to - 3), to)].map((chat) => said('x', chat))
    await inbox.write(db.pool, events, await inbox.chatsOf(events))
    sent += events.length
  }
  const { rows } = await db.pool.query<{ chat_id: string; n: number }>(
    'SELECT c.chat_id, count(*)::int AS n FROM inbox i JOIN chats c ON c.id = i.chat GROUP BY 1',
  )
  expect(rows).toHaveLength(chats.length)
  expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(sent)
  await db.close()
  await drop()
})
