/** An adapter on a fake Graph server, behind the HTTP server of the house. */
import type { Verdict } from '../../src/app/ports.ts'
import {
  type WhatsAppCloudAdapter,
  type WhatsAppCloudOptions,
  whatsappCloud,
} from '../../src/bots/whatsapp-cloud/adapter.ts'
import type { Undelivered } from '../../src/bots/whatsapp-cloud/status.ts'
import { startHttp } from '../../src/http/server.ts'
import type { ChannelHarness } from '../contracts/channel-contract.ts'
import type { Fault } from './fake/faults.ts'
import { refusal } from './fake/refusal.ts'
import { FakeGraph } from './fake-graph.ts'

/** Faults that deserve a verdict. */
const FAULTS: Record<Verdict, () => Fault> = {
  'try later': () => refusal.flood(1),
  'person left': () => refusal.undeliverable(),
  'message refused': () => refusal.invalid('"rahasia Budi" in text.body'),
  unknown: () => 'cut before',
}

export type CloudHarness = ChannelHarness & {
  adapter: WhatsAppCloudAdapter
  fake: FakeGraph
  /** Where Meta posts to. */
  url: string
  /** Corrections of the ledger so far. */
  corrected: Undelivered[]
}

export async function makeHarness(options: Partial<WhatsAppCloudOptions> = {}): Promise<CloudHarness> {
  const fake = new FakeGraph()
  const apiRoot = await fake.listen()
  const lines: string[] = []
  const write = (fields: object, message: string) => lines.push(JSON.stringify({ ...fields, message }))
  const corrected: Undelivered[] = []
  const { token, phoneId, appSecret, verifyToken } = fake
  const adapter = whatsappCloud({
    apiRoot,
    token,
    phoneId,
    appSecret,
    verifyToken,
    lastHeard: async () => undefined,
    failedLater: async (message) => corrected.push(message) > 0,
    noteReceipts: async () => {},
    log: { debug: write, info: write, warn: write, error: write },
    watchMs: 20,
    ledgerMs: 20,
    ...options,
  })
  const server = await startHttp({
    host: '127.0.0.1',
    port: 0,
    notReady: async () => ({}),
    metrics: async () => '',
    metricsType: 'text/plain',
    whatsapp: adapter,
  })
  const url = `http://127.0.0.1:${server.port}/webhook/whatsapp`
  fake.deliveries.to(url)
  const chatId = '6281234567890'
  return {
    adapter,
    fake,
    url,
    corrected,
    person: { channel: 'whatsapp', account: phoneId, chatId },
    says: (text) => void fake.people.says(chatId, text),
    picks: (label) => void fake.people.taps(chatId, label),
    sendsPicture(bytes, caption) {
      fake.keeps('771', 'image/jpeg', bytes)
      fake.people.sends(chatId, { type: 'image', image: { id: '771', mime_type: 'image/jpeg', caption } })
    },
    files: async () => fake.filesOf(chatId),
    breaksFile(how) {
      if (how === 'cut') fake.faults.add('cut after', { path: /\/files\/771$/ })
      else fake.files.clear()
    },
    shown: () => fake.textsOf(chatId),
    unconfirmed: () => fake.deliveries.unconfirmed,
    fails: (verdict) => fake.faults.add(FAULTS[verdict]()),
    logged: () => lines,
    secrets: [token, appSecret, verifyToken, chatId],
    async close() {
      await fake.end()
      await server.stop()
    },
  }
}
