/** WhatsApp's answer to "send my phone number": the number is the chat's own name, so a tap is enough. Pure. */
import type { Choice, Input } from '../../domain/chat.ts'

export const OWN_NUMBER: Choice = { id: 'nomor-whatsapp', label: 'Pakai nomor ini' }

/** Whether a chat's name is a phone number. People with a username may be known by an id only ("ID.1349…"). */
export const isNumber = (chatId: string): boolean => /^\d{6,20}$/.test(chatId)

/** What a tap on one of our buttons means. */
export function tapped(id: string, chatId: string): Input {
  if (id === OWN_NUMBER.id && isNumber(chatId)) return { kind: 'contact', phone: `+${chatId}`, own: true }
  return { kind: 'choice', id }
}
