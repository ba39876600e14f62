import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Claimed, Settlement } from '../../../src/app/store.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { chatOf, look, queue, texts, turn } from './turn.ts'

const BOT = { channel: 'telegram', account: '42' } as const

export function sending(harness: () => StoreHarness): void {
  describe('sending', () => {
    const ledger = () =>
      harness().rows('SELECT state, reason, platform_id, repeated, attempts, claimed_by FROM outbox ORDER BY id')

    it('hands what it saved to the process at once, ready to be sent', async () => {
      const process = await harness().start()
      const { handed } = await turn(process, { replies: ['satu', 'dua'] })
      expect(handed).toMatchObject([
        { to: chatOf('siti'), kind: 'reply', reply: { text: 'satu' }, attempts: 1, repeated: false },
        { to: chatOf('siti'), kind: 'reply', reply: { text: 'dua' }, attempts: 1, repeated: false },
      ])
      expect(await process.outbox.claim(10)).toEqual([])
    })

    it('hands over only when nothing of the chat waits elsewhere', async () => {
      const [one, two] = [await harness().start(), await harness().start()]
      await queue(one, ['waits'])
      expect((await turn(one, { replies: ['after what waits'] })).handed).toEqual([])
      await turn(one, { replies: ['in hand'] }, chatOf('rahmah'))
      expect((await turn(two, { replies: ['after what one sends'] }, chatOf('rahmah'))).handed).toEqual([])
      expect(texts((await turn(one, { replies: ['in its own lane'] }, chatOf('budi'))).handed)).toEqual([
        'in its own lane',
      ])
      expect(texts((await turn(one, { replies: ['behind its own'] }, chatOf('budi'))).handed)).toEqual([
        'behind its own',
      ])
    })

    it('hands nothing to a process that does not send; another one claims it', async () => {
      const bot = await harness().start(undefined, false)
      const sender = await harness().start()
      expect((await turn(bot, { replies: ['satu', 'dua'] })).handed).toEqual([])
      const [first] = await sender.outbox.claim(10)
      await sender.outbox.settle([{ row: first!.row, state: 'sent', platformId: '1' }])
      expect(texts([first!, ...(await sender.outbox.claim(10))])).toEqual(['satu', 'dua'])
    })

    it('never hands over what another chat is told', async () => {
      const process = await harness().start()
      const { id } = await look(process, chatOf('petugas'))
      const { handed } = await turn(process, { replies: ['ya'], notices: [{ chat: id, text: 'ada pesan' }] })
      expect(texts(handed)).toEqual(['ya'])
      const claimed = await process.outbox.claim(10)
      expect(claimed).toMatchObject([{ to: chatOf('petugas'), kind: 'notice', reply: { text: 'ada pesan' } }])
    })

    it('gives one message of a chat at a time, in order, also to two claimers that often fail', async () => {
      const world = new Delivery()
      const processes = [await harness().start(), await harness().start()]
      for (let chat = 0; chat < 8; chat++)
        await queue(processes[0]!, world.messages(`chat ${chat}`, 6), chatOf(`chat ${chat}`))
      await Promise.all([...processes, ...processes].map((process) => world.deliver(process)))
      expect(world.wrong).toEqual([])
      expect(world.retries).toBeGreaterThan(5)
      expect(world.claimers.size).toBe(2)
      expect(world.left).toEqual(world.queued)
    })

    it('gives replies before notices, and the oldest of each first', async () => {
      const process = await harness().start()
      const chats: string[] = []
      for (const name of ['a', 'b', 'c']) chats.push((await look(process, chatOf(name))).id)
      const notices = chats.map((chat, i) => ({ chat, text: `kabar ${i}` }))
      await turn(process, { notices }, chatOf('petugas'))
      await queue(process, ['jawaban 1'], chatOf('siti'))
      await queue(process, ['jawaban 2'], chatOf('budi'))
      expect(texts(await process.outbox.claim(3))).toEqual(['jawaban 1', 'jawaban 2', 'kabar 0'])
      expect(texts(await process.outbox.claim(3))).toEqual(['kabar 1', 'kabar 2'])
    })

    it('gives an older notice of the chat before a newer reply', async () => {
      const process = await harness().start()
      const { id } = await look(process)
      await turn(process, { notices: [{ chat: id, text: 'kabar' }] }, chatOf('petugas'))
      await queue(process, ['jawaban'])
      const [first] = await process.outbox.claim(10)
      expect(first!.reply.text).toBe('kabar')
      await process.outbox.settle([{ row: first!.row, state: 'sent', platformId: '1' }])
      expect(texts(await process.outbox.claim(10))).toEqual(['jawaban'])
    })

    it('ends a message that cannot be opened, and gives the others', async () => {
      const process = await harness().start()
      await queue(process, ['rusak', 'sesudahnya'])
      await queue(process, ['utuh'], chatOf('rahmah'))
      await harness().rows('UPDATE outbox SET body = $1 WHERE id = (SELECT min(id) FROM outbox)', [Buffer.alloc(99, 7)])
      expect(texts(await process.outbox.claim(10))).toEqual(['utuh'])
      expect((await ledger())[0]).toMatchObject({ state: 'failed', reason: 'cannot be opened' })
      expect(texts(await process.outbox.claim(10))).toEqual(['sesudahnya'])
    })

    it('gives only what may leave by the accounts of the process', async () => {
      const ours = await harness().start()
      const theirs = await harness().start([{ channel: 'telegram', account: '43' }])
      await queue(ours, ['satu'])
      expect(await theirs.outbox.claim(10)).toEqual([])
      expect(texts(await ours.outbox.claim(10))).toEqual(['satu'])
    })

    it('writes every end of a message into the ledger', async () => {
      const process = await harness().start()
      const { handed } = await turn(process, { replies: ['a', 'b', 'c', 'd', 'e'] })
      const [a, b, c, d, e] = handed.map(({ row }) => row) as [string, string, string, string, string]
      await process.outbox.settle([
        { row: a, state: 'sent', platformId: '17' },
        { row: b, state: 'failed', reason: 'message refused: too long' },
        { row: c, state: 'skipped', reason: 'not wanted' },
        { row: d, state: 'unknown', reason: 'timeout' },
        { row: e, state: 'queued', afterMs: 60_000, reason: 'busy', repeated: true },
      ])
      const end = { claimed_by: null, attempts: 1, repeated: false, platform_id: null }
      expect(await ledger()).toEqual([
        { ...end, state: 'sent', reason: null, platform_id: '17' },
        { ...end, state: 'failed', reason: 'message refused: too long' },
        { ...end, state: 'skipped', reason: 'not wanted' },
        { ...end, state: 'unknown', reason: 'timeout' },
        { ...end, state: 'queued', reason: 'busy', repeated: true },
      ])
      const settled = await harness().rows<{ n: string }>('SELECT count(settled_at) AS n FROM outbox')
      expect(settled).toEqual([{ n: '4' }])
      expect(await process.outbox.claim(10)).toEqual([])
    })

    it('keeps the words of a message only for as long as it may still be sent', async () => {
      const process = await harness().start()
      const words = async () =>
        (await harness().rows<{ kept: boolean }>('SELECT body IS NOT NULL AS kept FROM outbox ORDER BY id')).map(
          ({ kept }) => kept,
        )
      const { handed } = await turn(process, { replies: ['satu', 'dua', 'tiga', 'empat'] })
      const [one, two, three, four] = handed.map(({ row }) => row) as [string, string, string, string]
      const again = { row: four, state: 'queued', afterMs: 0, reason: 'busy', repeated: false } as const
      await process.outbox.settle([
        { row: one, state: 'sent', platformId: '17' },
        { row: two, state: 'failed', reason: 'message refused: too long' },
        { row: three, state: 'unknown', reason: 'timeout' },
        again,
      ])
      expect(await words()).toEqual([false, false, false, true])
      expect(texts(await process.outbox.claim(10))).toEqual(['empat'])
      await process.outbox.settle([again])
      await process.outbox.left(handed[0]!.chat)
      expect(await words()).toEqual([false, false, false, false])
      await turn(process, { replies: ['untuk yang pergi'] })
      expect(await words()).toEqual([false, false, false, false, false])
    })

    it('gives a message that was queued again when its time has come, and knows that it was tried', async () => {
      const process = await harness().start()
      const { handed } = await turn(process, { replies: ['satu'] })
      const { row } = handed[0]!
      await process.outbox.settle([{ row, state: 'queued', afterMs: 150, reason: 'busy', repeated: true }])
      expect(await process.outbox.claim(10)).toEqual([])
      await sleep(200)
      expect(await process.outbox.claim(10)).toMatchObject([{ row, attempts: 2, repeated: true }])
    })

    it('skips what waits for a person who left, keeps what is on its way, and opens the chat when they are back', async () => {
      const process = await harness().start()
      await turn(process, { replies: ['jalan'] })
      await queue(process, ['menunggu'], chatOf('rahmah'))
      await queue(process, ['lain'], chatOf('budi'))
      const { id } = await look(process, chatOf('rahmah'))
      await process.outbox.left(id)
      expect(await look(process, chatOf('rahmah'))).toMatchObject({ left: true, unsent: 0 })
      expect((await ledger()).map(({ state, reason }) => [state, reason])).toEqual([
        ['sending', null],
        ['skipped', 'person left'],
        ['queued', 'given back'],
      ])
      await turn(process, { effects: [{ kind: 'chatState', state: 'open' }] }, chatOf('rahmah'))
      expect((await look(process, chatOf('rahmah'))).left).toBe(false)
    })

    it('lets nothing leave a paused account, in any process, and everything else', async () => {
      const other = { channel: 'telegram', account: '43' } as const
      const [one, two] = [await harness().start([BOT, other]), await harness().start([BOT, other])]
      await queue(one, ['dari 42'])
      await queue(one, ['dari 43'], chatOf('siti', '43'))
      const until = new Date(Date.now() + 400)
      await one.outbox.pause(BOT, until)
      await two.outbox.pause(BOT, new Date(Date.now() + 10)) // a shorter one changes nothing
      expect(await two.outbox.paused()).toEqual([{ account: BOT, until }])
      expect(texts(await two.outbox.claim(10))).toEqual(['dari 43'])
      await sleep(until.getTime() - Date.now() + 20)
      expect(texts(await two.outbox.claim(10))).toEqual(['dari 42'])
      expect(await one.outbox.paused()).toEqual([])
    })
  })
}

