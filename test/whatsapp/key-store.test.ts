import { describe, expect, it } from 'vitest'
import { fromText, KeyStore, toText } from '../../src/bots/whatsapp/key-store.ts'
import { MemoryLogin } from '../whatsapp-peer/linked-login.ts'

describe('the key store of a line', () => {
  const bytes = Buffer.from([1, 2, 3])

  it('gives back what it was given, and nothing that is gone', async () => {
    const keys = new KeyStore(new MemoryLogin(), () => {})
    await keys.set({ session: { a: bytes, b: bytes }, 'lid-mapping': { '62811': '1001' } })
    await keys.set({ session: { b: null } })
    const { a, ...others } = await keys.get('session', ['a', 'b', 'c'])
    expect(Buffer.from(a!)).toEqual(bytes)
    expect(others).toEqual({})
    expect(await keys.get('lid-mapping', ['62811'])).toEqual({ '62811': '1001' })
  })

  it('writes no more once its line has ended, for the next line has newer keys; what is being written, is', async () => {
    const login = new MemoryLogin()
    let commit = () => {}
    login.commit = () => new Promise((resolve) => (commit = resolve))
    const keys = new KeyStore(login, () => {})
    const writing = keys.set({ session: { a: bytes } })
    let ended = false
    const end = keys.end().then(() => {
      ended = true
    })
    await expect(keys.set({ session: { a: Buffer.from([9]) } })).rejects.toThrow('ended')
    expect(ended).toBe(false)
    commit()
    await Promise.all([writing, end])
    expect(Buffer.from((await keys.get('session', ['a'])).a!)).toEqual(bytes)
  })

  it('sends the events of a piece of work along with its next write, and with no other one', async () => {
    const login = new MemoryLogin()
    const written: string[][] = []
    login.commit = async (events) => void written.push(events.map(({ id }) => id))
    const keys = new KeyStore(login, () => {})
    const event = { id: 'M1', from: { channel: 'whatsapp', account: 'x', chatId: 'y' } as const, at: new Date() }
    await Promise.all([
      keys.with(async (events) => {
        events.push({ ...event, group: false, input: { kind: 'text', text: 'halo' } })
        await keys.set({ session: { a: bytes } })
      }),
      keys.set({ session: { b: bytes } }),
    ])
    expect(written.sort()).toEqual([[], ['M1']])
  })

  it('keeps bytes as bytes', () => {
    expect(fromText(toText({ key: bytes }))).toEqual({ key: bytes })
  })
})
