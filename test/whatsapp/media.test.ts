import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileHandle, readFileHandle } from '../../src/bots/whatsapp/file-handle.ts'
import { addressOf } from '../../src/bots/whatsapp/media.ts'
import { sealMedia } from '../../src/bots/whatsapp/media-seal.ts'
import type { FileRef } from '../../src/domain/chat.ts'
import { until } from '../contracts/until.ts'
import type { Given } from '../whatsapp-peer/phone-media.ts'
import { makeHarness, type WhatsAppHarness } from './harness.ts'

const LIMIT = 200_000

describe('a file on WhatsApp', { timeout: 30_000 }, () => {
  let h: WhatsAppHarness
  let id: string
  const bytes = randomBytes(70_001)

  beforeEach(async () => {
    h = await makeHarness()
  })
  afterEach(async () => {
    await h.adapter.stop()
    await h.close()
  })

  /** The person sends it; resolves to what we know of it. */
  async function sent(given: Partial<Given> = {}): Promise<FileRef> {
    let file: FileRef | undefined
    await h.adapter.start(async (events) => {
      for (const { input } of events) if (input.kind === 'file') file = input.file
    })
    id = await h.peer.sendsFile(h.phone, { bytes, ...given })
    await until(() => file !== undefined)
    return file!
  }
  const fetched = (file: FileRef, limit = LIMIT) => h.adapter.fetch(file, h.person, limit)

  it('of another name and kind is fetched too', async () => {
    const file = await sent({ name: 'ijazah.pdf', caption: 'ini ijazah' })
    expect(file).toMatchObject({ mime: 'application/pdf', bytes: bytes.length, name: 'ijazah.pdf' })
    expect((await fetched(file)).equals(bytes)).toBe(true)
  })

  it('is not asked for when its message says that it is too large', async () => {
    const file = await sent()
    await expect(fetched(file, 70_000)).rejects.toMatchObject({ verdict: 'too large' })
    expect(h.peer.media.asked).toEqual([])
  })

  it('is left when it turns out larger than its message said', async () => {
    const file = await sent()
    h.peer.media.faults.push('endless')
    await expect(fetched(file)).rejects.toMatchObject({ verdict: 'too large' })
    const lies = { ...readFileHandle(file.ref)!.media, fileLength: 10 }
    const small = { ...file, ref: fileHandle('image', lies) }
    await expect(fetched(small, 1000)).rejects.toMatchObject({ verdict: 'too large' })
  })

  it('is unreadable when it is not what was sent', async () => {
    const file = await sent()
    h.peer.media.faults.push('damaged')
    await expect(fetched(file)).rejects.toMatchObject({ verdict: 'unreadable' })
    const { media } = readFileHandle(file.ref)!
    for (const wrong of [
      { fileSha256: randomBytes(32) },
      { fileEncSha256: randomBytes(32) },
      { mediaKey: randomBytes(32) },
      { fileSha256: null },
    ])
      await expect(fetched({ ...file, ref: fileHandle('image', { ...media, ...wrong }) })).rejects.toMatchObject({
        verdict: 'unreadable',
      })
    expect((await fetched(file)).equals(bytes)).toBe(true)
  })

  it('can be asked for again when the server is busy', async () => {
    const file = await sent()
    h.peer.media.faults.push('busy')
    await expect(fetched(file)).rejects.toMatchObject({ verdict: 'try later' })
    expect((await fetched(file)).equals(bytes)).toBe(true)
  })

  it('is uploaded again by the phone when its address has expired', async () => {
    const file = await sent()
    h.peer.loses(id)
    expect((await fetched(file)).equals(bytes)).toBe(true)
    expect(h.peer.media.asked).toHaveLength(2)
  })

  it('is gone when the phone does not have it either, or its message is not known', async () => {
    const file = await sent()
    h.peer.loses(id)
    h.peer.uploadsAgain = false
    await expect(fetched(file)).rejects.toMatchObject({ verdict: 'gone' })
    h.peer.uploadsAgain = true
    const old = { ...file, ref: file.ref!.split(':').slice(0, 3).join(':') }
    await expect(fetched(old)).rejects.toMatchObject({ verdict: 'gone' })
  })

  it('can be asked for later when there is no line', async () => {
    const file = await sent()
    await h.adapter.close()
    await expect(fetched(file)).rejects.toMatchObject({ verdict: 'try later' })
  })

  it.each(['@evil.example/x', '//evil.example/x', '/\\evil.example/x', 'https://evil.example/x', 'x', '', null])(
    'that says it lies at %j is not fetched from there',
    (path) => {
      expect(() => addressOf(path, 'mmg.whatsapp.net')).toThrow(expect.objectContaining({ verdict: 'unreadable' }))
    },
  )

  it('is fetched from WhatsApp’s own host, whatever address its sender names', () => {
    expect(addressOf('/v/t62/1?ccb=1&oh=2', 'mmg.whatsapp.net').href).toBe(
      'https://mmg.whatsapp.net/v/t62/1?ccb=1&oh=2',
    )
  })

  it('of ours is uploaded sealed, by the next host or with a new leave when one refuses', async () => {
    await h.adapter.start(async () => {})
    const file = { kept: 'a', mime: 'application/pdf', bytes: bytes.length, name: '../../Surat "KTP".pdf' }
    h.peer.media.faults.push('upload refused')
    const folder = mkdtempSync(join(tmpdir(), 'langkah-media-'))
    vi.stubEnv('TMPDIR', folder) // where Baileys would put it
    await h.adapter.send(h.person, { text: 'Suratnya', file }, 'key-1', async () => bytes)
    await until(() => h.phone.received.length === 1)
    const [shown] = await h.peer.filesOf(h.phone)
    expect(shown!.bytes.equals(bytes)).toBe(true)
    expect(shown).toMatchObject({
      picture: false,
      mime: 'application/pdf',
      caption: 'Suratnya',
      name: 'Surat KTP .pdf',
    })
    for (const sealed of h.peer.media.kept.values()) expect(sealed.includes(bytes.subarray(0, 32))).toBe(false)
    expect(readdirSync(folder)).toEqual([])
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  it('of ours that nobody takes is tried later, and nothing of its message goes out', async () => {
    await h.adapter.start(async () => {})
    h.peer.media.faults.push('upload refused', 'upload refused')
    const file = { kept: 'a', mime: 'image/jpeg', bytes: bytes.length }
    const failed = h.adapter.send(h.person, { text: 'Fotonya', file }, 'key-1', async () => bytes)
    await expect(failed).rejects.toMatchObject({ name: 'SendError', verdict: 'try later' })
    expect(h.phone.received).toEqual([])
  })

  it('is shown again by its handle, without anybody uploading it', async () => {
    const file = await sent({ caption: 'ini' })
    await h.adapter.send(h.person, { text: 'Pesan untuk petugas', file }, undefined, async () => {
      throw new Error('not needed')
    })
    await until(() => h.phone.received.length === 1)
    const [shown] = await h.peer.filesOf(h.phone)
    expect(shown!.bytes.equals(bytes)).toBe(true)
    expect(shown!.caption).toBe('Pesan untuk petugas')
  })

  it('that is empty is a file as well', async () => {
    const { sealed, media } = await sealMedia(Buffer.alloc(0), 'document')
    expect([sealed.length, media.fileLength]).toEqual([26, 0])
  })
})
