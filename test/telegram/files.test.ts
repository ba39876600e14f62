import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeHarness, type TelegramHarness } from './harness.ts'

describe('a file on Telegram', () => {
  let h: TelegramHarness
  const photo = { ref: 'photo:photo-file-1', mime: 'image/jpeg', bytes: 0 }
  const fetched = (file: typeof photo, limit = 1000) => h.adapter.fetch(file, h.person, limit)

  beforeEach(async () => {
    h = await makeHarness('polling')
    await h.adapter.start(async () => {})
    h.fake.people.sendsPhoto(77, { data: 'x'.repeat(500) })
  })
  afterEach(async () => {
    await h.adapter.stop()
    await h.close()
  })

  it('is not asked for when its message says that it is too large', async () => {
    await expect(fetched({ ...photo, bytes: 1001 })).rejects.toMatchObject({ verdict: 'too large' })
    expect(h.fake.callsOf('getFile')).toEqual([])
  })

  it('is not downloaded when getFile says so, or Telegram itself does not give it out', async () => {
    await expect(fetched(photo, 499)).rejects.toMatchObject({ verdict: 'too large' })
    h.fake.faults.add({ method: 'getFile', fault: { code: 400, description: 'Bad Request: file is too big' } })
    await expect(fetched(photo)).rejects.toMatchObject({ verdict: 'too large' })
  })

  it('can be asked for later, and not before Telegram says', async () => {
    const flood = { code: 429, description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } }
    h.fake.faults.add({ method: 'getFile', fault: flood })
    await expect(fetched(photo)).rejects.toMatchObject({ verdict: 'try later', retryAfterMs: 7000 })
    h.fake.faults.add({ method: 'getFile', fault: 'cut before' })
    await expect(fetched(photo)).rejects.toMatchObject({ verdict: 'try later' })
    expect(await fetched(photo)).toHaveLength(500)
  })

  it('of ours is uploaded once, however many get it, and anew when Telegram does not know it any more', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3])
    const reply = { text: 'Denah', file: { kept: 'a', mime: 'image/jpeg', bytes: bytes.length } }
    let opened = 0
    const send = () =>
      h.adapter.send(h.person, reply, undefined, async () => {
        opened++
        return bytes
      })
    for (let i = 0; i < 3; i++) await send()
    expect(opened).toBe(1)
    expect(h.fake.filesOf(77)).toHaveLength(3)
    h.fake.faults.add({ method: 'sendPhoto', fault: { code: 400, description: 'Bad Request: wrong file identifier' } })
    await send()
    expect(opened).toBe(2)
    expect(h.fake.filesOf(77)).toHaveLength(4)
  })

  it('of ours that cannot be shown as a picture is sent as a document', async () => {
    h.fake.faults.add({
      method: 'sendPhoto',
      fault: { code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' },
    })
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3])
    const file = { kept: 'a', mime: 'image/jpeg', bytes: bytes.length }
    await h.adapter.send(h.person, { text: 'Tiket 3', file }, undefined, async () => bytes)
    expect(h.fake.filesOf(77)).toEqual([{ bytes, picture: false, name: 'berkas.jpg' }])
    expect(h.shown()).toEqual(['Tiket 3'])
  })
})
