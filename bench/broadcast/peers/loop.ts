/** What a bot's author writes first: one after another. */
import { chats, go, send, stay } from './world.ts'

await go()
for (const chat of chats) await send(chat)
await stay()
