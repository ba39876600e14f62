import { createHash, randomBytes } from 'node:crypto'

/** As WhatsApp's web client makes them. */
const PREFIX = '3EB0'
const DIGITS = 18

/**
 * The id of a message. The same `key` on the same login gives the same id, and phones show one copy of an id: so a
 * message whose fate is unknown can be sent again. A new login gives new ids, for its database may have begun anew.
 */
export function messageId(login: string, key: string | undefined): string {
  const source = key === undefined ? randomBytes(16) : `${login}\0${key}`
  return `${PREFIX}${createHash('sha256').update(source).digest('hex').slice(0, DIGITS).toUpperCase()}`
}
