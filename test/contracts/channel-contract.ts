/** What the app relies on in every channel. An adapter's own test runs this suite with a harness of its platform. */
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChannelAdapter, FileError, SendError, type Verdict } from '../../src/app/ports.ts'
import type { ChatAddress, ChatEvent, FileRef } from '../../src/domain/chat.ts'
import { pick } from '../../src/domain/pick.ts'
import { until } from './until.ts'

export type ChannelHarness = {
  adapter: ChannelAdapter
  /** Where the person can be reached. */
  person: ChatAddress
  /** The person writes. */
  says(text: string): void
  /** The person picks one of the choices they were shown, by its label. */
  picks(label: string): void
  /** The person sends a picture, with words under it. */
  sendsPicture(bytes: Buffer, caption: string): void
  /** The files that the person was shown so far, whole. */
  files(): Promise<{ bytes: Buffer; picture: boolean; name: string }[]>
  /** What becomes of the next file that we ask the platform for. */
  breaksFile(how: 'cut' | 'gone'): void
  /** What the person has been shown so far, as they read it. */
  shown(): string[]
  /** How much the platform still keeps because we have not said that we have it. */
  unconfirmed(): number
  /** Makes the platform fail the next send in a way that deserves this verdict. */
  fails(verdict: Verdict): void
  /** Every line that was logged. */
  logged(): string[]
  /** Words that must never be logged: tokens, keys. */
  secrets: string[]
  close(): Promise<void>
}

