/** How a reply looks in a terminal. Pure. */
import type { Reply } from '../../domain/chat.ts'
import { plainText, spans } from '../../domain/markup.ts'

const STYLE = { plain: '', bold: '\u001b[1m', italic: '\u001b[2m' } as const
const RESET = '\u001b[0m'
const INDENT = '  '

/** The text with its choices as numbers. `colour`: ANSI styles; without it the markup is left out. `inside`: what is in its file. */
export function rendered(reply: Reply, colour: boolean, inside?: string): string {
  const text = colour
    ? spans(reply.text)
        .map(({ text, style }) => (style === 'plain' ? text : `${STYLE[style]}${text}${RESET}`))
        .join('')
    : plainText(reply.text)
  const choices = (reply.aside ? [] : (reply.choices ?? [])).map((choice, i) => `${INDENT}${i + 1}. ${choice.label}`)
  const file = reply.file ? [`[berkas: ${reply.file.name ?? reply.file.mime}]`] : []
  return [text, ...file, ...(inside === undefined ? [] : [inside]), ...choices].join('\n')
}
