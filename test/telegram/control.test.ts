import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Api } from 'grammy'
import { expect, it } from 'vitest'

it('runs as a process of its own and is steered over HTTP', async () => {
  const main = new URL('fake/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--open-doors', '--token', '7:abc'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const { apiRoot, token } = JSON.parse(String(line)) as { apiRoot: string; token: string }
  expect(token).toBe('7:abc')
  const control = async (...commands: unknown[][]) => {
    const response = await fetch(`${apiRoot}/control`, { method: 'POST', body: JSON.stringify(commands) })
    return { status: response.status, results: (await response.json()) as unknown[] }
  }

  const api = new Api(token, { apiRoot })
  await control(['says', 5, 'halo'], ['breaks', { method: 'sendMessage', fault: { code: 500, description: 'x' } }])
  expect((await api.getUpdates()).map(({ message }) => message?.text)).toEqual(['halo'])
  await expect(api.sendMessage(5, 'satu')).rejects.toThrow('500')
  const waiting = control(['seenSince', 0, 5000])
  await api.sendMessage(5, 'dua', { reply_markup: { inline_keyboard: [[{ text: 'Ya', callback_data: 'y' }]] } })
  expect((await waiting).results).toMatchObject([[{ chatId: 5, text: 'dua' }]])
  await control(['taps', 5, 'Ya'])
  expect((await control(['counts'], ['forget'], ['counts'])).results).toMatchObject([
    { seen: 1, unconfirmed: 2, openTaps: 1 },
    null,
    { seen: 0 },
  ])
  expect(await control(['__proto__', 1])).toEqual({ status: 400, results: { error: 'Unknown command "__proto__"' } })

  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
