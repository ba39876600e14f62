import { afterEach, describe, expect, it } from 'vitest'
import { type Decider, startDecider } from '../../src/app/decider.ts'
import type { Claimed } from '../../src/app/store.ts'
import { until } from '../contracts/until.ts'
import { gate } from '../gate.ts'
import { MemoryTurns } from './memory-turns.ts'
import { type Logged, smallBrain } from './small-brain.ts'

const APOLOGY = expect.stringMatching(/^Maaf, Kak, ada gangguan di pihak saya/)

describe('the decider', () => {
  let decider: Decider
  let turns: MemoryTurns
  let sent: Claimed[]
  let logged: Logged[]
  const start = () => {
    turns = new MemoryTurns()
    sent = []
    logged = []
    decider = startDecider(smallBrain(logged), turns, {
      hand: (claimed) => void sent.push(...claimed),
      doubt() {},
    })
  }
  const says = (chat: string, ...texts: string[]) => {
    turns.says(chat, ...texts)
    void decider.quiet()
  }
  const people = (n: number) => Array.from({ length: n }, (_, i) => `orang ${i}`)
  /** Decisions in which this is said cannot be saved. */
  const refuseToSave = (text: string) => {
    turns.refuse = (decided) => {
      if (decided.some(({ outgoing }) => outgoing.some(({ reply }) => reply.text.includes(text))))
        throw new Error(`value too long: "${text}"`)
    }
  }
  afterEach(() => decider.stop())

  it('decides what came, soon after it is nudged, and hands over what was saved', async () => {
    start()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const began = performance.now()
    says('siti', 'satu')
    await decider.quiet()
    expect(performance.now() - began).toBeLessThan(500)
    expect(sent.map(({ reply }) => reply.text)).toEqual(['jawab satu'])
  })

  it('decides many chats in one transaction', async () => {
    start()
    for (const name of people(80)) turns.says(name, 'satu')
    void decider.quiet()
    await decider.quiet()
    expect(sent).toHaveLength(80)
    expect(turns.limits.length).toBeLessThan(4)
  })

  it('looks by itself for what nobody told it of', async () => {
    start()
    await new Promise((resolve) => setTimeout(resolve, 20))
    turns.says('siti', 'satu')
    await until(() => sent.length === 1, 3000)
  })

  it('hands nothing over before the commit, and is not quiet before it', async () => {
    start()
    const committed = gate()
    turns.commit = () => committed.opened
    says('siti', 'satu')
    let quiet = false
    const asked = decider.quiet().then(() => {
      quiet = true
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([sent, quiet]).toEqual([[], false])
    committed.open()
    await asked
    expect(sent).toHaveLength(1)
  })

  it('gives up a decision that can never be saved after three tries, with an apology; nobody else waits for it', async () => {
    start()
    refuseToSave('jawab racun')
    for (const name of people(40)) turns.says(name, 'satu')
    turns.says('racun', 'racun')
    for (const name of people(40)) turns.says(`${name} lagi`, 'satu')
    const began = performance.now()
    void decider.quiet()
    await until(() => sent.length === 80)
    expect(performance.now() - began).toBeLessThan(400)
    says('baru', 'satu')
    await decider.quiet()
    expect(turns.told('racun')).toEqual([APOLOGY])
    expect(turns.outcomes('racun')).toEqual(['failed'])
    expect(turns.told('baru')).toEqual(['jawab satu'])
    for (const name of people(40)) expect(turns.told(name)).toEqual(['jawab satu'])
    expect(JSON.stringify(logged)).not.toContain('racun')
    says('racun', 'dua')
    await decider.quiet()
    expect(turns.told('racun').at(-1)).toBe('jawab dua')
  })

  it('apologises to a chat that cannot be opened, decides nothing of it, and says so in the log', async () => {
    start()
    turns.says('siti', 'boom').unreadable = true
    says('rahmah', 'satu')
    await decider.quiet()
    expect(turns.told('siti')).toEqual([APOLOGY])
    expect(turns.told('rahmah')).toEqual(['jawab satu'])
    expect(logged).toMatchObject([{ level: 'error', fields: { chat: 'siti' } }])
  })

  it('counts no try against anybody while the database is away, and goes on when it is back', async () => {
    start()
    turns.away = true
    const chat = turns.says('siti', 'satu')
    void decider.quiet()
    await until(() => logged.length >= 3)
    expect(chat.events[0]!.attempts).toBe(0)
    expect(logged[0]).toMatchObject({ level: 'error', fields: { error: { name: 'Error' } } })
    turns.away = false
    await decider.quiet()
    expect(turns.told('siti')).toEqual(['jawab satu'])
  })

  it('saves what is in hand before it stops, and takes nothing more', async () => {
    start()
    const [deciding, committed] = [gate(), gate()]
    turns.commit = () => {
      deciding.open()
      return committed.opened
    }
    says('siti', 'satu')
    await deciding.opened
    const stopped = decider.stop()
    turns.says('rahmah', 'dua')
    committed.open()
    await stopped
    expect(sent.map(({ reply }) => reply.text)).toEqual(['jawab satu'])
    expect(turns.chats.get('rahmah')!.events).toHaveLength(1)
  })
})
