/** Our markup in WhatsApp's notation. Pure. */
import { type Span, spans } from '../../domain/markup.ts'

const MARK = { plain: '', bold: '*', italic: '_' } as const

/** WhatsApp knows no escapes, but a mark followed by a space is none: a hair's breadth keeps a person's words as they are. */
const HAIR_SPACE = '\u200a'
const OPENING_MARK = /(?<![\p{L}\p{N}])[*_~`](?=\S)/gu

export const toWhatsApp = (text: string): string => spans(text).map(written).join('')

function written({ text, style }: Span): string {
  const words = text.replace(OPENING_MARK, `$&${HAIR_SPACE}`)
  return `${MARK[style]}${words}${MARK[style]}`
}
