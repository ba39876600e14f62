/** What Meta proves itself by. Pure but for hashing. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Meta's question whether this address is ours → the challenge to repeat; undefined: it does not know our token. */
export function challengeIn(query: URLSearchParams, verifyToken: string): string | undefined {
  if (query.get('hub.mode') !== 'subscribe') return undefined
  if (!same(query.get('hub.verify_token') ?? '', verifyToken)) return undefined
  return query.get('hub.challenge') ?? undefined
}

/** Whether the body is Meta's, by the header X-Hub-Signature-256: "sha256=" and the HMAC of the very bytes, in hex. */
export function isSigned(body: Buffer, signature: string | undefined, appSecret: string): boolean {
  return same(signature ?? '', `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`)
}

/** undefined: this is no JSON. */
export function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Hashes have one length, so neither content nor length shows in the time it takes. */
const same = (given: string, ours: string) => timingSafeEqual(hash(given), hash(ours))
const hash = (text: string) => createHash('sha256').update(text).digest()
