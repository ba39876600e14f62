import { createHash, timingSafeEqual } from 'node:crypto'
import { readUpdate } from './update.ts'

/** The receiving half of webhook mode. */
export type WebhookDoor = {
  secret: string
  /** undefined: not open, for we are starting or stopping. */
  take: ((updates: readonly unknown[]) => Promise<void>) | undefined
}

/**
 * One request to our webhook → its HTTP status. Telegram repeats an update until the status is 2xx, so 200 means that it
 * is committed. 401: not from Telegram. 400: no update. 500: could not be stored. 503: not open.
 */
export async function knock(door: WebhookDoor, body: string, secret: string | undefined): Promise<number> {
  if (!sameSecret(door.secret, secret)) return 401
  const update = parse(body)
  if (!readUpdate(update)) return 400
  if (!door.take) return 503
  try {
    await door.take([update])
    return 200
  } catch {
    return 500
  }
}

/** Hashes have one length, so neither content nor length of the secret shows in the time it takes. */
const sameSecret = (ours: string, given: string | undefined) =>
  given !== undefined && timingSafeEqual(hash(ours), hash(given))
const hash = (text: string) => createHash('sha256').update(text).digest()

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
