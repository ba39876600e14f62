/** pg-boss: a job a recipient, fetched in batches as its documentation advises for speed. */
import PgBoss from 'pg-boss'
import { AT_ONCE, chats, DATABASE_URL, go, send, stay } from './world.ts'

const QUEUE = 'announcement'
/** Rows of one insert. */
const PAGE = 5000

const boss = new PgBoss({ connectionString: DATABASE_URL, supervise: false, schedule: false })
boss.on('error', (error) => console.error(error))
await boss.start()
await boss.createQueue(QUEUE)
await go()
for (let at = 0; at < chats.length; at += PAGE)
  await boss.insert(chats.slice(at, at + PAGE).map((chat) => ({ name: QUEUE, data: { chat } })))
await work()
await stay()

/** Fetches without its half second between two polls, which would be all that is measured. */
async function work(): Promise<void> {
  for (;;) {
    const jobs = await boss.fetch<{ chat: number }>(QUEUE, { batchSize: 4 * AT_ONCE })
    if (jobs.length === 0) return
    let next = 0
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < jobs.length) await send(jobs[next++]!.data.chat)
      }),
    )
    await boss.complete(
      QUEUE,
      jobs.map(({ id }) => id),
    )
  }
}