export function channelContract(name: string, makeHarness: () => Promise<ChannelHarness>): void {
  describe(`${name} keeps the channel contract`, () => {
    let harness: ChannelHarness
    let heard: ChatEvent[]
    const hear = async (events: ChatEvent[]) => void heard.push(...events)
    const texts = () => heard.map(({ input }) => (input.kind === 'text' ? input.text : input.kind))

    beforeEach(async () => {
      harness = await makeHarness()
      heard = []
    })
    afterEach(async () => {
      await harness.adapter.stop()
      await harness.close()
    })

    it('hears what a person says, in order, and says whose it is', async () => {
      const { adapter, person } = harness
      await adapter.start(hear)
      const said = Array.from({ length: 25 }, (_, i) => `pesan ${i}`)
      for (const text of said) harness.says(text)
      await until(() => heard.length === said.length)
      expect(texts()).toEqual(said)
      expect(new Set(heard.map(({ id }) => id)).size).toBe(said.length)
      for (const event of heard) expect(event).toMatchObject({ from: person, group: false })
      expect(person).toMatchObject({ channel: adapter.channel, account: adapter.account })
      expect(Math.abs(heard[0]!.at.getTime() - Date.now())).toBeLessThan(60_000)
    })

    it('hears what was said before it listened', async () => {
      harness.says('ada orang?')
      await harness.adapter.start(hear)
      await until(() => heard.length === 1)
      expect(texts()).toEqual(['ada orang?'])
    })

    it('tells the platform only after the commit', async () => {
      let commit = () => {}
      const committed = new Promise<void>((resolve) => {
        commit = resolve
      })
      await harness.adapter.start(async (events) => {
        heard.push(...events)
        await committed
      })
      harness.says('satu')
      await until(() => heard.length === 1)
      await rest()
      expect(harness.unconfirmed()).toBe(1)
      commit()
      await until(() => harness.unconfirmed() === 0)
      expect(heard).toHaveLength(1)
    })

    it('gives the same events with the same ids again until they are committed', async () => {
      let refusals = 2
      const refused: string[] = []
      await harness.adapter.start(async (events) => {
        if (refusals-- > 0) {
          refused.push(events[0]!.id)
          throw new Error('no database')
        }
        heard.push(...events)
      })
      harness.says('satu')
      harness.says('dua')
      await until(() => heard.length === 2)
      expect(texts()).toEqual(['satu', 'dua'])
      expect(refused).toEqual([heard[0]!.id, heard[0]!.id])
      await until(() => harness.unconfirmed() === 0)
    })

    it('shows markup as it is meant, and a person’s own words as they are', async () => {
      await harness.adapter.start(hear)
      harness.says('halo')
      await until(() => heard.length === 1)
      const { platformId } = await harness.adapter.send(harness.person, {
        text: 'Ketik *menu* ya, _Kak_ <b>&amp; \\*x\\_y',
      })
      expect(harness.shown()).toEqual(['Ketik menu ya, Kak <b>&amp; *x_y'])
      expect(platformId).not.toBe('')
    })

    it('brings back the choice that was picked, by its id or in words that pick it', async () => {
      await harness.adapter.start(hear)
      harness.says('halo')
      await until(() => heard.length === 1)
      const choices = [
        { id: 'daftar:scheme=ssw-kaigo', label: 'Kaigo' },
        { id: 'menu:petugas', label: 'Bicara dengan petugas' },
      ]
      await harness.adapter.send(harness.person, { text: 'Mau apa?', choices })
      harness.picks('Kaigo')
      await until(() => heard.length === 2)
      const { from, input } = heard[1]!
      expect(from).toEqual(harness.person)
      const id = input.kind === 'text' ? pick(choices, input.text)?.id : input.kind === 'choice' ? input.id : input.kind
      expect(id).toBe('daftar:scheme=ssw-kaigo')
    })

    for (const verdict of ['try later', 'person left', 'message refused', 'unknown'] satisfies Verdict[]) {
      it(`says "${verdict}" when that is so, and sends again afterwards`, async () => {
        await harness.adapter.start(hear)
        harness.says('halo')
        await until(() => heard.length === 1)
        harness.fails(verdict)
        const error = await harness.adapter.send(harness.person, { text: 'rahasia Budi' }).catch((e: unknown) => e)
        expect(error).toBeInstanceOf(SendError)
        expect(error).toMatchObject({ verdict })
        expect(JSON.stringify([error, (error as Error).message, String((error as Error).cause)])).not.toMatch(
          /rahasia|Budi/,
        )
        await harness.adapter.send(harness.person, { text: 'sudah bisa' })
        expect(harness.shown().at(-1)).toBe('sudah bisa')
      })
    }

    /** The person sends a picture; resolves to what we heard of it. */
    async function picture(bytes: Buffer, caption = ''): Promise<{ file: FileRef; caption?: string | undefined }> {
      await harness.adapter.start(hear)
      harness.sendsPicture(bytes, caption)
      await until(() => heard.length === 1)
      const { input } = heard[0]!
      if (input.kind !== 'file') throw new Error(`heard ${input.kind}`)
      return input
    }
    const fetched = (file: FileRef, limit = 1_000_000) => harness.adapter.fetch(file, harness.person, limit)

    it('hears a picture with the words under it, and fetches it', async () => {
      const bytes = jpeg(100_000)
      const { file, caption } = await picture(bytes, 'ini kontraknya, aman?')
      expect(caption).toBe('ini kontraknya, aman?')
      expect(file.mime).toBe('image/jpeg')
      expect((await fetched(file)).equals(bytes)).toBe(true)
      expect((await fetched(file, bytes.length)).length).toBe(bytes.length)
    })

    it('fetches no more than it may', async () => {
      const { file } = await picture(jpeg(30_001))
      await expect(fetched(file, 30_000)).rejects.toMatchObject({ name: 'FileError', verdict: 'too large' })
    })

    for (const [how, verdict] of [
      ['cut', 'try later'],
      ['gone', 'gone'],
    ] as const)
      it(`says "${verdict}" when a file is ${how}, and nothing of what is in it`, async () => {
        const { file } = await picture(jpeg(50_000))
        harness.breaksFile(how)
        const error = await fetched(file).catch((e: unknown) => e)
        expect(error).toBeInstanceOf(FileError)
        expect(error).toMatchObject({ verdict })
        for (const secret of harness.secrets) expect(String((error as Error).stack)).not.toContain(secret)
        if (how === 'cut') expect(await fetched(file)).toHaveLength(50_000)
      })

    it('fetches nothing that lies on another channel', async () => {
      await harness.adapter.start(hear)
      const foreign = { ref: 'elsewhere:1', mime: 'image/jpeg', bytes: 9, channel: 'terminal' } as const
      await expect(fetched(foreign)).rejects.toMatchObject({ verdict: 'gone' })
    })

    it('shows a picture and a document that only we have', async () => {
      await harness.adapter.start(hear)
      harness.says('halo')
      await until(() => heard.length === 1)
      const [photo, paper] = [jpeg(40_000), Buffer.from('%PDF-1.7 kontrak')]
      const shows = (file: FileRef, bytes: Buffer | undefined) =>
        harness.adapter.send(harness.person, { text: 'Berkas *tiket 3*', file }, undefined, async () => bytes)
      const elsewhere = { ref: 'photo:AgAC', channel: 'terminal', kept: 'a' } as const
      await shows({ ...elsewhere, mime: 'image/jpeg', bytes: photo.length }, photo)
      await shows({ kept: 'b', mime: 'application/pdf', bytes: paper.length, name: 'kontrak.pdf' }, paper)
      const files = await harness.files()
      expect(files.map(({ picture, name }) => [picture, name])).toEqual([
        [true, expect.anything()],
        [false, 'kontrak.pdf'],
      ])
      expect(files[0]!.bytes.equals(photo) && files[1]!.bytes.equals(paper)).toBe(true)
      const data = Buffer.from('{"orang":{}}')
      await shows({ kept: 'd', once: true, mime: 'application/json', bytes: data.length, name: 'data-saya.json' }, data)
      const own = (await harness.files())[2]!
      expect([own.picture, own.name, own.bytes.equals(data)]).toEqual([false, 'data-saya.json', true])
      await shows({ kept: 'c', mime: 'image/jpeg', bytes: 9 }, undefined)
      expect(await harness.files()).toHaveLength(3)
      const toCome = '(Ada foto atau berkas. Sebentar lagi menyusul di sini.)'
      expect(harness.shown().at(-1)).toBe(`Berkas tiket 3\n\n${toCome}`)
      expect(harness.shown().filter((text) => text.startsWith('Berkas tiket 3'))).toHaveLength(4)
    })

    it('hears nothing after stop(), loses nothing, and can still send', async () => {
      await harness.adapter.start(hear)
      harness.says('satu')
      await until(() => heard.length === 1 && harness.unconfirmed() === 0)
      await harness.adapter.stop()
      harness.says('dua')
      await rest()
      expect(texts()).toEqual(['satu'])
      expect(harness.unconfirmed()).toBe(1)
      await harness.adapter.send(harness.person, { text: 'sampai jumpa' })
      expect(harness.shown()).toEqual(['sampai jumpa'])
    })

    it('waits in stop() for what is being committed', async () => {
      let committed = false
      await harness.adapter.start(async (events) => {
        heard.push(...events)
        await rest()
        committed = true
      })
      harness.says('satu')
      await until(() => heard.length === 1)
      expect(committed).toBe(false)
      await harness.adapter.stop()
      expect(committed).toBe(true)
    })

    it('is well while it works', async () => {
      await harness.adapter.start(hear)
      expect(harness.adapter.health()).toBeUndefined()
    })

    it('logs no words of a person, no number and no secret', async () => {
      let broken = true
      await harness.adapter.start(async (events) => {
        if (broken) throw new Error(`cannot store ${JSON.stringify(events)}`)
        heard.push(...events)
      })
      harness.says('nama saya Rahmah, NIK 6371012345678901')
      await until(() => harness.logged().length > 0)
      broken = false
      await until(() => heard.length === 1)
      harness.fails('message refused')
      await harness.adapter.send(harness.person, { text: 'Halo Rahmah' }).catch(() => {})
      const log = harness.logged().join('\n')
      for (const word of ['Rahmah', '6371012345678901', ...harness.secrets]) expect(log).not.toContain(word)
    })
  })
}

/** Long enough for a wrong message to arrive. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 80))

/** Begins as a picture does, and holds what nobody can guess. */
const jpeg = (size: number) => Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), randomBytes(size - 4)])
