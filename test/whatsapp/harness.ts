/** The adapter on a protocol peer, as the house wires it, with a login in memory. */
import type { Arrival } from '../../src/app/login.ts'
import type { Verdict } from '../../src/app/ports.ts'
import { type WhatsAppAdapter, whatsapp } from '../../src/bots/whatsapp/adapter.ts'
import type { WhatsAppOptions } from '../../src/bots/whatsapp/options.ts'
import type { Server } from '../../src/bots/whatsapp/socket.ts'
import type { ChatEvent } from '../../src/domain/chat.ts'
import type { ChannelHarness } from '../contracts/channel-contract.ts'
import { asTyped } from '../whatsapp-cloud/on-whatsapp.ts'
import { asText, linkedCredentials, MemoryLogin } from '../whatsapp-peer/linked-login.ts'
import { type Fate, WhatsAppPeer } from '../whatsapp-peer/peer.ts'
import type { Phone } from '../whatsapp-peer/phone.ts'

const BOT = { pn: '6289900001111', lid: '200000000000002' }

/** Fates that deserve a verdict; a person who left WhatsApp is not one of a message. */
const FATES: Record<Exclude<Verdict, 'person left'>, Fate> = {
  'try later': { error: '503' },
  'message refused': { error: '479' },
  unknown: 'cut after',
}

export type WhatsAppHarness = Omit<ChannelHarness, 'adapter'> & {
  adapter: WhatsAppAdapter
  peer: WhatsAppPeer
  server: Server
  login: MemoryLogin
  phone: Phone
  /** What staff were told. */
  told: string[]
  /** Another process of ours, with the same login. */
  again(more?: Partial<WhatsAppOptions>): WhatsAppAdapter
}

export async function makeHarness(options: Partial<WhatsAppOptions> = {}): Promise<WhatsAppHarness> {
  const peer = new WhatsAppPeer()
  const server = { socketUrl: await peer.listen(), trustRoot: peer.trustRoot, ca: peer.media.ca }
  const creds = linkedCredentials(BOT.pn, BOT.lid)
  peer.knows(creds)
  const phone = peer.addPhone('6281234567890', '100000000000001')
  const login = new MemoryLogin(asText(creds))
  const lines: string[] = []
  const write = (fields: object, message: string) => lines.push(JSON.stringify({ ...fields, message }))
  const told: string[] = []
  const make = (more: Partial<WhatsAppOptions> = {}) =>
    whatsapp({
      login,
      account: 'utama',
      server,
      log: { debug: write, info: write, warn: write, error: write },
      patience: { first: 5, longest: 40 },
      lookMs: 10,
      retryMs: 20,
      tellStaff: async (trouble) => void told.push(trouble),
      ...options,
      ...more,
    })
  const adapter = make()
  return {
    peer,
    server,
    login,
    phone,
    told,
    adapter,
    again: make,
    person: { channel: 'whatsapp', account: 'utama', chatId: phone.lidJid },
    says: (text) => void peer.says(phone, text),
    picks: (label) => void peer.says(phone, numberOf(phone, label)),
    sendsPicture: (bytes, caption) => void peer.sendsFile(phone, { bytes, caption }),
    files: () => peer.filesOf(phone),
    breaksFile(how) {
      peer.uploadsAgain = false
      if (how === 'cut') peer.media.faults.push('cut')
      else peer.media.kept.clear()
    },
    shown: () => phone.shown.map(asRead),
    unconfirmed: () => peer.unconfirmed,
    fails(verdict) {
      if (verdict === 'person left') peer.unknownOnce = phone
      else peer.fates.push(FATES[verdict])
    },
    logged: () => lines,
    secrets: [creds.advSecretKey, Buffer.from(creds.noiseKey.private).toString('base64'), phone.pn, BOT.pn],
    async close() {
      await adapter.close()
      await peer.end()
    },
  }
}

/** The contract's commit is that of the login store: there keys and message become durable, before anybody is told. */
export async function makeContractHarness(): Promise<ChannelHarness> {
  const harness = await makeHarness()
  const { adapter, login } = harness
  const start = (receive: (events: ChatEvent[]) => Promise<void>) => {
    login.commit = async (events) => (events.length > 0 ? receive(events.map(withoutPhone)) : undefined)
    return adapter.start(async () => {})
  }
  const contracted = new Proxy(adapter, {
    get: (target, name) => {
      if (name === 'start') return start
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...harness, adapter: contracted }
}

const withoutPhone = ({ phone: _, ...event }: Arrival): ChatEvent => event

/** The number before a label in the last message. */
function numberOf(phone: Phone, label: string): string {
  const line = phone.shown
    .at(-1)!
    .split('\n')
    .find((line) => line.endsWith(`. ${label}`))
  return line!.split('.')[0]!
}

/** What WhatsApp shows of a text: marks become type, what looks like a mark is read as one. */
const asRead = (text: string) =>
  asTyped(text.replace(/(?<![\p{L}\p{N}])([*_])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu, '$2'))
