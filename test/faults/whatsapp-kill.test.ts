import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../contracts/until.ts'
import type { RealProcess } from '../real-process.ts'
import { OWNER, openWhatsApp, type WhatsAppScene } from '../whatsapp/scene.ts'
import type { WhatsAppPeer } from '../whatsapp-peer/peer.ts'
import type { Phone } from '../whatsapp-peer/phone.ts'
import { query } from './ledger.ts'
import { type Random, seeded } from './random.ts'

/** Fifty and more by FAULT_KILLS; every run has time for these. */
const KILLS = Number(process.env.FAULT_KILLS ?? 25)
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000)
const PEOPLE = 20
/** Every answer is one message, and always the same. */
const COMMANDS = ['bantuan', 'skema', 'jadwal', 'status', 'panduan']
/** Several of its lives may pass before somebody is answered, the longer the busier the machine. */
const ANSWER_MS = 240_000
const LEDGER = `
  SELECT (SELECT count(*)::int FROM inbox) AS inbox,
         (SELECT count(*)::int FROM inbox WHERE done_at IS NULL OR outcome <> 'answered') AS open,
         (SELECT count(*)::int FROM outbox WHERE state <> 'sent') AS unsent`

let scene: WhatsAppScene
let peer: WhatsAppPeer
let assistant: RealProcess

beforeEach(async () => {
  scene = await openWhatsApp()
  peer = scene.peer
  assistant = await scene.another()
})
afterEach(() => scene.close())

const newPhone = (n: number) =>
  peer.addPhone(`62812000${String(n).padStart(4, '0')}`, `3000000000${String(n).padStart(5, '0')}`)

/** Resolves to what came after these words. */
async function asks(phone: Phone, text: string): Promise<string> {
  const { length } = phone.shown
  peer.says(phone, text)
  await until(() => phone.shown.length > length, ANSWER_MS).catch(() => {
    throw new Error(`${phone.pn} got no answer; what no phone could read: ${peer.problems.map(String).join(', ')}`)
  })
  return phone.shown[length]!
}

/** What each command is answered with, by somebody whom nothing disturbs. */
async function learn(): Promise<Map<string, string>> {
  const control = newPhone(0)
  await asks(control, 'menu')
  const answers = new Map<string, string>()
  for (const command of COMMANDS) answers.set(command, await asks(control, command))
  return answers
}

/** Writes, waits for the answer, writes again, until it is `over`; resolves to what was written. */
async function chats(phone: Phone, random: Random, over: () => boolean): Promise<string[]> {
  const written: string[] = []
  while (!over()) {
    const command = COMMANDS[Math.floor(random.next() * COMMANDS.length)]!
    written.push(command)
    await asks(phone, command)
    await sleep(random.between(20, 200))
  }
  return written
}

/**
 * Near an answer that leaves, or somewhere in its start. Some people are answered in most of its lives, or on a busy machine,
 * where a start takes seconds, somebody would wait for longer than the test does.
 */
async function killOnce(random: Random, shown: () => number): Promise<void> {
  if (random.next() < 0.2) await sleep(random.between(20, 1500))
  else {
    const enough = shown() + random.between(1, PEOPLE / 2)
    await until(() => shown() >= enough, ANSWER_MS)
    await sleep(random.between(0, 300))
  }
  await assistant.kill()
  assistant.spawn()
}

test(
  'kill -9 at random moments loses no message on WhatsApp, and every phone shows every answer once',
  async () => {
    const began = performance.now()
    const random = seeded(SEED)
    console.log(`whatsapp-kill: seed ${SEED} (FAULT_SEED), ${KILLS} kills (FAULT_KILLS)`)
    await scene.link('--phone', OWNER.pn)
    await assistant.start()
    const answers = await learn()
    const phones = Array.from({ length: PEOPLE }, (_, i) => newPhone(i + 1))
    await Promise.all(phones.map((phone) => asks(phone, 'menu')))
    const greeted = phones.map(({ shown }) => shown.length)
    let over = false
    const talks = Promise.all(phones.map((phone) => chats(phone, random, () => over)))
    const shown = () => phones.reduce((sum, phone) => sum + phone.received.length, 0)
    for (let n = 0; n < KILLS; n++) await killOnce(random, shown)
    await assistant.ready()
    over = true
    const written = await talks
    await until(() => peer.unconfirmed === 0, ANSWER_MS)
    await sleep(3000) // what would come twice comes now
    const copies = phones.reduce((sum, { received, shown }) => sum + received.length - shown.length, 0)
    const turns = written.flat().length
    const { retries } = peer
    const seconds = Math.round((performance.now() - began) / 1000)
    console.log(
      `whatsapp-kill: ${JSON.stringify({ seed: SEED, kills: KILLS, people: PEOPLE, turns, copies, retries, seconds })}`,
    )
    for (const [i, phone] of phones.entries())
      expect(phone.shown.slice(greeted[i])).toEqual(written[i]!.map((command) => answers.get(command)))
    expect(peer.problems).toEqual([])
    expect(assistant.crashes).toEqual([])
    expect(await query(scene, LEDGER)).toEqual([{ inbox: turns + PEOPLE + COMMANDS.length + 1, open: 0, unsent: 0 }])
  },
  120_000 + KILLS * 20_000,
)
