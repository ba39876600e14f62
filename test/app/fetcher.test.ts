import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Fetcher, startFetcher } from '../../src/app/fetcher.ts'
import { FileError } from '../../src/app/ports.ts'
import type { Files, Wanted } from '../../src/app/store.ts'
import { until } from '../contracts/until.ts'
import { FakeAdapter } from './fake-adapter.ts'

const FROM = { channel: 'telegram', account: '42', chatId: 'siti' } as const
const PDF = Buffer.from('%PDF-1.7 isi')

/** Files in memory; what became of each stands in `ended`. */
class MemoryFiles implements Files {
  waiting: Wanted[] = []
  readonly ended: string[] = []
  sweeps = 0
  broken = 0

  async claim(limit: number, inHand: readonly string[]): Promise<Wanted[]> {
    if (this.broken-- > 0) throw new Error('no database')
    const free = this.waiting.filter(({ id }) => !inHand.includes(id))
    return free.slice(0, limit)
  }
  async keep({ id }: Wanted, bytes: Buffer, mime: string): Promise<void> {
    this.#end(id, `kept ${mime} ${bytes.length}`)
  }
  async refuse({ id }: Wanted, outcome: string): Promise<void> {
    this.#end(id, outcome)
  }
  async later({ id }: Wanted, afterMs: number): Promise<void> {
    this.#end(id, `later ${afterMs}`)
  }
  async open(): Promise<undefined> {}
  async drop(): Promise<void> {}
  async sweep(): Promise<number> {
    return this.sweeps++
  }
  #end(id: string, what: string): void {
    this.waiting = this.waiting.filter((one) => one.id !== id)
    this.ended.push(`${id}: ${what}`)
  }
}

describe('the fetcher', () => {
  let adapter: FakeAdapter
  let files: MemoryFiles
  let fetcher: Fetcher
  let logged: string[]

  beforeEach(() => {
    adapter = new FakeAdapter()
    files = new MemoryFiles()
    logged = []
  })
  afterEach(() => fetcher.stop())

  const want = (id: string, more: Partial<Wanted> = {}) =>
    files.waiting.push({
      id,
      from: FROM,
      person: 'rahmah',
      file: { ref: id, mime: 'image/jpeg', bytes: 0, name: 'KTP Rahmah.jpg' },
      purpose: 'tiket',
      ticket: 1,
      announcement: undefined,
      place: id,
      attempts: 1,
      ...more,
    })
  function start(): void {
    const write = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }))
    fetcher = startFetcher({
      files,
      adapters: [adapter],
      make: async ({ id }) => (id === 'kosong' ? undefined : Buffer.from(`{"id":"${id}"}`)),
      vet: async (bytes) =>
        bytes.includes('gelap') ? { unfit: 'too dark' } : { bytes: Buffer.from('%PDF-kecil'), mime: 'application/pdf' },
      log: { debug: write, info: write, warn: write, error: write },
    })
  }
  const fails = (error: Error) => {
    adapter.fetch = async () => {
      throw error
    }
  }

  it('makes what is ours to make, without asking any platform, whatever it looks like', async () => {
    const file = { mime: 'application/json', bytes: 0, name: 'data-saya.json' }
    want('a', { purpose: 'salinan-data', file, ticket: undefined })
    want('kosong', { purpose: 'salinan-data', file, ticket: undefined })
    fails(new Error('nobody shall be asked'))
    start()
    await until(() => files.ended.length === 2)
    expect(files.ended.sort()).toEqual(['a: kept application/json 10', 'kosong: gone'])
  })

  it('keeps what is a picture or a PDF, by its own bytes, and nothing else', async () => {
    adapter.files
      .set('a', PDF)
      .set('b', Buffer.of(0xff, 0xd8, 0xff))
      .set('c', Buffer.from('MZ program'))
    for (const id of ['a', 'b', 'c', 'd']) want(id)
    start()
    await fetcher.quiet()
    expect(files.ended.sort()).toEqual([
      'a: kept application/pdf 12',
      'b: kept image/jpeg 3',
      'c: other kind',
      'd: gone',
    ])
    expect(logged.join()).not.toMatch(/Rahmah/)
  })

  it('has a document looked at, and keeps what came of that', async () => {
    adapter.files.set('a', PDF).set('b', Buffer.from('%PDF-1.7 gelap')).set('c', Buffer.from('MZ program'))
    for (const id of ['a', 'b', 'c']) want(id, { purpose: 'dokumen', ticket: undefined, document: 'ktp' })
    start()
    await fetcher.quiet()
    expect(files.ended.sort()).toEqual(['a: kept application/pdf 10', 'b: too dark', 'c: other kind'])
  })

  it('takes nothing but a photo for a further page', async () => {
    adapter.files.set('a', PDF)
    want('a', { purpose: 'dokumen', ticket: undefined, document: 'ktp', page: 2 })
    start()
    await fetcher.quiet()
    expect(files.ended).toEqual(['a: no page'])
  })

  it.each([
    ['too large', 'too large'],
    ['unreadable', 'unreadable'],
    ['gone', 'gone'],
  ] as const)('gives up what is %s', async (verdict, ended) => {
    fails(new FileError(verdict, 'x'))
    want('a')
    start()
    await fetcher.quiet()
    expect(files.ended).toEqual([`a: ${ended}`])
  })

  it('tries again later, longer each time, as long as the platform asks for, and not for ever', async () => {
    fails(new FileError('try later', 'x'))
    want('a')
    want('b', { attempts: 4 })
    want('c', { attempts: 9 })
    want('d', { attempts: 10 })
    start()
    await fetcher.quiet()
    expect(files.ended.sort()).toEqual(['a: later 2000', 'b: later 16000', 'c: later 300000', 'd: gone'])
    files.ended.length = 0
    fails(new FileError('try later', 'x', 90_000))
    want('e')
    await fetcher.quiet()
    expect(files.ended).toEqual(['e: later 90000'])
  })

  it('takes a bug for trouble that may pass, and says nothing of the file', async () => {
    fails(new TypeError('KTP Rahmah.jpg is no function'))
    want('a')
    start()
    await fetcher.quiet()
    expect(files.ended).toEqual(['a: later 2000'])
    expect(logged.join()).toContain('TypeError')
    expect(logged.join()).not.toContain('Rahmah')
  })

  it('has two in hand at most', async () => {
    let [now, most] = [0, 0]
    adapter.fetch = async () => {
      most = Math.max(most, ++now)
      await sleep(20)
      now--
      return PDF
    }
    for (const id of ['a', 'b', 'c', 'd', 'e']) want(id)
    start()
    await fetcher.quiet()
    expect(files.ended).toHaveLength(5)
    expect(most).toBe(2)
  })

  it('goes on after the database was away, and sweeps', async () => {
    files.broken = 1
    adapter.files.set('a', PDF)
    want('a')
    start()
    await until(() => files.ended.length === 1)
    expect(logged.join()).toContain('trying again')
    expect(files.sweeps).toBeGreaterThan(0)
  })

  it('leaves a file that hangs when it stops', async () => {
    adapter.fetch = () => new Promise(() => {})
    want('a')
    start()
    await sleep(50)
    const before = performance.now()
    await fetcher.stop()
    expect(performance.now() - before).toBeLessThan(3000)
    expect(files.ended).toEqual([])
  })
})
