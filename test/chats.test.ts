import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { playGolden } from './golden.ts'
import type { Said } from './theatre.ts'
import { lostOnWhatsApp } from './whatsapp-cloud/on-whatsapp.ts'

const dir = new URL('./chats/', import.meta.url).pathname

/** Several are played at once, and some go on for simulated weeks, round by round, twice. */
const LONG_MS = 60_000

/**
 * A golden chat is compared line by line; `npx vitest run test/chats.test.ts -u` rewrites it, and the diff is the review.
 * Nothing of it may get lost on WhatsApp, whose buttons are fewer and smaller; and where there are none, the number of a
 * choice leads to the same.
 */
describe('golden chats', () => {
  for (const name of readdirSync(dir).filter((file) => file.endsWith('.chat')))
    it.concurrent(name, { timeout: LONG_MS }, async ({ expect }) => {
      const file = join(dir, name)
      const lost: string[] = []
      const heard = ({ reply }: Said) => void lost.push(...lostOnWhatsApp(reply))
      const script = readFileSync(file, 'utf8')
      const played = await playGolden(script, { heard })
      await expect(played).toMatchFileSnapshot(file)
      expect(lost).toEqual([])
      if (script.includes('> [ketuk ')) expect(await playGolden(script, { typed: true })).toBe(played)
    })
})
