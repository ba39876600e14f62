/** graphile-worker: a job a recipient, with its local queue and batched completion as its documentation advises for speed. */
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import { AT_ONCE, chats, DATABASE_URL, go, send, stay } from './world.ts'

/** Rows of one insert. */
const PAGE = 5000
const quiet = new Logger(() => () => {})

const utils = await makeWorkerUtils({ connectionString: DATABASE_URL, logger: quiet })
await utils.migrate()
await go()
for (let at = 0; at < chats.length; at += PAGE)
  await utils.addJobs(chats.slice(at, at + PAGE).map((chat) => ({ identifier: 'announce', payload: { chat } })))
await run({
  connectionString: DATABASE_URL,
  concurrency: AT_ONCE,
  logger: quiet,
  preset: { worker: { localQueue: { size: 4 * AT_ONCE }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  taskList: { announce: async (payload) => void (await send((payload as { chat: number }).chat)) },
})
await stay()
