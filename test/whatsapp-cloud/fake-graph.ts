/** Meta's Cloud API for one number, over real HTTP: it takes messages, posts what people do, and fails as it is told. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Deliveries } from './fake/deliveries.ts'
import { Faults } from './fake/faults.ts'
import { type Payload, read, type Seen } from './fake/messages.ts'
import { People } from './fake/people.ts'
import { refusal } from './fake/refusal.ts'
import { createServer, type Request } from './fake/server.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export class FakeGraph {
  readonly token = 'EAAGrahasiaToken123'
  readonly phoneId = '106540352242922'
  readonly appSecret = 'rahasia-aplikasi-0123456789'
  readonly verifyToken = 'token-verifikasi'
  /** What Meta thinks of the number. */
  quality = 'GREEN'
  /** Approved templates, as "name/language"; each has one variable. */
  readonly templates = new Set<string>()
  readonly faults = new Faults()
  readonly deliveries: Deliveries
  readonly people: People
  /** Every message that was taken, in its order. */
  readonly seen: Seen[] = []
  /** Every call, refused ones too. */
  readonly calls: { method: string; path: string; payload: Payload }[] = []
  /** Files by id: what people sent, and what was uploaded. */
  readonly files = new Map<string, { mime: string; bytes: Buffer; uploaded: boolean }>()
  readonly #heard = new Map<string, number>()
  readonly #server: Server
  #count = 0

  constructor(options: { retryMs?: number } = {}) {
    this.deliveries = new Deliveries(this.appSecret, options.retryMs ?? 5)
    const post = (chatId: string, value: Payload, isMessage: boolean) => {
      if (isMessage) this.#heard.set(chatId, Date.now())
      this.deliveries.add(chatId, { body: this.bodyOf(value), isMessage })
    }
    this.people = new People(post, (chatId) => this.seenBy(chatId))
    const { token } = this
    this.#server = createServer({
      token,
      faultFor: (path) => this.faults.for(path),
      answer: (request) => this.#answer(request),
    })
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async end(): Promise<void> {
    this.deliveries.close()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  seenBy(chatId: string): Seen[] {
    return this.seen.filter(({ to }) => to === chatId)
  }

  textsOf(chatId: string): string[] {
    return this.seenBy(chatId).map(({ text }) => text)
  }

  /** The files that this person was shown, whole. */
  filesOf(chatId: string): { bytes: Buffer; picture: boolean; name: string }[] {
    return this.seenBy(chatId).flatMap(({ file, type, name = '' }) =>
      file ? [{ bytes: this.files.get(file)!.bytes, picture: type === 'image', name }] : [],
    )
  }

  /** The person has been silent for so long that they may be written to by template only. */
  falls(chatId: string): void {
    this.#heard.set(chatId, Date.now() - DAY_MS)
  }

  /** A file in a person's message. */
  keeps(id: string, mime: string, bytes: Buffer): void {
    this.files.set(id, { mime, bytes, uploaded: false })
  }

  /** What the webhook is posted about our number, or another one. */
  bodyOf(value: Payload, phoneId = this.phoneId): string {
    const metadata = { display_phone_number: '6281100000000', phone_number_id: phoneId }
    const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }
    return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] })
  }

  async #answer(request: Request): Promise<object | Buffer> {
    const { method, path, body } = request
    const isJson = request.headers.get('content-type') === 'application/json'
    this.calls.push({ method, path, payload: isJson ? JSON.parse(body.toString()) : {} })
    const [, version, id, edge] = path.split('/')
    if (version === 'files') return this.#fileOf(id).bytes
    if (version !== 'v24.0') throw refusal.notFound()
    if (method === 'GET') return id === this.phoneId ? this.#number() : this.#kept(id)
    if (id !== this.phoneId) throw refusal.notFound()
    if (edge === 'messages') return this.#take(JSON.parse(body.toString()))
    if (edge === 'media') return this.#upload(request)
    throw refusal.notFound()
  }

  #number(): object {
    return { id: this.phoneId, display_phone_number: '+62 811-0000-0000', quality_rating: this.quality }
  }

  #take(payload: Payload): object {
    const uploaded = [...this.files].filter(([, file]) => file.uploaded).map(([id]) => id)
    const message = read(payload, { templates: this.templates, media: new Set(uploaded) })
    const heard = this.#heard.get(message.to) ?? 0
    if (message.type !== 'template' && Date.now() - heard >= DAY_MS) throw refusal.outside()
    const seen = { ...message, id: `wamid.sent-${++this.#count}` }
    this.seen.push(seen)
    this.people.status(seen, 'sent')
    this.people.status(seen, 'delivered')
    return {
      messaging_product: 'whatsapp',
      contacts: [{ input: message.to, wa_id: message.to }],
      messages: [{ id: seen.id }],
    }
  }

  async #upload({ headers, body }: Request): Promise<object> {
    const form = await new Response(new Uint8Array(body), { headers }).formData()
    const file = form.get('file')
    if (form.get('messaging_product') !== 'whatsapp' || !(file instanceof Blob)) throw refusal.missing('file')
    const id = String(9000 + this.files.size)
    this.files.set(id, { mime: file.type, bytes: Buffer.from(await file.arrayBuffer()), uploaded: true })
    return { id }
  }

  #kept(id: string | undefined): object {
    const { mime, bytes } = this.#fileOf(id)
    const { port } = this.#server.address() as AddressInfo
    return { id, mime_type: mime, file_size: bytes.length, url: `http://127.0.0.1:${port}/files/${id}` }
  }

  #fileOf(id = '') {
    const file = this.files.get(id)
    if (!file) throw refusal.notFound()
    return file
  }
}
