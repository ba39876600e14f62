import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeMetrics } from '../src/http/metrics.ts'
import { type HttpServer, startHttp, type Webhook } from '../src/http/server.ts'
import { notReady, waiting } from '../src/readiness.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { makeKeyring } from '../src/store/keyring.ts'
import { FakeAdapter } from './app/fake-adapter.ts'
import { freshDatabase } from './fresh-database.ts'

describe('the HTTP server', () => {
  let server: HttpServer
  /** The database that the server asks: one that answers, or none. */
  let db: Database
  let present: Database
  let away: Database
  let drop: () => Promise<void>
  let started: boolean
  let metrics: ReturnType<typeof makeMetrics>
  const adapter = new FakeAdapter()

  beforeAll(async () => {
    const fresh = await freshDatabase()
    drop = fresh.drop
    const keys = makeKeyring(() => [Buffer.alloc(32, 1)])
    present = openDatabase(fresh.url, keys, () => {})
    const gone = new URL(fresh.url)
    gone.pathname = '/there_is_no_such_database'
    away = openDatabase(gone.href, keys, () => {})
  })
  afterAll(async () => {
    await present.close()
    await away.close()
    await drop()
  })
  beforeEach(() => {
    db = present
    started = true
    adapter.problem = undefined
    metrics = makeMetrics(() => waiting(db))
  })
  afterEach(() => server.stop())

  const start = async (telegram?: Webhook) => {
    server = await startHttp({
      host: '127.0.0.1',
      port: 0,
      notReady: () => notReady(db, [adapter], started),
      metrics: metrics.text,
      metricsType: metrics.contentType,
      telegram,
    })
  }
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init)
  const answer = async (path: string) => {
    const response = await get(path)
    return [response.status, await response.json()]
  }
  const post = (body: string, headers: Record<string, string> = {}) =>
    get('/webhook/telegram', { method: 'POST', body, headers })

  it('lives as long as the process runs, also without the database', async () => {
    await start()
    db = away
    started = false
    expect(await answer('/health/live')).toEqual([200, { status: 'live' }])
  })

  it('is ready when the database answers and every channel is up', async () => {
    await start()
    expect(await answer('/health/ready')).toEqual([200, { status: 'ready' }])
  })

  it('says what is not ready', async () => {
    await start()
    started = false
    adapter.problem = 'wrong token'
    db = away
    expect(await answer('/health/ready')).toEqual([
      503,
      {
        status: 'not ready',
        reasons: { assistant: 'starting', database: 'not reachable', telegram: 'wrong token' },
      },
    ])
    started = true
    adapter.problem = undefined
    expect(await answer('/health/ready')).toEqual([
      503,
      { status: 'not ready', reasons: { database: 'not reachable' } },
    ])
  })

  it('does not wait long for a database that does not answer', async () => {
    await start()
    const held = await Promise.all(Array.from({ length: 10 }, () => db.pool.connect()))
    const began = performance.now()
    expect(await answer('/health/ready')).toEqual([503, { status: 'not ready', reasons: { database: 'no answer' } }])
    expect(performance.now() - began).toBeLessThan(4000)
    for (const client of held) client.release()
  })

  it('counts events and messages for Prometheus, and nothing about a person', async () => {
    await start()
    await db.pool.query('INSERT INTO people (id) VALUES (gen_random_uuid())')
    await db.pool.query(
      "INSERT INTO chats (channel, account, chat_id, person_id) SELECT 'telegram', '42', '628123456789', id FROM people",
    )
    await db.pool.query("INSERT INTO inbox (chat, event_id, at) VALUES (1, 'a', now()), (1, 'b', now())")
    await db.pool.query("INSERT INTO outbox (chat, kind, priority, state) VALUES (1, 'reply', 0, 'queued')")
    metrics.meter.received('telegram', 3)
    metrics.meter.decided(0.02, 3)
    for (const state of ['sent', 'sent', 'failed']) metrics.meter.settled(state)
    const response = await get('/metrics')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/)
    const text = await response.text()
    for (const line of [
      'langkah_events_received_total{channel="telegram"} 3',
      'langkah_events_decided_total 3',
      'langkah_decision_seconds_bucket{le="0.025"} 1',
      'langkah_messages_settled_total{state="sent"} 2',
      'langkah_messages_settled_total{state="failed"} 1',
      'langkah_inbox_open 2',
      'langkah_outbox_waiting 1',
      'langkah_database_up 1',
    ])
      expect(text.split('\n')).toContain(line)
    expect(text).not.toContain('628123456789')
    const labels = new Set(
      [...text.matchAll(/^langkah_[^{\n]*\{(.*?)\}/gm)].flatMap(([, l]) => l!.split(',').map((p) => p.split('=')[0])),
    )
    expect([...labels].sort()).toEqual(['channel', 'le', 'state'])
  })

  it('tells what it can when the database is away', async () => {
    await start()
    metrics.meter.received('telegram', 3)
    db = away
    const response = await get('/metrics')
    expect(response.status).toBe(200)
    const lines = (await response.text()).split('\n')
    expect(lines).toContain('langkah_database_up 0')
    expect(lines).toContain('langkah_inbox_open Nan')
    expect(lines).toContain('langkah_events_received_total{channel="telegram"} 3')
  })

  it('hands the webhook its body and secret, and answers with its status', async () => {
    const heard: unknown[] = []
    await start(async (body, secret) => {
      heard.push([body, secret])
      return secret === undefined ? 401 : 200
    })
    expect((await post('{"ok":"👍"}', { 'x-telegram-bot-api-secret-token': 'rahasia' })).status).toBe(200)
    expect((await post('{}')).status).toBe(401)
    expect(heard).toEqual([
      ['{"ok":"👍"}', 'rahasia'],
      ['{}', undefined],
    ])
  })

  it('has a webhook only where Telegram is to call', async () => {
    await start()
    expect((await post('{}')).status).toBe(404)
  })

  it('knows nothing else', async () => {
    await start(async () => 200)
    for (const path of [
      '/',
      '/health',
      '/health/live/',
      '/webhook',
      '/webhook/whatsapp',
      '//',
      '/%',
      '/metrics/x',
      '/../etc/passwd',
    ])
      expect([path, await rawStatus(server.port, `GET ${path} HTTP/1.1`)]).toEqual([path, 404])
  })

  it('takes only the method that is meant', async () => {
    await start(async () => 200)
    expect((await get('/webhook/telegram')).status).toBe(404)
    expect((await get('/health/live', { method: 'POST', body: 'x' })).status).toBe(404)
    expect((await get('/health/live?probe=1')).status).toBe(200)
  })

  it('refuses a body that is too large, says so, and goes on', async () => {
    const heard: string[] = []
    await start(async (body) => {
      heard.push(body)
      return 200
    })
    for (const bytes of [1024 * 1024 + 1, 20 * 1024 * 1024]) {
      const response = await post('x'.repeat(bytes))
      expect([response.status, await response.json()]).toEqual([413, { error: 'too large' }])
    }
    expect((await post('x'.repeat(1024 * 1024))).status).toBe(200)
    expect(heard.map(({ length }) => length)).toEqual([1024 * 1024])
  })

  it('answers 500 when a part of it breaks, and is not ended by a request that breaks off', async () => {
    await start(async () => {
      throw new Error('a bug')
    })
    expect((await post('{}')).status).toBe(500)
    await new Promise<void>((resolve) => {
      const broken = request({
        port: server.port,
        method: 'POST',
        path: '/webhook/telegram',
        headers: { 'content-length': 99 },
      })
      broken.on('error', () => resolve())
      broken.write('half')
      setTimeout(() => broken.destroy(), 30)
    })
    expect((await get('/health/live')).status).toBe(200)
  })

  it('says that the port is taken', async () => {
    await start()
    const again = startHttp({
      host: '127.0.0.1',
      port: server.port,
      notReady: async () => ({}),
      metrics: async () => '',
      metricsType: 'text/plain',
    })
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

/** The status of a request that fetch() would not make. */
function rawStatus(port: number, line: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\r\nhost: x\r\nconnection: close\r\n\r\n`))
    socket.once('data', (data) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString())?.[1]))
      socket.destroy()
    })
    socket.once('error', reject)
  })
}
