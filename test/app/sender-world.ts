/** A sender between a ledger in memory and a channel without a platform, made anew for every test. */
import { afterEach, beforeEach } from 'vitest'
import { type Sender, type SenderParts, startSender } from '../../src/app/sender.ts'
import { until } from '../contracts/until.ts'
import { FakeAdapter } from './fake-adapter.ts'
import { MemoryOutbox } from './memory-outbox.ts'

export let adapter: FakeAdapter
export let outbox: MemoryOutbox
export let sender: Sender
export let logged: string[]
export let settled: string[]

/** To be called in every file that uses this world. */
export function senderWorld(): void {
  beforeEach(() => {
    adapter = new FakeAdapter()
    outbox = new MemoryOutbox()
    logged = []
    settled = []
  })
  afterEach(() => sender.stop())
}

export function start(more: Partial<SenderParts> = {}): void {
  const write = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }))
  const meter = { received() {}, decided() {}, settled: (state: string) => void settled.push(state), reminded() {} }
  const log = { debug: write, info: write, warn: write, error: write }
  const files = { open: async () => undefined, drop: async () => {} }
  sender = startSender({ outbox, adapters: [adapter], files, rates: {}, log, meter, ...more })
}

/** Everything in the ledger has come to its end. */
export const ended = () => until(() => outbox.entries.every(({ state }) => state !== 'queued' && state !== 'sending'))

/** The first try of this text fails in this way. */
export function failOnce(text: string, error: () => Error): void {
  let failed = false
  adapter.before = (_, reply) => {
    if (failed || reply.text !== text) return
    failed = true
    throw error()
  }
}
