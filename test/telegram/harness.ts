/** An adapter on a fake Bot API, in either mode, as the house wires it. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Verdict } from '../../src/app/ports.ts'
import { type TelegramAdapter, type TelegramOptions, telegram } from '../../src/bots/telegram/adapter.ts'
import type { ChannelHarness } from '../contracts/channel-contract.ts'
import type { Fault } from './fake/faults.ts'
import { FakeTelegram, refusal } from './fake-telegram.ts'

export const SECRET = 'rahasia-webhook_1'
const PATIENCE = { first: 5, longest: 40 }

/** Faults that deserve a verdict. */
const FAULTS: Record<Verdict, Fault> = {
  'try later': fault(refusal.flood(1)),
  'person left': fault(refusal.blocked()),
  'message refused': fault(refusal.badRequest('can\'t parse entities: Unsupported start tag "Budi" at byte offset 3')),
  unknown: 'cut before',
}

function fault({ code, message: description, parameters }: ReturnType<typeof refusal.flood>): Fault {
  return { code, description, parameters }
}

export type TelegramHarness = ChannelHarness & { fake: FakeTelegram; adapter: TelegramAdapter; apiRoot: string }

export async function makeHarness(
  kind: 'polling' | 'webhook',
  options: Partial<TelegramOptions> = {},
): Promise<TelegramHarness> {
  const fake = new FakeTelegram({ webhookRetryMs: 5 })
  const apiRoot = await fake.listen()
  const lines: string[] = []
  const write = (fields: object, message: string) => lines.push(JSON.stringify({ ...fields, message }))
  const door: { server?: Server } = {}
  const url = kind === 'webhook' ? await openDoor(door, (body, secret) => adapter.webhook(body, secret)) : ''
  const adapter: TelegramAdapter = telegram({
    token: fake.token,
    apiRoot,
    mode: kind === 'polling' ? { kind } : { kind, url, secret: SECRET },
    log: { debug: write, info: write, warn: write, error: write },
    patience: PATIENCE,
    ...options,
  })
  const id = 77
  return {
    fake,
    apiRoot,
    adapter,
    person: { channel: 'telegram', account: adapter.account, chatId: String(id) },
    says: (text) => void fake.people.says(id, text),
    picks: (label) => void fake.people.taps(id, label),
    sendsPicture: (data, caption) => void fake.people.sendsPhoto(id, { data }, caption),
    files: async () => fake.filesOf(id),
    breaksFile(how) {
      if (how === 'cut') fake.downloadFaults.push('cut')
      else fake.files.forget()
    },
    shown: () => fake.textsOf(id),
    unconfirmed: () => fake.unconfirmed,
    fails: (verdict) => void fake.faults.add({ method: 'sendMessage', fault: FAULTS[verdict] }),
    logged: () => lines,
    secrets: [fake.token, fake.token.split(':')[1]!, SECRET],
    async close() {
      await fake.end()
      door.server?.closeAllConnections()
      door.server?.close()
    },
  }
}

/** The HTTP server of the house, as far as the webhook is concerned. */
async function openDoor(door: { server?: Server }, answer: TelegramAdapter['webhook']): Promise<string> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', async () => {
      response.statusCode = await answer(body, request.headers['x-telegram-bot-api-secret-token'] as string | undefined)
      response.end()
    })
  })
  door.server = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/telegram`
}
