import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileRef } from '../../src/domain/chat.ts'
import { refusal } from './fake/refusal.ts'
import { type CloudHarness, makeHarness } from './harness.ts'

const UNSEEN = 'Pesan untuk petugas\n\n(Ada foto atau berkas yang tidak bisa ditampilkan di sini.)'

describe('a file that a person sent', () => {
  let harness: CloudHarness
  const photo: FileRef = { ref: 'image:77', mime: 'image/jpeg', bytes: 0, channel: 'whatsapp' }
  const send = (file: FileRef) => harness.adapter.send(harness.person, { text: 'Pesan untuk petugas', file })
  const texts = () => harness.fake.seen.map(({ type, text, file }) => file ?? `${type}: ${text}`)

  beforeEach(async () => {
    harness = await makeHarness({ lastHeard: async () => new Date() })
    harness.fake.people.says(harness.person.chatId, 'halo')
    harness.fake.keeps('77', 'image/jpeg', Buffer.from('isi foto'))
  })
  afterEach(() => harness.close())

  it('is fetched and uploaded as our own before it is shown to somebody else', async () => {
    const { platformId } = await send(photo)
    const [shown, words] = harness.fake.seen
    expect(harness.fake.files.get(shown!.file!)).toEqual({
      mime: 'image/jpeg',
      bytes: Buffer.from('isi foto'),
      uploaded: true,
    })
    expect(words).toMatchObject({ type: 'text', text: 'Pesan untuk petugas' })
    expect(platformId).toBe(`${shown!.id},${words!.id}`)
  })

  it('that is gone or too large is spoken of instead', async () => {
    await send({ ...photo, ref: 'image:gone' })
    harness.fake.keeps('77', 'image/jpeg', Buffer.alloc(5_000_001))
    await send(photo)
    expect(texts()).toEqual([`text: ${UNSEEN}`, `text: ${UNSEEN}`])
  })

  it('that we made goes as plain text under its own name, for Meta takes no other text; else it is said to be gone', async () => {
    const file: FileRef = { kept: 'a', once: true, mime: 'application/json', bytes: 2, name: 'data-saya.json' }
    await harness.adapter.send(harness.person, { text: 'Ini salinannya', file }, '1', async () => Buffer.from('{}'))
    const [shown] = harness.fake.seen
    expect(harness.fake.files.get(shown!.file!)).toMatchObject({ mime: 'text/plain', bytes: Buffer.from('{}') })
    expect(JSON.stringify(harness.fake.calls)).toContain('data-saya.json')
    await harness.adapter.send(harness.person, { text: 'Ini salinannya', file }, '2', async () => undefined)
    expect(texts().at(-1)).toMatch(/Ini salinannya\n\n\(Berkasnya tidak bisa dikirim di sini/)
  })

  it('of another channel is spoken of, and not asked for', async () => {
    await send({ ref: 'photo:AgAC-1', mime: 'image/jpeg', bytes: 9 })
    await send({ ...photo, ref: 'photo:AgAC-1' })
    expect(texts()).toEqual([`text: ${UNSEEN}`, `text: ${UNSEEN}`])
    expect(harness.fake.calls.every(({ path }) => path.endsWith('/messages'))).toBe(true)
  })

  it.each([
    ['asking for it', /\/77$/],
    ['fetching it', /\/files\/77$/],
    ['uploading it', /\/media$/],
  ])('is asked for again when %s breaks; in the end the words go without it', async (_, path) => {
    harness.fake.faults.add('cut before', { path })
    harness.fake.faults.add(refusal.trouble(), { path })
    await send(photo)
    expect(texts()).toEqual([expect.stringMatching(/^9\d{3}$/), 'text: Pesan untuk petugas'])
    harness.fake.faults.add(refusal.trouble(), { path, times: 3 })
    await send(photo)
    expect(texts().slice(2)).toEqual([`text: ${UNSEEN}`])
  })

  it('waits with its words where nothing would get through', async () => {
    harness.fake.faults.add(refusal.badToken(), { path: /\/77$/ })
    await expect(send(photo)).rejects.toMatchObject({ verdict: 'try later', retryAfterMs: 600_000 })
    expect(texts()).toEqual([])
  })
})
