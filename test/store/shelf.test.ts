/**
 * Whatever files lie on keeps the same promises: this machine's disk, and a bucket of a server that speaks S3 (the test's
 * own, or TEST_S3_URL).
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bucket } from '../../src/cli/bucket.ts'
import { readConfig } from '../../src/config.ts'
import { type S3, s3Shelf } from '../../src/store/files/s3-shelf.ts'
import { diskShelf, type Shelf } from '../../src/store/files/shelf.ts'
import { MINDS_REGION, openS3, type S3Server } from './s3-server.ts'

const dir = mkdtempSync(join(tmpdir(), 'langkah-rak-'))
let server: S3Server
beforeAll(async () => {
  server = await openS3()
})

const taken: string[] = []
function somewhere(): string {
  const place = randomUUID()
  taken.push(place)
  return place
}
afterAll(async () => {
  const shelf = s3Shelf(server.bucket)
  for (const place of taken) await shelf.remove(place)
  await server.close()
  rmSync(dir, { recursive: true })
})

const shelves: [name: string, open: () => Shelf][] = [
  ['a disk', () => diskShelf(join(dir, 'files'))],
  ['a bucket', () => s3Shelf(server.bucket)],
]

describe.each(shelves)('%s', (_, open) => {
  it('gives back what was put there, byte by byte, to another process too', async () => {
    const [place, sealed] = [somewhere(), randomBytes(300_000)]
    await open().put(place, sealed)
    expect((await open().get(place))?.equals(sealed)).toBe(true)
  })

  it('keeps what was put there last', async () => {
    const place = somewhere()
    await open().put(place, Buffer.from('satu'))
    await open().put(place, Buffer.from('dua'))
    expect((await open().get(place))?.toString()).toBe('dua')
  })

  it('gives nothing where nothing lies, and takes nothing away there', async () => {
    const place = somewhere()
    expect(await open().get(place)).toBeUndefined()
    await open().remove(place)
  })

  it('takes away for good', async () => {
    const [place, other] = [somewhere(), somewhere()]
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

const configOf = ({ url, region, keyId, secret }: S3) =>
  readConfig({ FILES_S3_URL: url, FILES_S3_REGION: region, FILES_S3_KEY_ID: keyId, FILES_S3_SECRET: secret })

/** What is wrong, and how a server says so. */
const wrongs: [what: string, status: number, wrong: () => Partial<S3>][] = [
  ['key', 403, () => ({ keyId: 'SALAH' })],
  ['secret', 403, () => ({ secret: 'SALAH' })],
  ['region', 400, () => ({ region: 'xx-salah-1' })],
  ['bucket', 404, () => ({ url: new URL(`tidak-ada-${randomUUID()}`, server.bucket.url).href })],
]

describe('a bucket', () => {
  it('is tried by the doctor, who leaves nothing there', async () => {
    const { url, region, keyId, secret } = server.bucket
    const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3' })
    const headers = { 'x-amz-content-sha256': createHash('sha256').digest('hex') }
    const list = async () => (await (await client.fetch(url, { headers })).text()).match(/<Key>[^<]+/g)
    await s3Shelf(server.bucket).put(somewhere(), Buffer.from('x'))
    const before = await list()
    expect(before).not.toBeNull()
    expect(await bucket(configOf(server.bucket))).toMatchObject([{ ok: true }])
    expect(await list()).toEqual(before)
    expect(await bucket(readConfig({}))).toEqual([])
  })

  it.each(wrongs.filter(([what]) => what !== 'region' || MINDS_REGION))(
    'with a wrong %s refuses, and what it says is not repeated',
    async (_, status, wrong) => {
      const s3 = { ...server.bucket, ...wrong() }
      const [shelf, place] = [s3Shelf(s3), randomUUID()]
      await expect(shelf.put(place, Buffer.from('x'))).rejects.toThrow(`the file store answered ${status} to PUT`)
      await expect(shelf.get(place)).rejects.toThrow(`the file store answered ${status} to GET`)
      await expect(shelf.remove(place)).rejects.toThrow(`the file store answered ${status} to DELETE`)
      expect(await bucket(configOf(s3))).toMatchObject([{ ok: false, detail: expect.stringContaining(`(${status})`) }])
    },
  )
})

describe('what answers otherwise', () => {
  const nothing = { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }
  let answer: (method: string) => { status: number; body: string }
  let door: Server
  let s3: S3
  beforeAll(async () => {
    door = createServer((request, response) => {
      const { status, body } = answer(request.method!)
      request.resume().on('end', () => response.writeHead(status).end(body))
    })
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
    s3 = {
      url: `http://127.0.0.1:${(door.address() as AddressInfo).port}/berkas`,
      region: 'x',
      keyId: 'x',
      secret: 'x',
    }
  })
  afterAll(() => new Promise((resolve) => door.close(resolve)))

  it('is not taken for an empty place by a 404 of its own', async () => {
    answer = () => ({ status: 404, body: '<h1>Not Found</h1>' })
    await expect(s3Shelf(s3).get(randomUUID())).rejects.toThrow('answered 404')
    await expect(s3Shelf(s3).remove(randomUUID())).rejects.toThrow('answered 404')
  })

  it('has not kept what it had no place for', async () => {
    answer = () => nothing
    await expect(s3Shelf(s3).put(randomUUID(), Buffer.from('x'))).rejects.toThrow('answered 404')
  })

  it.each([
    ['gives back something else', 'lain', nothing, 'isinya bukan'],
    ['still has what was deleted', 'coba', { status: 200, body: 'coba' }, 'isinya bukan'],
    ['forbids to ask for what is not there', 'coba', { status: 403, body: '' }, '(403)'],
  ])('is found by the doctor when it %s', async (_, body, afterwards, detail) => {
    let deleted = false
    answer = (method) => {
      if (method === 'GET') return deleted ? afterwards : { status: 200, body }
      deleted = method === 'DELETE'
      return { status: 200, body: '' }
    }
    expect(await bucket(configOf(s3))).toMatchObject([{ ok: false, detail: expect.stringContaining(detail) }])
  })
})
