import { type Payload, refusal } from './call.ts'
import type { Limits } from './limits.ts'
import { objectOf } from './payload.ts'
import type { InlineButton, KeyboardButton } from './sight.ts'

export type Markup = { buttons: InlineButton[][]; keyboard: KeyboardButton[][] | 'removed' | undefined }

type ReplyMarkup = {
  inline_keyboard?: InlineButton[][]
  keyboard?: (KeyboardButton | string)[][]
  remove_keyboard?: boolean
}

/** Reads and checks `reply_markup`. */
export function readMarkup(payload: Payload, limits: Limits): Markup {
  const markup = objectOf<ReplyMarkup>(payload, 'reply_markup')
  for (const button of markup?.inline_keyboard?.flat() ?? []) checkButton(button, limits)
  const keyboard = markup?.keyboard?.map((row) => row.map((key) => (typeof key === 'string' ? { text: key } : key)))
  if (keyboard?.flat().some((key) => !key.text)) throw refusal.badRequest("can't parse keyboard button: Text is empty")
  return { buttons: markup?.inline_keyboard ?? [], keyboard: markup?.remove_keyboard ? 'removed' : keyboard }
}

function checkButton({ text, callback_data, url }: InlineButton, limits: Limits): void {
  if (!text)
    throw refusal.badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  if (callback_data === undefined && url === undefined) {
    throw refusal.badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  }
  if (callback_data === undefined) return
  const bytes = Buffer.byteLength(callback_data)
  if (bytes < 1 || bytes > limits.buttonData) throw refusal.badRequest('BUTTON_DATA_INVALID')
}
