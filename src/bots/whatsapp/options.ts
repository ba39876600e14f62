import type { Log } from '../../app/log.ts'
import type { LoginStore } from '../../app/login.ts'
import type { Patience } from '../back-off.ts'
import type { Server } from './socket.ts'

export type WhatsAppOptions = {
  login: LoginStore
  /** Our name for the number; the number itself may change. */
  account: string
  server: Server
  log: Log
  /** Somebody must see to the number; said again for as long as it is so. */
  tellStaff: (trouble: string) => Promise<unknown>
  /** Waits after the line broke. */
  patience?: Patience
  /** How often to look whether the number was linked or is to be unlinked. */
  lookMs?: number
  /** Between two tries to write keys. */
  retryMs?: number
  /** Between two questions whether somebody is on WhatsApp. */
  askGapMs?: number
  /** Pauses for nothing. */
  hurried?: true
}
