/** Meta's later word on a message → what the ledger must learn. Pure. */
import type { Receipt } from '../../app/store.ts'
import type { ChatAddress } from '../../domain/chat.ts'
import { meaningOf } from './errors.ts'
import { moment } from './moment.ts'
import type { Status } from './webhook-body.ts'

/** A message that Meta had taken and could not deliver. `left`: the person cannot be reached at all. */
export type Undelivered = { to: ChatAddress; platformId: string; reason: string; left: boolean }

/** undefined: it has not arrived, or not yet. */
export function receiptOf({ id, status, timestamp }: Status, now: Date): Receipt | undefined {
  if (!['delivered', 'read', 'played'].includes(status)) return undefined
  return { platformId: id, at: moment(timestamp, now), read: status !== 'delivered' }
}

/** undefined: it is on its way, delivered or read; the ledger calls all of that sent. */
export function undelivered(status: Status, phoneId: string): Undelivered | undefined {
  const chatId = status.recipient_id ?? status.recipient_user_id
  if (status.status !== 'failed' || chatId === undefined) return undefined
  const code = status.errors.find((error) => error !== undefined)?.code
  const { verdict, reason } =
    code === undefined ? { verdict: 'message refused', reason: 'Meta gave no reason' } : meaningOf(code)
  return {
    to: { channel: 'whatsapp', account: phoneId, chatId },
    platformId: status.id,
    reason: `${verdict === 'try later' ? 'gave up' : verdict}: ${reason}`,
    left: verdict === 'person left',
  }
}
