import { connect, createServer, type Server, type Socket } from 'node:net'
import { Api, type HttpError } from 'grammy'
import { afterEach, describe, expect, it } from 'vitest'
import { toSendError } from '../../src/bots/telegram/errors.ts'
import { leanFetch, NotConnected } from '../../src/bots/telegram/fetch.ts'
import { FakeTelegram } from './fake-telegram.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A server that does this with every connection. */
async function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const listening = createServer(onConnection)
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  return (listening.address() as { port: number }).port
}

describe('a request over leanFetch', () => {
  const verdict = async (apiRoot: string) => {
    const api = new Api('42:x', { apiRoot, fetch: leanFetch(apiRoot), timeoutSeconds: 2 })
    const error = await api.sendMessage(7, 'halo').catch((e: HttpError) => e)
    return toSendError(error).verdict
  }

  it('never left when the line was cut before both sides agreed on encryption', async () => {
    const port = await serve((socket) => socket.once('data', () => socket.destroy()))
    expect(await verdict(`https://127.0.0.1:${port}`)).toBe('try later')
  })

  it('may have left when the line was cut after it was connected', async () => {
    const port = await serve((socket) => socket.once('data', () => socket.destroy()))
    expect(await verdict(`http://127.0.0.1:${port}`)).toBe('unknown')
  })

  it('never left when nobody connected before it was given up', async () => {
    const fetch = leanFetch('http://192.0.2.1') // an address for documentation, where nobody is
    const signal = AbortSignal.timeout(100)
    const body = JSON.stringify({ chat_id: 7, text: 'halo' })
    const error = await fetch('http://192.0.2.1/bot42:x/sendMessage', { method: 'POST', body, signal } as never).catch(
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(NotConnected)
  })

  it('may have left when it is given up before the answer', async () => {
    const port = await serve(() => {})
    expect(await verdict(`http://127.0.0.1:${port}`)).toBe('unknown')
  })

  it('is made once, however often the line is cut', async () => {
    let requests = 0
    const port = await serve((socket) =>
      socket.once('data', () => {
        requests++
        socket.destroy()
      }),
    )
    await verdict(`http://127.0.0.1:${port}`)
    expect(requests).toBe(1)
  })

  it('may have left when the answer breaks off', async () => {
    const port = await serve((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok":')),
    )
    expect(await verdict(`http://127.0.0.1:${port}`)).toBe('unknown')
  })

  it('uses its connections again and again', async () => {
    const fake = new FakeTelegram({ openDoors: true })
    const apiRoot = await fake.listen()
    let connections = 0
    const port = await serve((socket) => {
      connections++
      const onward = connect(Number(new URL(apiRoot).port), '127.0.0.1')
      socket.pipe(onward).pipe(socket)
      onward.on('error', () => socket.destroy())
      socket.on('error', () => onward.destroy())
    })
    const root = `http://127.0.0.1:${port}`
    const api = new Api(fake.token, { apiRoot: root, fetch: leanFetch(root) })
    for (let i = 0; i < 20; i++) await api.sendMessage(7, `pesan ${i}`)
    expect(fake.textsOf(7)).toHaveLength(20)
    expect(connections).toBeLessThanOrEqual(2) // the next may be written before the last answer's line is free
    await fake.end()
  })
})
