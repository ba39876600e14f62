/** Whatever files lie on keeps the same promises: this machine's disk, and a bucket of a server that speaks S3. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bucket } from '../../src/cli/bucket.ts'
import { readConfig } from '../../src/config.ts'
import { s3Shelf } from '../../src/store/files/s3-shelf.ts'
import { diskShelf, type Shelf } from '../../src/store/files/shelf.ts'
import { type Gate, openGate } from './signature-gate.ts'

const BUCKET = 'berkas'
/** The only ones that the server knows. */
const KEYS = { keyId: 'S3RVER', secret: 'S3RVER' }
const REGION = 'ap-southeast-3'

const dir = mkdtempSync(join(tmpdir(), 'langkah-rak-'))
const server = new S3rver({
  directory: join(dir, 's3'),
  port: 0,
  silent: true,
  configureBuckets: [{ name: BUCKET, configs: [] }],
})
let gate: Gate
let url: string
beforeAll(async () => {
  const { port } = await server.run()
  gate = await openGate(KEYS, REGION, `http://127.0.0.1:${port}`)
  url = `${gate.url}/${BUCKET}`
})
afterAll(async () => {
  await gate.close()
  await server.close()
  rmSync(dir, { recursive: true })
})

const shelves: [name: string, open: () => Shelf][] = [
  ['a disk', () => diskShelf(join(dir, 'files'))],
  ['a bucket', () => s3Shelf({ url, region: REGION, ...KEYS })],
]

describe.each(shelves)('%s', (_, open) => {
  it('gives back what was put there, byte by byte, to another process too', async () => {
    const [place, sealed] = [randomUUID(), randomBytes(300_000)]
    await open().put(place, sealed)
    expect((await open().get(place))?.equals(sealed)).toBe(true)
  })

  it('keeps what was put there last', async () => {
    const place = randomUUID()
    await open().put(place, Buffer.from('satu'))
    await open().put(place, Buffer.from('dua'))
    expect((await open().get(place))?.toString()).toBe('dua')
  })

  it('gives nothing where nothing lies, and takes nothing away there', async () => {
    const place = randomUUID()
    expect(await open().get(place)).toBeUndefined()
    await open().remove(place)
  })

  it('takes away for good', async () => {
    const [place, other] = [randomUUID(), randomUUID()]
    await open().put(place, Buffer.from('hapus'))
    await open().put(other, Buffer.from('tetap'))
    await open().remove(place)
    expect(await open().get(place)).toBeUndefined()
    expect((await open().get(other))?.toString()).toBe('tetap')
  })

  it('goes nowhere but to places', async () => {
    for (const place of ['', '..', '../lain', `${randomUUID()}/x`])
      await expect(open().put(place, Buffer.from('x'))).rejects.toThrow()
  })
})

describe('a bucket', () => {
  const config = (keyId: string, secret = KEYS.secret) =>
    readConfig({ FILES_S3_URL: url, FILES_S3_REGION: REGION, FILES_S3_KEY_ID: keyId, FILES_S3_SECRET: secret })

  it('is tried by the doctor, who leaves nothing there', async () => {
    const lies = () => readdirSync(join(dir, 's3', BUCKET)).length
    const before = lies()
    expect(await bucket(config(KEYS.keyId))).toMatchObject([{ ok: true }])
    expect(lies()).toBe(before)
    for (const wrong of [config('SALAH'), config(KEYS.keyId, 'SALAH')])
      expect(await bucket(wrong)).toMatchObject([{ ok: false, detail: expect.stringContaining('403') }])
    expect(await bucket(readConfig({}))).toEqual([])
  })

  const place = randomUUID()

  it.each([
    ['key', { keyId: 'SALAH' }],
    ['secret', { secret: 'SALAH' }],
    ['region', { region: 'us-east-1' }],
  ])('refuses a wrong %s, and what it says is not repeated', async (_, wrong) => {
    const shelf = s3Shelf({ url, region: REGION, ...KEYS, ...wrong })
    await expect(shelf.put(place, Buffer.from('x'))).rejects.toThrow('the file store answered 403 to PUT')
    await expect(shelf.get(place)).rejects.toThrow('the file store answered 403 to GET')
  })

  it('that is not there takes nothing', async () => {
    const shelf = s3Shelf({ url: url.replace(BUCKET, 'tidak-ada'), region: REGION, ...KEYS })
    await expect(shelf.put(place, Buffer.from('x'))).rejects.toThrow('no such bucket')
  })
})
