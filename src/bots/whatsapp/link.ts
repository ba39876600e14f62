import { initAuthCreds, type WASocket } from 'baileys'
import type { KeyChange, LoginStore } from '../../app/login.ts'
import { KeyStore, type Keys, toText } from './key-store.ts'
import { Line } from './line.ts'
import { endOf, numberOf, openSocket, type Server } from './socket.ts'

export type Linking = {
  server: Server
  login: LoginStore
  /** Digits with country code: link by a code that is typed on this phone; else by QR codes. */
  phone: string | undefined
  /** What the owner of the phone must scan or type now; a QR code is replaced by the next one. */
  show: (what: { qr: string } | { code: string }) => void
}

/** It did not come about; the message says why. */
export class LinkError extends Error {
  override name = 'LinkError'
}

/** WhatsApp ends the line itself once the device is linked. */
const LINKED = 515
const QR_EXPIRED = 408

/**
 * Links a new device. Until WhatsApp has agreed nothing is kept; then credentials and keys take the place of whatever login
 * there was. Resolves to the linked number. Throws LinkError.
 */
export async function link({ server, login, phone, show }: Linking): Promise<string> {
  const creds = initAuthCreds()
  const changes: KeyChange[] = []
  const socket = openSocket({ server, creds, keys: new KeyStore(inMemory(changes), () => {}) })
  const ended = endOf(socket)
  invite(socket, phone, show)
  const code = await ended
  if (code === QR_EXPIRED) throw new LinkError('waktunya habis sebelum kode dipakai')
  if (code !== LINKED || !creds.account) throw new LinkError(`WhatsApp memutus sambungan (${code ?? 'tanpa alasan'})`)
  await login.clear()
  await login.write(changes, [])
  await login.save(toText(creds), numberOf(creds))
  return numberOf(creds)!
}

/** Connects once with a new login, as the phone expects; false: it did not come to be open. */
export async function tryLine(server: Server, login: LoginStore): Promise<boolean> {
  return onLine(server, login, async () => {})
}

/** Takes this device off the account and forgets the login; false: WhatsApp could not be told. */
export async function unlink(server: Server, login: LoginStore): Promise<boolean> {
  const told = await onLine(server, login, (line) => line.unlink())
  await login.clear()
  return told
}

async function onLine(server: Server, login: LoginStore, work: (line: Line) => Promise<void>): Promise<boolean> {
  const credentials = await login.load()
  if (credentials === undefined) return false
  const line = new Line({
    server,
    login,
    credentials,
    read: () => undefined,
    kept: () => {},
    stored: () => {},
    restricted: (kind, until) => void login.restrict(kind, until).catch(() => {}), // the assistant hears of it again by 463
  })
  await line.deafen() // whoever writes meanwhile is heard by the assistant
  const open = await line.opened
  if (open) await work(line)
  await line.close()
  return open
}

/** WhatsApp offers QR codes first; only then may a code to type be asked for. */
function invite(socket: WASocket, phone: string | undefined, show: Linking['show']): void {
  let asked = false
  socket.ev.on('connection.update', async ({ qr }) => {
    if (!qr) return
    if (phone === undefined) return show({ qr })
    if (asked) return
    asked = true
    try {
      show({ code: await socket.requestPairingCode(phone) })
    } catch {
      await socket.end(undefined)
    }
  })
}

/** Keys of a login that is not one yet. */
function inMemory(changes: KeyChange[]): Keys {
  return {
    async read(kind, ids) {
      const known = changes.filter((change) => change.kind === kind && ids.includes(change.id))
      return new Map(known.flatMap(({ id, value }) => (value === null ? [] : [[id, value] as const])))
    },
    async write(more) {
      const same = (change: KeyChange) => more.some(({ kind, id }) => kind === change.kind && id === change.id)
      changes.splice(0, changes.length, ...changes.filter((change) => !same(change)), ...more)
    },
  }
}
