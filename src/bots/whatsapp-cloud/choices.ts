/** How choices are shown within WhatsApp's limits. Pure. */
import type { Choice } from '../../domain/chat.ts'

type Button = { type: 'reply'; reply: { id: string; title: string } }
type Row = { id: string; title: string }
export type Action = { buttons: Button[] } | { button: string; sections: { rows: Row[] }[] }
export type Picker = { type: 'button' | 'list'; action: Action }

/** WhatsApp's limits (developers.facebook.com, interactive reply buttons and interactive list messages). */
const BUTTONS = { most: 3, label: 20, text: 1024 }
const ROWS = { most: 10, label: 24 }
const MAX_ID = 200
export const OPEN_LIST = 'Pilih'

/** Buttons or a list, beside which as much text fits as in a message without; undefined: these choices fit neither, and are shown as numbered text. `letters`: length of the text. */
export function pickerFor(choices: readonly Choice[], letters: number): Picker | undefined {
  if (choices.length === 0 || !areDistinct(choices) || choices.some(({ id }) => !fitsId(id))) return undefined
  if (fits(choices, BUTTONS) && letters <= BUTTONS.text)
    return {
      type: 'button',
      action: { buttons: choices.map(({ id, label }) => ({ type: 'reply', reply: { id, title: label } })) },
    }
  if (!fits(choices, ROWS)) return undefined
  const rows = choices.map(({ id, label }) => ({ id, title: label }))
  return { type: 'list', action: { button: OPEN_LIST, sections: [{ rows }] } }
}

/**
 * The choices as a text of their own, to be answered by number or in words. What comes unasked (`aside`) gets no numbers:
 * those belong to the question before it.
 */
export function written(choices: readonly Choice[], aside: boolean): string {
  return choices.map(({ label }, i) => (aside ? `• ${label}` : `${i + 1}. ${label}`)).join('\n')
}

const fits = (choices: readonly Choice[], limits: { most: number; label: number }) =>
  choices.length <= limits.most && choices.every(({ label }) => label.trim() !== '' && label.length <= limits.label)

const fitsId = (id: string) => id.trim() !== '' && id.length <= MAX_ID

/** WhatsApp refuses a message in which two buttons say, or mean, the same. */
const areDistinct = (choices: readonly Choice[]) =>
  new Set(choices.map(({ id }) => id)).size === choices.length &&
  new Set(choices.map(({ label }) => label.trim())).size === choices.length
