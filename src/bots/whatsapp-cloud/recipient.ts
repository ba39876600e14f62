import { isNumber } from './own-number.ts'

/** Where a message goes: to a number, or to somebody of whom Meta tells only a business-scoped id. */
export type Recipient = { to: string } | { recipient: string }

export const recipientOf = (chatId: string): Recipient => (isNumber(chatId) ? { to: chatId } : { recipient: chatId })
