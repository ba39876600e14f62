/** The page of an upload link, over real HTTP: what a phone, a guesser and an attacker send to it. */
import { connect } from 'node:net'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HttpServer, startHttp } from '../../src/http/server.ts'
import { uploadHandler } from '../../src/http/uploads.ts'
import { makeUploads, showUploadLink } from '../../src/store/documents/upload-links.ts'
import { makeFiles } from '../../src/store/files/kept-files.ts'
import { vet } from '../../src/vetting/vet.ts'
import { Theatre } from '../theatre.ts'

const TOKEN = 'ab'.repeat(16)
const MARKS = Array.from(
  { length: 300 },
  (_, i) => `<rect x="${20 + ((i * 37) % 900)}" y="${20 + i * 2}" width="9" height="9"/>`,
)
const CARD = Buffer.from(
  `<svg width="1000" height="700" xmlns="http://www.w3.org/2000/svg"><rect width="1000" height="700" fill="#9bd"/>${MARKS.join('')}</svg>`,
)
const photo = await sharp(CARD).jpeg().toBuffer()

describe('an upload link', { timeout: 30_000 }, () => {
  let theatre: Theatre
  let server: HttpServer
  let now: Date

  beforeEach(async () => {
    theatre = await Theatre.open()
    now = theatre.now
    await theatre.does('warga', { kind: 'text', text: 'menu' })
    await rows(
      `INSERT INTO registrations (number, person_id, stage, schemes, answers)
       SELECT 'LA-1', person_id, 'terdaftar', '{gtog-korea}', $1 FROM chats`,
      [theatre.db.keys.seal('registration', {})],
    )
    await show(TOKEN)
    const { db, shelf } = theatre
    const uploads = uploadHandler({
      uploads: makeUploads({ db, shelf }),
      vet,
      label: () => '<KTP>',
      why: (outcome) => `tidak bisa: ${outcome}`,
      now: () => now,
    })
    server = await startHttp({
      host: '127.0.0.1',
      port: 0,
      notReady: async () => ({}),
      metrics: async () => '',
      metricsType: 'text/plain',
      uploads,
    })
  })
  afterEach(async () => {
    await server.stop()
    await theatre.close()
  })

  const rows = async (sql: string, values: unknown[] = []) => (await theatre.db.pool.query(sql, values)).rows
  async function show(token: string) {
    const [chat] = await rows("SELECT id, person_id FROM chats WHERE chat_id = 'warga'")
    const scene = {
      client: theatre.db.pool,
      keys: theatre.db.keys,
      chat: { id: chat.id, person: { id: chat.person_id } },
      now,
    }
    const until = new Date(now.getTime() + 15 * 60_000)
    await showUploadLink(scene as never, { kind: 'showUploadLink', document: 'ktp', token, until })
  }
  const url = (token = TOKEN) => `http://127.0.0.1:${server.port}/unggah/${token}`
  const send = async (bytes: Uint8Array, name = 'ktp.jpg', token = TOKEN) => {
    const form = new FormData()
    form.append('dokumen', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'text/html' }), name)
    const response = await fetch(url(token), { method: 'POST', body: form })
    return { status: response.status, text: await response.text() }
  }
  /** What the chat hears of it. */
  const heard = () => theatre.fetches('gone')

  it('shows a page of plain HTML in which nothing runs, loads, or is remembered', async () => {
    const response = await fetch(url())
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    )
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(html).toContain('&#60;KTP&#62;')
    expect(html).not.toMatch(/<script|<KTP>|src=|href=/i)
  })

  it('takes one photo, keeps it made anew and sealed, tells the chat, and is good for nothing more', async () => {
    expect(await send(photo)).toMatchObject({ status: 200, text: expect.stringContaining('sudah kami terima') })
    const [file] = await rows("SELECT id, mime, document FROM files WHERE state = 'kept'")
    expect(file).toMatchObject({ mime: 'image/jpeg', document: 'ktp' })
    const files = makeFiles({ db: theatre.db, shelf: theatre.shelf, accounts: () => [], instance: 7 })
    expect((await sharp(await files.open(file.id)).metadata()).format).toBe('jpeg')
    expect([...theatre.shelf.kept.values()][0]!.includes('JFIF')).toBe(false)
    expect((await heard()).map(({ reply }) => reply.text).join()).toContain('*KTP* sudah tersimpan')
    expect(await rows('SELECT document, state FROM documents')).toEqual([{ document: 'ktp', state: 'diterima' }])
    expect((await send(photo)).status).toBe(404)
    expect((await fetch(url())).status).toBe(404)
  })

  it('is used once by two who send at the same time, and leaves nothing of the other', async () => {
    const both = await Promise.all([send(photo), send(photo)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
    expect(theatre.shelf.kept.size).toBe(1)
  })

  it('says why something cannot be used, and can be tried again', async () => {
    const dark = await sharp(photo).linear(0.1, 0).jpeg().toBuffer()
    for (const [bytes, why] of [
      [dark, 'too dark'],
      [Buffer.from('MZ program'), 'other kind'],
      [Buffer.from('<html><script>alert(1)</script>'), 'other kind'],
      [Buffer.from('%PDF-1.7 /JavaScript'), 'unreadable'],
    ] as const)
      expect(await send(bytes, '../../x.html')).toMatchObject({
        status: 422,
        text: expect.stringContaining(`tidak bisa: ${why}`),
      })
    expect((await send(Buffer.alloc(10_010_000))).status).toBe(413)
    expect(theatre.shelf.kept.size).toBe(0)
    expect((await send(photo)).status).toBe(200)
  })

  it('does not wait for what says that it is larger', async () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(
      `POST /unggah/${TOKEN} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999999\r\n\r\n`,
    )
    const [first] = await new Promise<Buffer[]>((resolve) => socket.once('data', (data) => resolve([data])))
    socket.destroy()
    expect(first!.toString()).toMatch(/^HTTP\/1\.1 413/)
  })

  it.each([
    ['no form', { method: 'POST', body: 'halo' }, 422],
    ['a form without a file', { method: 'POST', body: new URLSearchParams({ dokumen: 'x' }) }, 422],
    ['another method', { method: 'DELETE' }, 405],
  ])('answers %s', async (_, init, status) => {
    expect((await fetch(url(), init)).status).toBe(status)
  })

  it('is over after its time, with the consent, and where data are restricted', async () => {
    now = new Date(now.getTime() + 15 * 60_000 + 1)
    expect((await fetch(url())).status).toBe(404)
    expect((await send(photo)).status).toBe(404)
    now = theatre.now
    await theatre.db.pool.query('UPDATE people SET restricted_at = now()')
    expect((await send(photo)).status).toBe(404)
    await theatre.db.pool.query('UPDATE people SET restricted_at = NULL')
    expect((await fetch(url())).status).toBe(200)
    await theatre.does('warga', { kind: 'text', text: 'hapus data' })
    await theatre.does('warga', { kind: 'text', text: 'ya' })
    expect((await send(photo)).status).toBe(404)
    expect(theatre.shelf.kept.size).toBe(0)
  })

  it('is not found by guessing: whoever guesses is heard no more for a while', async () => {
    const guess = (i: number) => fetch(url(String(i).padStart(32, '0'))).then(({ status }) => status)
    const answers = []
    for (let i = 0; i < 22; i++) answers.push(await guess(i))
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(404))
    expect(answers.slice(20)).toEqual([429, 429])
    expect((await fetch(url())).status).toBe(429)
    const other = await fetch(url(), { headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect(other.status).toBe(200)
    now = new Date(now.getTime() + 11 * 60_000)
    expect((await fetch(url())).status).toBe(200)
  })

  it('stands nowhere in clear', async () => {
    const [link] = await rows("SELECT encode(hash, 'hex') AS hash FROM upload_links")
    expect(link.hash).not.toContain(TOKEN)
  })
})