/** Messages on their way through several claimers, a third of whose tries fail. */
class Delivery {
  readonly wrong: string[] = []
  readonly queued = new Map<string, string[]>()
  readonly left = new Map<string, string[]>()
  readonly claimers = new Set<StoreProcess>()
  retries = 0
  readonly #inHand = new Set<string>()

  messages(chat: string, n: number): string[] {
    const messages = Array.from({ length: n }, (_, i) => `${chat}, message ${i}`)
    this.queued.set(chat, messages)
    return messages
  }

  async deliver(process: StoreProcess): Promise<void> {
    for (let idle = 0; idle < 20; ) {
      const claimed = await process.outbox.claim(3)
      idle = claimed.length > 0 ? 0 : idle + 1
      if (claimed.length > 0) this.claimers.add(process)
      for (const message of claimed) this.#look(message)
      await sleep(Math.random() * 4)
      await process.outbox.settle(claimed.map((message) => this.#settle(message)))
    }
  }

  #look({ to, reply }: Claimed): void {
    if (this.#inHand.has(to.chatId)) this.wrong.push(`two at once: ${reply.text}`)
    this.#inHand.add(to.chatId)
    const next = this.queued.get(to.chatId)![this.left.get(to.chatId)?.length ?? 0]
    if (reply.text !== next) this.wrong.push(`${reply.text} instead of ${next}`)
  }

  #settle({ row, to, reply }: Claimed): Settlement {
    this.#inHand.delete(to.chatId)
    if (Math.random() < 0.33) {
      this.retries++
      return { row, state: 'queued', afterMs: Math.random() * 5, reason: 'busy', repeated: false }
    }
    this.left.set(to.chatId, [...(this.left.get(to.chatId) ?? []), reply.text])
    return { row, state: 'sent', platformId: '1' }
  }
}
