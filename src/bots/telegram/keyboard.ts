import type { Choice } from '../../domain/chat.ts'

type InlineButton = { text: string; callback_data: string }
type KeyboardButton = { text: string; request_contact?: true }

export type InlineKeyboard = { inline_keyboard: InlineButton[][] }
/** A keyboard in place of the person's own. Tapping sends the label as a text, which our choices understand too. */
export type ReplyKeyboard = { keyboard: KeyboardButton[][]; one_time_keyboard: true; resize_keyboard: true }
export type Markup = InlineKeyboard | ReplyKeyboard | { remove_keyboard: true }

/** Bytes that Telegram keeps for a button; a larger one is refused together with its message. */
const MAX_DATA = 64
/** Two labels this short fit side by side on a small phone. */
const SHORT_LABEL = 15

const SHARE_CONTACT = '📱 Kirim nomor HP saya'

/** Buttons under a message. Throws RangeError on an id that no button can carry: a bug of the flow. */
export function inlineKeyboard(choices: readonly Choice[]): InlineKeyboard {
  return {
    inline_keyboard: rows(choices).map((row) =>
      row.map(({ id, label }) => ({ text: label, callback_data: checked(id) })),
    ),
  }
}

/** The phone's own "send my number", and the choices as keys below it. One message can carry one keyboard only. */
export function contactKeyboard(choices: readonly Choice[]): ReplyKeyboard {
  const keys = rows(choices).map((row) => row.map(({ label }) => ({ text: label })))
  return {
    keyboard: [[{ text: SHARE_CONTACT, request_contact: true }], ...keys],
    one_time_keyboard: true,
    resize_keyboard: true,
  }
}

function rows(choices: readonly Choice[]): Choice[][] {
  const out: Choice[][] = []
  for (const choice of choices) {
    const last = out.at(-1)
    if (last?.length === 1 && isShort(last[0]!) && isShort(choice)) last.push(choice)
    else out.push([choice])
  }
  return out
}

const isShort = ({ label }: Choice) => label.length <= SHORT_LABEL

function checked(id: string): string {
  const bytes = Buffer.byteLength(id)
  if (bytes < 1 || bytes > MAX_DATA)
    throw new RangeError(`A choice's id has ${bytes} bytes; Telegram allows 1 to ${MAX_DATA}`)
  return id
}
