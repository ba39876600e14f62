import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Claimed } from '../../src/app/store.ts'
import { progressReply } from '../../src/flows/announcing/progress.ts'
import { tellProgress } from '../../src/store/announcements/progress.ts'
import { steer } from '../../src/store/announcements/steering.ts'
import { makeOutbox } from '../../src/store/outbox.ts'
import { BOT, World } from './announcements-world.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterEach(() => world.clear())
afterAll(() => world.close())

/** Made in the chat of the first person; it began five seconds ago. */
async function running(channel = 'telegram'): Promise<number> {
  await world.people(100)
  await world.sql('UPDATE chats SET channel = $1 WHERE id = 1', [channel])
  const id = await world.announce('halo')
  await world.sql("UPDATE announcements SET made_in = 1, started_at = now() - interval '5 seconds'")
  return id
}

const settled = (percent: number) =>
  world.sql(
    `UPDATE outbox SET state = 'sent', settled_at = now() WHERE id IN (
       SELECT id FROM outbox WHERE announcement IS NOT NULL ORDER BY id LIMIT $1)`,
    [percent],
  )
/** As if so many seconds had passed. */
const wait = (seconds: number) =>
  world.sql("UPDATE announcements SET progress_at = progress_at - $1 * interval '1 second'", [seconds])

const tells = () => tellProgress(world.db, progressReply)
/** What leaves now, sent as message `platformId`. */
async function leaves(platformId: string): Promise<Claimed[]> {
  const outbox = makeOutbox(world.db, () => [BOT, { channel: 'whatsapp', account: '42' }], 1)
  const claimed = await outbox.claim(10)
  await outbox.settle(claimed.map(({ row }) => ({ row, state: 'sent', platformId })))
  return claimed
}

describe('the progress of an announcement', () => {
  it('is told by one message that changes, at most every few seconds, by one process, until the end', async () => {
    const id = await running()
    expect((await Promise.all([tells(), tells(), tells()])).sort()).toEqual([0, 0, 1])
    const [first] = await leaves('77')
    expect(first).toMatchObject({ kind: 'notice', reply: { text: expect.stringContaining('0 dari 100 penerima') } })
    expect(first!.edits).toBeUndefined()
    await settled(40)
    expect(await tells()).toBe(0)
    await wait(5)
    expect((await Promise.all([tells(), tells()])).sort()).toEqual([0, 1])
    const [change] = await leaves('77')
    expect(change).toMatchObject({ edits: '77', reply: { text: expect.stringContaining('40%') } })
    await wait(5)
    expect(await tells()).toBe(0) // nothing is new
    await steer(world.db.pool, id, 'dijeda', 'x')
    await wait(5)
    expect(await tells()).toBe(1)
    expect((await leaves('77'))[0]!.reply.text).toContain('dijeda')
    await world.sql("UPDATE announcements SET state = 'selesai', ended_at = now()")
    await settled(100)
    await wait(5)
    expect(await tells()).toBe(1)
    expect((await leaves('77'))[0]).toMatchObject({ edits: '77', reply: { text: expect.stringContaining('100%') } })
    await wait(5)
    expect(await tells()).toBe(0)
  })

  it('waits for its message, and for the change before', async () => {
    await running()
    await tells()
    await settled(40)
    await wait(5)
    expect(await tells()).toBe(0)
    await leaves('77')
    await wait(5)
    expect(await tells()).toBe(1)
    await settled(60)
    await wait(5)
    expect(await tells()).toBe(0)
  })

  it('is told once, at the half, where nothing can be changed', async () => {
    await running('whatsapp')
    expect(await tells()).toBe(0)
    await settled(50)
    await wait(5)
    expect(await tells()).toBe(1)
    expect(await leaves('x')).toHaveLength(1)
    await settled(80)
    await wait(5)
    expect(await tells()).toBe(0)
  })
})
