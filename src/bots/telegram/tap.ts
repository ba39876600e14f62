/** What a tap on a button asks of us besides its event. Pure. */
import { type Button, readUpdate } from './update.ts'

export type Tap = { id: string; mark?: Mark }
/** The keyboard as it shall look after the tap. */
export type Mark = { chatId: number; messageId: number; keyboard: Button[][] }

/** Not a plain space, so that our tick is never mistaken for one that a flow wrote into its label. */
const TICK = '✅\u00a0'

/** undefined: this update is no tap. No mark: the button is ticked already, or Telegram shows us the message no more. */
export function readTap(raw: unknown): Tap | undefined {
  const tap = readUpdate(raw)?.callback_query
  if (!tap) return undefined
  const { id, data, message } = tap
  const keyboard = message?.reply_markup?.inline_keyboard
  const tapped = keyboard?.flat().find((button) => button.callback_data === data)
  if (!keyboard || !tapped || tapped.text.startsWith('✅')) return { id }
  return { id, mark: { chatId: message.chat.id, messageId: message.message_id, keyboard: ticked(keyboard, tapped) } }
}

/** One tick of ours at a time: who taps again has changed their mind. */
function ticked(keyboard: Button[][], tapped: Button): Button[][] {
  return keyboard.map((row) =>
    row.map((button) => {
      if (button === tapped) return { ...button, text: `${TICK}${button.text}` }
      return button.text.startsWith(TICK) ? { ...button, text: button.text.slice(TICK.length) } : button
    }),
  )
}
