/** The fake is our model of the Bot API: what the other tests rely on is proved here, through grammY where it can. */
import { Api, type GrammyError, InputFile } from 'grammy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leanFetch } from '../../src/bots/telegram/fetch.ts'
import { until } from '../contracts/until.ts'
import { type FakeOptions, FakeTelegram, refusal } from './fake-telegram.ts'

const ME = 7

describe('the fake Bot API', () => {
  let fake: FakeTelegram
  let api: Api
  let apiRoot: string

  const begin = async (options: FakeOptions = {}) => {
    await fake?.end()
    fake = new FakeTelegram({ webhookRetryMs: 5, ...options })
    apiRoot = await fake.listen()
    api = new Api(fake.token, { apiRoot, fetch: leanFetch(apiRoot), timeoutSeconds: 3 })
    fake.people.meets(ME)
  }
  beforeEach(() => begin())
  afterEach(() => fake.end())

  const refusalOf = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (error: GrammyError) => `${error.error_code} ${error.description}`,
    )
  const idsOf = async (poll: Promise<{ update_id: number }[]>) => (await poll).map(({ update_id }) => update_id)

  describe('getUpdates', () => {
    it('confirms only by a higher offset, and gives the rest again', async () => {
      const ids = ['a', 'b', 'c'].map((text) => fake.people.says(ME, text)!.update_id)
      expect(await idsOf(api.getUpdates())).toEqual(ids)
      expect(await idsOf(api.getUpdates({ limit: 2 }))).toEqual(ids.slice(0, 2))
      expect(await idsOf(api.getUpdates({ offset: ids[1]! }))).toEqual(ids.slice(1))
      expect(fake.unconfirmed).toBe(2)
      expect(await idsOf(api.getUpdates({ offset: ids[2]! + 1 }))).toEqual([])
      expect(fake.unconfirmed).toBe(0)
    })

    it('forgets all but the last for a negative offset', async () => {
      const ids = ['a', 'b', 'c'].map((text) => fake.people.says(ME, text)!.update_id)
      expect(await idsOf(api.getUpdates({ offset: -1 }))).toEqual(ids.slice(2))
      expect(fake.unconfirmed).toBe(1)
    })

    it('waits for the first update, and for no longer than asked', async () => {
      const waiting = idsOf(api.getUpdates({ timeout: 30 }))
      setTimeout(() => fake.people.says(ME, 'halo'), 30)
      expect(await waiting).toHaveLength(1)
      const { update_id } = fake.people.says(ME, 'lagi')!
      const before = performance.now()
      expect(await idsOf(api.getUpdates({ offset: update_id + 1, timeout: 1 }))).toEqual([])
      expect(performance.now() - before).toBeGreaterThan(900)
    })

    it('lets the newer of two polls win', async () => {
      const first = refusalOf(api.getUpdates({ timeout: 30 }))
      await new Promise((resolve) => setTimeout(resolve, 30))
      const second = idsOf(api.getUpdates({ timeout: 30 }))
      expect(await first).toBe(`409 ${refusal.otherPoller().message}`)
      fake.people.says(ME, 'halo')
      expect(await second).toHaveLength(1)
    })

    it('ends where a webhook begins', async () => {
      const waiting = refusalOf(api.getUpdates({ timeout: 30 }))
      await new Promise((resolve) => setTimeout(resolve, 30))
      await api.setWebhook('http://127.0.0.1:9/x')
      expect(await waiting).toBe('409 Conflict: terminated by setWebhook request')
      expect(await refusalOf(api.getUpdates())).toContain(
        "409 Conflict: can't use getUpdates method while webhook is active",
      )
      await api.deleteWebhook()
      expect(await refusalOf(api.getUpdates())).toBe('none')
    })

    it('keeps an update that a broken poll would have carried', async () => {
      const gone = new AbortController()
      const poll = fetch(`${apiRoot}/bot${fake.token}/getUpdates?timeout=30`, { signal: gone.signal }).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 30))
      gone.abort()
      await poll
      await new Promise((resolve) => setTimeout(resolve, 30))
      fake.people.says(ME, 'halo')
      expect(await idsOf(api.getUpdates())).toHaveLength(1)
    })
  })

  describe('messages', () => {
    it('are seen as they are read, kept as they were sent, and returned in full', async () => {
      const returned = await api.sendMessage(ME, ' <b>Halo</b> &lt;Kak&gt; ', { parse_mode: 'HTML' })
      expect(fake.seenBy(ME)[0]).toMatchObject({ sent: ' <b>Halo</b> &lt;Kak&gt; ', text: 'Halo <Kak>' })
      expect(returned).toMatchObject({
        text: 'Halo <Kak>',
        entities: [{ type: 'bold', offset: 0, length: 4 }],
        chat: { id: ME, type: 'private' },
      })
      expect((await api.sendMessage(ME, '<b>')).text).toBe('<b>')
    })

    it.each([
      ['<x>a</x>', 'Unsupported start tag "x" at byte offset 0'],
      ['é <b>a', 'Can\'t find end tag corresponding to start tag "b"'],
      ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
      ['é a</b>', 'Unexpected end tag at byte offset 4'],
      ['1 < 2', 'Unclosed start tag at byte offset 2'],
    ])('with broken HTML are refused: %s', async (html, why) => {
      expect(await refusalOf(api.sendMessage(ME, html, { parse_mode: 'HTML' }))).toBe(
        `400 Bad Request: can't parse entities: ${why}`,
      )
    })

    it('keep to the limits', async () => {
      const button = (callback_data: string) => ({
        reply_markup: { inline_keyboard: [[{ text: 'x', callback_data }]] },
      })
      const html = { parse_mode: 'HTML' } as const
      expect(await refusalOf(api.sendMessage(ME, `<b>${'😀'.repeat(2048)}</b>`, html))).toBe('none')
      expect(await refusalOf(api.sendMessage(ME, 'a'.repeat(4097)))).toBe('400 Bad Request: message is too long')
      expect(await refusalOf(api.sendMessage(ME, '<b> </b>', html))).toBe('400 Bad Request: message text is empty')
      expect(await refusalOf(api.sendMessage(ME, 'x', button('é'.repeat(32))))).toBe('none')
      expect(await refusalOf(api.sendMessage(ME, 'x', button('é'.repeat(33))))).toBe(
        '400 Bad Request: BUTTON_DATA_INVALID',
      )
      expect(await refusalOf(api.sendMessage(ME, 'a\uD83D'))).toBe('400 Bad Request: strings must be encoded in UTF-8')
    })

    it('go only to people who wrote, and not past a block', async () => {
      expect(await refusalOf(api.sendMessage(8, 'x'))).toBe('400 Bad Request: chat not found')
      fake.people.says(8, 'halo')
      expect(await refusalOf(api.sendMessage(8, 'x'))).toBe('none')
      fake.people.blocks(8)
      expect(await refusalOf(api.sendMessage(8, 'x'))).toBe('403 Forbidden: bot was blocked by the user')
      await begin({ openDoors: true })
      expect(await refusalOf(api.sendMessage(8, 'x'))).toBe('none')
    })

    it('are slowed down where a rate is set', async () => {
      await begin({ perSecond: 30 })
      const outcomes = await Promise.all(Array.from({ length: 35 }, () => refusalOf(api.sendMessage(ME, 'x'))))
      expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(30)
      expect(outcomes.at(-1)).toBe('429 Too Many Requests: retry after 1')
      await new Promise((resolve) => setTimeout(resolve, 1000))
      expect(await refusalOf(api.sendMessage(ME, 'x'))).toBe('none')
    })

    it('can be changed and deleted, but not into themselves', async () => {
      const { message_id } = await api.sendMessage(ME, 'satu')
      await api.editMessageText(ME, message_id, '<b>dua</b>', { parse_mode: 'HTML' })
      expect(fake.textsOf(ME)).toEqual(['dua'])
      expect(await refusalOf(api.editMessageText(ME, message_id, '<b>dua</b>', { parse_mode: 'HTML' }))).toContain(
        'message is not modified',
      )
      await api.deleteMessage(ME, message_id)
      expect(fake.textsOf(ME)).toEqual([])
      expect(await refusalOf(api.deleteMessage(ME, message_id))).toBe('400 Bad Request: message to delete not found')
    })

    it('keep a number in a form a text', async () => {
      const file = new InputFile(Buffer.from('isi'), 'a.txt')
      await api.sendDocument(ME, file, { caption: '123' })
      expect(fake.textsOf(ME)).toEqual(['123'])
    })
  })

  describe('files', () => {
    it('are uploaded, sent again by id, and downloaded', async () => {
      const data = Buffer.from('%PDF kontrak \r\n--\0 isi')
      const { document } = await api.sendDocument(ME, new InputFile(data, 'kontrak.pdf'))
      await api.sendDocument(ME, document.file_id, { caption: 'lagi' })
      const { file_path } = await api.getFile(document.file_id)
      const response = await fetch(`${apiRoot}/file/bot${fake.token}/${file_path}`)
      expect(Buffer.from(await response.arrayBuffer())).toEqual(data)
      expect(fake.seenBy(ME).map(({ file }) => file?.id)).toEqual([document.file_id, document.file_id])
    })

    it('are refused as what they are not, and where they are not known', async () => {
      const { photo } = await api.sendPhoto(ME, new InputFile(Buffer.from('jpeg'), 'a.jpg'))
      expect(await refusalOf(api.sendDocument(ME, photo.at(-1)!.file_id))).toBe(
        "400 Bad Request: can't use file of type Photo as Document",
      )
      expect(await refusalOf(api.sendPhoto(ME, 'nowhere'))).toContain('400 Bad Request: wrong file identifier')
      expect((await fetch(`${apiRoot}/file/bot${fake.token}/nowhere`)).status).toBe(404)
    })
  })

  describe('people', () => {
    it('tap what they see, and the tap waits for an answer', async () => {
      await api.sendMessage(ME, 'Mau?', {
        reply_markup: { inline_keyboard: [[{ text: 'Ya', callback_data: 'x=ya' }]] },
      })
      fake.people.taps(ME, 'Ya')
      expect(() => fake.people.taps(ME, 'Tidak')).toThrow('no button "Tidak"')
      const [update] = await api.getUpdates()
      expect(update!.callback_query).toMatchObject({ data: 'x=ya', from: { id: ME }, message: { text: 'Mau?' } })
      expect(fake.openTaps).toBe(1)
      await api.answerCallbackQuery(update!.callback_query!.id)
      expect(fake.openTaps).toBe(0)
      expect(await refusalOf(api.answerCallbackQuery('unknown'))).toContain('400 Bad Request: query is too old')
    })
  })

  describe('faults', () => {
    it('happen as often and as late as asked, to the right calls', async () => {
      const { code, message: description } = refusal.broken()
      fake.faults.add({ method: 'sendMessage', chatId: ME, skip: 1, times: 2, fault: { code, description } })
      fake.people.meets(8)
      const outcomes = []
      for (let i = 0; i < 4; i++)
        outcomes.push(await refusalOf(api.sendMessage(ME, 'x')), await refusalOf(api.sendMessage(8, 'x')))
      const broken = '500 Internal Server Error'
      expect(outcomes).toEqual(['none', 'none', broken, 'none', broken, 'none', 'none', 'none'])
    })

    it('of a hang last until the bot gives up, on either side of accepting', async () => {
      for (const [fault, seen] of [
        ['hang before', 0],
        ['hang after', 1],
      ] as const) {
        const hasty = new Api(fake.token, { apiRoot, fetch: leanFetch(apiRoot), timeoutSeconds: 0.1 })
        fake.faults.add({ method: 'sendMessage', fault })
        await expect(hasty.sendMessage(ME, 'x')).rejects.toThrow('Network request')
        expect(fake.seenBy(ME)).toHaveLength(seen)
      }
    })

    it('of a token answer as the real server does', async () => {
      const status = async (token: string) => (await fetch(`${apiRoot}/bot${token}/getMe`)).status
      expect(await status('4242:another')).toBe(401)
      expect(await status('rubbish')).toBe(404)
      expect(await refusalOf(api.raw.sendDice({ chat_id: ME }))).toBe('404 Not Found: method not found')
    })
  })

  it('has no more webhook calls at once than the bot wants', async () => {
    const http = await import('node:http')
    let open = 0
    let most = 0
    let done = 0
    const server = http.createServer((_, response) => {
      most = Math.max(most, ++open)
      setTimeout(() => {
        open--
        done++
        response.end()
      }, 5)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    await api.setWebhook(`http://127.0.0.1:${port}/`, { max_connections: 3 })
    for (let chat = 1; chat <= 20; chat++) for (const text of ['a', 'b']) fake.people.says(chat, text)
    await until(() => fake.unconfirmed === 0)
    expect([most, done]).toEqual([3, 40])
    server.closeAllConnections()
    server.close()
  })
})
