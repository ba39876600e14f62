import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { terminal } from '../../src/bots/terminal/adapter.ts'

it('prints a file that is text, names any other, and does without one that is gone', async () => {
  const output = new PassThrough()
  const adapter = terminal({
    input: new PassThrough(),
    output,
    account: 'chat',
    chatId: 'warga',
    quiet: async () => {},
    onEnd: () => {},
  })
  const to = { channel: 'terminal', account: 'chat', chatId: 'warga' } as const
  const sends = async (mime: string, name: string, bytes?: Buffer) => {
    await adapter.send(to, { text: 'Ini berkasnya', file: { kept: 'a', mime, bytes: 2, name } }, '1', async () => bytes)
    return output.read().toString()
  }
  expect(await sends('application/json', 'data-saya.json', Buffer.from('{"a":1}\n'))).toBe(
    'Ini berkasnya\n[berkas: data-saya.json]\n{"a":1}\n\n',
  )
  expect(await sends('image/jpeg', 'ktp.jpg', Buffer.from('x'))).toBe('Ini berkasnya\n[berkas: ktp.jpg]\n\n')
  expect(await sends('application/json', 'data-saya.json')).toBe('Ini berkasnya\n[berkas: data-saya.json]\n\n')
})
