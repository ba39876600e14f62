import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import { Errands } from './errands.ts'
import { type Mark, readTap } from './tap.ts'

const WIDTH = 4

/**
 * Courtesies for people who tap: the button stops showing its clock as soon as the tap is read, and is ticked once the
 * tap is safe with us. Nothing waits for them, and their failures ("query is too old", "not modified") mean nothing.
 */
export class Taps {
  readonly #api: Api
  readonly #answers = new Errands(WIDTH)
  readonly #marks = new Errands(WIDTH)

  constructor(api: Api) {
    this.#api = api
  }

  /** Answers the taps among these updates at once; returns how to tick their buttons later. */
  answer(updates: readonly unknown[]): () => void {
    const marks = new Map<string, Mark>()
    for (const update of updates) {
      const tap = readTap(update)
      if (!tap) continue
      this.#answers.add(() => this.#api.answerCallbackQuery(tap.id))
      if (tap.mark) marks.set(`${tap.mark.chatId}/${tap.mark.messageId}`, tap.mark) // the last tap on a message counts
    }
    return () => {
      for (const mark of marks.values()) this.#marks.add(() => this.#mark(mark))
    }
  }

  #mark({ chatId, messageId, keyboard }: Mark): Promise<unknown> {
    const reply_markup = { inline_keyboard: keyboard } as InlineKeyboardMarkup // the buttons are Telegram's own, only ticked
    return this.#api.editMessageReplyMarkup(chatId, messageId, { reply_markup })
  }
}
