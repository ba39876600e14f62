import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { playGolden } from './golden.ts'
import type { Said } from './theatre.ts'
import { lostOnWhatsApp } from './whatsapp-cloud/on-whatsapp.ts'

const dir = new URL('./chats/', import.meta.url).pathname

/**
 * A golden chat is compared line by line; `npx vitest run test/chats.test.ts -u` rewrites it, and the diff is the review.
 * Nothing of it may get lost on WhatsApp, whose buttons are fewer and smaller.
 */
describe('golden chats', () => {
  for (const name of readdirSync(dir).filter((file) => file.endsWith('.chat')))
    it.concurrent(name, async ({ expect }) => {
      const file = join(dir, name)
      const lost: string[] = []
      const heard = ({ reply }: Said) => void lost.push(...lostOnWhatsApp(reply))
      const played = await playGolden(readFileSync(file, 'utf8'), { heard })
      await expect(played).toMatchFileSnapshot(file)
      expect(lost).toEqual([])
    })
})

/** Where there are no buttons, as on WhatsApp, the number of a choice leads to the same. */
describe('golden chats without buttons', () => {
  for (const name of readdirSync(dir).filter((file) => file.endsWith('.chat'))) {
    const script = readFileSync(join(dir, name), 'utf8')
    if (script.includes('> [ketuk '))
      it.concurrent(name, async ({ expect }) => expect(await playGolden(script, { typed: true })).toBe(script))
  }
})
