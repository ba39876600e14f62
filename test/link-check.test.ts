import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linksIn } from '../src/domain/link.ts'
import { linkNotice } from '../src/flows/announcing/links.ts'
import { lookAtLinks } from '../src/link-check.ts'

let server: Server
let root: string
const asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    const { method, url = '' } = request
    asked.push(`${method} ${url}`)
    const to = (location: string) => response.writeHead(302, { location }).end()
    if (url === '/ada') return response.end('ya')
    if (url === '/tanpa-head') return response.writeHead(method === 'HEAD' ? 405 : 200).end()
    if (url === '/pindah') return to('/ada')
    if (url === '/putar') return to('/putar')
    if (url === '/ke-berkas') return to('file:///etc/passwd')
    if (url === '/masuk') return response.writeHead(403).end()
    if (url === '/rusak') return response.writeHead(503).end()
    if (url === '/diam') return
    return response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const looks = async (...paths: string[]) =>
  (
    await lookAtLinks(
      paths.map((path) => root + path),
      { allowed: ['127.0.0.1'], patienceMs: 500 },
    )
  ).map(({ look }) => look)

describe('the links of an announcement', () => {
  it('are found without the punctuation around them', () => {
    expect(linksIn('Lihat https://bp3mi.go.id/a?b=1, lalu (http://x.id). *https://y.id* dan https://y.id!')).toEqual([
      'https://bp3mi.go.id/a?b=1',
      'http://x.id',
      'https://y.id',
    ])
  })

  it('are there, or not, also behind a redirect and for who knows no HEAD', async () => {
    expect(await looks('/ada', '/tanpa-head', '/pindah', '/masuk', '/hilang')).toEqual(['ok', 'ok', 'ok', 'ok', 'dead'])
    expect(asked).toContain('GET /tanpa-head')
  })

  it('are said to be unknown where nothing was learned', async () => {
    expect(await looks('/rusak', '/diam', '/putar')).toEqual(['unknown', 'unknown', 'unknown'])
    const [closed] = await lookAtLinks(['http://127.0.0.1:1/'], { allowed: ['127.0.0.1'] })
    expect(closed!.look).toBe('unknown')
  })

  it('never lead us into our own network', async () => {
    const before = asked.length
    const inside = ['/ada', '/pindah'].map((path) => root + path)
    const others = [
      inside[0]!.replace('127.0.0.1', 'localhost'),
      'http://10.0.0.1/',
      'http://169.254.169.254/latest',
      'http://[::1]/',
    ]
    const seen = await lookAtLinks([...inside, ...others], { patienceMs: 1000 })
    expect(seen.map(({ look }) => look)).toEqual(Array(6).fill('inside'))
    expect(asked.length).toBe(before)
    expect(await looks('/ke-berkas')).toEqual(['inside'])
  })

  it('are told to the writer only where something is wrong, and honestly', () => {
    const url = 'https://bp3mi.go.id/a_b'
    expect(linkNotice(3, [{ url, look: 'ok' }], false)).toBeUndefined()
    expect(linkNotice(3, [{ url, look: 'unknown' }], false)).toMatch(/tidak bisa dicek \(tanpa internet.*tetap jalan/s)
    expect(linkNotice(3, [{ url, look: 'dead' }], true)).toMatch(/tidak ditemukan.*saya tahan dulu/s)
  })
})
