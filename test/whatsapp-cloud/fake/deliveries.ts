import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

type Post = { body: string; isMessage: boolean }

/** Posts signed news to the webhook, in order for each person, again and again until it is answered with 200. */
export class Deliveries {
  readonly #secret: string
  readonly #retryMs: number
  readonly #lines = new Map<string, Promise<void>>()
  #url: string | undefined
  #closed = false
  #open = 0
  /** The statuses that the webhook answered with. */
  readonly answers: number[] = []

  constructor(secret: string, retryMs: number) {
    this.#secret = secret
    this.#retryMs = retryMs
  }

  /** What people said and the webhook has not taken yet. */
  get unconfirmed(): number {
    return this.#open
  }

  to(url: string): void {
    this.#url = url
  }

  close(): void {
    this.#closed = true
  }

  add(line: string, post: Post): void {
    if (post.isMessage) this.#open++
    const before = this.#lines.get(line) ?? Promise.resolve()
    this.#lines.set(
      line,
      before.then(() => this.#deliver(post)),
    )
  }

  async #deliver({ body, isMessage }: Post): Promise<void> {
    while (!this.#closed && (await this.post(body)) !== 200) await sleep(this.#retryMs)
    if (!this.#closed && isMessage) this.#open--
  }

  /** Once; resolves to the status, 0: nobody answered. */
  async post(body: string, signature = this.sign(body)): Promise<number> {
    if (!this.#url) return 0
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
    const response = await fetch(this.#url, { method: 'POST', body, headers }).catch(() => undefined)
    await response?.arrayBuffer().catch(() => undefined)
    if (response) this.answers.push(response.status)
    return response?.status ?? 0
  }

  sign(body: string): string {
    return `sha256=${createHmac('sha256', this.#secret).update(body).digest('hex')}`
  }
}
