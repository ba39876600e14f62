import http from 'node:http'
import { type Payload, refusal } from './call.ts'
import { Deliveries } from './deliveries.ts'
import { flagOf, numberOf, objectOf, textOf } from './payload.ts'
import type { Update, Updates } from './updates.ts'

type Target = { url: string; secret: string; connections: number; deliveries: Deliveries }

const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

/** Hands updates to the bot's URL until it answers 2xx. */
export class Webhook {
  readonly #updates: Updates
  readonly #options: { retryMs: number; timeoutMs: number }
  readonly #agent = new http.Agent({ keepAlive: true })
  #target: Target | undefined
  #lastError: { last_error_date: number; last_error_message: string } | undefined
  /** Tries so far, refused ones too. */
  tries = 0

  constructor(updates: Updates, options: { retryMs: number; timeoutMs: number }) {
    this.#updates = updates
    this.#options = options
  }

  get active(): boolean {
    return this.#target !== undefined
  }

  /** setWebhook; an empty URL deletes it. Plain http is allowed, for tests only ever listen on this machine. */
  set(payload: Payload): string {
    const url = textOf(payload, 'url')
    if (!url) return this.delete(payload)
    const secret = textOf(payload, 'secret_token')
    if (!/^https?:\/\//.test(url)) throw refusal.badRequest('bad webhook: HTTPS URL must be provided for webhook')
    if (!/^[\w-]{0,256}$/.test(secret)) throw refusal.badRequest('secret token contains unallowed characters')
    this.#updates.interrupt(refusal.webhookTakesOver())
    this.#updates.allow(objectOf(payload, 'allowed_updates'))
    if (flagOf(payload, 'drop_pending_updates')) this.#updates.drop()
    const connections = numberOf(payload, 'max_connections') ?? 40
    this.#retarget({ url, secret, connections })
    return 'Webhook was set'
  }

  /** What was not delivered stays for getUpdates. */
  delete(payload: Payload): string {
    if (flagOf(payload, 'drop_pending_updates')) this.#updates.drop()
    const was = this.#target
    this.#retarget(undefined)
    return was ? 'Webhook was deleted' : 'Webhook is already deleted'
  }

  info(): Record<string, unknown> {
    return {
      url: this.#target?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.#updates.count,
      max_connections: this.#target?.connections ?? 40,
      ...(this.#updates.allowed ? { allowed_updates: this.#updates.allowed } : {}),
      ...this.#lastError,
    }
  }

  offer(update: Update): void {
    this.#target?.deliveries.add(update)
  }

  close(): void {
    this.#retarget(undefined)
    this.#agent.destroy()
  }

  #retarget(to: Omit<Target, 'deliveries'> | undefined): void {
    this.#target?.deliveries.close()
    this.#target = undefined
    if (!to) return
    const options = { width: to.connections, retryMs: this.#options.retryMs }
    this.#target = { ...to, deliveries: new Deliveries((update) => this.#deliver(to, update), options) }
    for (const update of this.#updates.open) this.offer(update)
  }

  async #deliver(to: Omit<Target, 'deliveries'>, update: Update): Promise<boolean> {
    this.tries++
    try {
      const status = await this.#post(to, JSON.stringify(update))
      if (status < 200 || status > 299)
        throw new Error(`Wrong response from the webhook: ${status} ${http.STATUS_CODES[status] ?? ''}`)
      this.#updates.confirm(update.update_id)
      return true
    } catch (error) {
      this.#lastError = { last_error_date: Math.floor(Date.now() / 1000), last_error_message: (error as Error).message }
      return false
    }
  }

  #post({ url, secret }: Omit<Target, 'deliveries'>, body: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(secret ? { [SECRET_HEADER]: secret } : {}),
      }
      const options = { method: 'POST', agent: this.#agent, headers, timeout: this.#options.timeoutMs }
      const request = http.request(url, options, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      })
      request.on('timeout', () => request.destroy(new Error('Read timeout expired')))
      request.on('error', reject)
      request.end(body)
    })
  }
}
