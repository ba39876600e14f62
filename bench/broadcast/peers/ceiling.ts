/** The most that grammY sends on this machine: no database, no ledger, many requests at once. */
import { AT_ONCE, chats, go, send, stay } from './world.ts'

await go()
let next = 0
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (next < chats.length) await send(chats[next++]!)
  }),
)
await stay()
