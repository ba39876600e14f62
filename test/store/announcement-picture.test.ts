import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startDue } from '../../src/store/announcements/making.ts'
import { keepPicture, putAway, wantPicture } from '../../src/store/announcements/picture.ts'
import { makeFiles } from '../../src/store/files/kept-files.ts'
import { forgetPerson } from '../../src/store/forget.ts'
import { enforceRetention } from '../../src/store/retention.ts'
import { MemoryShelf } from '../memory-shelf.ts'
import { stage } from '../theatre.ts'
import { BOT, World } from './announcements-world.ts'

const ID = '00000000-0000-4000-8000-0000000000aa'
let world: World
let shelf: MemoryShelf
beforeAll(async () => {
  world = await World.open()
})
afterEach(() => world.clear())
afterAll(() => world.close())

const files = () => makeFiles({ db: world.db, shelf, accounts: () => [BOT], instance: 1 })

/** An announcement by somebody who sent a picture in their chat. */
async function made(): Promise<{ id: number; writer: string }> {
  shelf = new MemoryShelf()
  const writer = await world.person()
  await world.person()
  const [chat] = await world.sql<{ id: string }>("SELECT id FROM chats WHERE chat_id = '1'")
  const id = await world.make('denah')
  const file = { ref: 'photo:1', mime: 'image/jpeg', bytes: 10, channel: 'telegram' as const }
  await world.db.transaction((client) =>
    wantPicture(client, world.db.keys, { id: ID, announcement: id, chat: chat!.id, file }),
  )
  return { id, writer }
}

describe('the picture of an announcement', () => {
  it('is waited for, told to its writer, outlives the writer’s own data, and goes some time after the end', async () => {
    const { id, writer } = await made()
    expect(await startDue(world.db, new Date())).toEqual([])
    const [wanted] = await files().claim(10, [])
    expect(wanted).toMatchObject({ id: ID, announcement: id, purpose: 'pengumuman' })
    await files().keep(wanted!, Buffer.from('denah'), 'image/jpeg')
    expect(await world.sql('SELECT event_id FROM inbox')).toEqual([{ event_id: `berkas:${ID}` }])
    expect(await startDue(world.db, new Date())).toEqual([id])
    await world.db.transaction((client) => forgetPerson(client, world.db.keys, writer, 'x'))
    expect((await files().open(ID))?.toString()).toBe('denah')
    const { retention } = stage.knowledge.office
    const later = new Date(Date.now() + (retention.messageDays + 1) * 86_400_000)
    await enforceRetention(world.db, retention, later)
    expect(await files().open(ID)).toBeDefined()
    await world.sql("UPDATE announcements SET state = 'selesai', ended_at = now()")
    await enforceRetention(world.db, retention, later)
    await files().sweep()
    expect(shelf.kept.size).toBe(0)
  })

  it('that cannot be had keeps it from starting', async () => {
    await made()
    const [wanted] = await files().claim(10, [])
    await files().refuse(wanted!, 'gone')
    expect(await startDue(world.db, new Date())).toEqual([])
  })

  it('may come from the office’s computer', async () => {
    shelf = new MemoryShelf()
    await world.person()
    const id = await world.make('denah')
    const own = await putAway(shelf, { bytes: Buffer.from('denah'), mime: 'image/png', name: 'denah.png' })
    await world.db.transaction((client) => keepPicture(client, world.db.keys, id, own))
    expect((await files().open(own.file.kept))?.toString()).toBe('denah')
    expect(await startDue(world.db, new Date())).toEqual([id])
  })
})
