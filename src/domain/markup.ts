/**
 * The little markup of our texts: *bold*, _italic_, and a backslash before a character that is meant as itself.
 * Each channel turns spans into its own notation, so a person's own words can never become markup.
 */
export type Span = { text: string; style: 'plain' | 'bold' | 'italic' }

const MARKS = { '*': 'bold', _: 'italic' } as const

/** A person's own words, safe to put into one of our texts. */
export function quote(text: string): string {
  return text.replace(/[\\*_]/g, '\\$&')
}

/** Reads a text into spans. A mark that is never closed stands for itself. */
export function spans(text: string): Span[] {
  const out: Span[] = []
  let plain = ''
  let i = 0
  const flush = () => {
    if (plain) out.push({ text: plain, style: 'plain' })
    plain = ''
  }
  while (i < text.length) {
    const char = text[i]!
    if (char === '\\' && i + 1 < text.length) {
      plain += text[i + 1]
      i += 2
      continue
    }
    const end = char === '*' || char === '_' ? closing(text, i) : -1
    if (end < 0) {
      plain += char
      i++
      continue
    }
    flush()
    out.push({ text: unescaped(text.slice(i + 1, end)), style: MARKS[char as '*' | '_'] })
    i = end + 1
  }
  flush()
  return out
}

/** The text without any markup, as a person reads it. */
export function plainText(text: string): string {
  return spans(text)
    .map((span) => span.text)
    .join('')
}

/** Marks open at the start of a word and close at the end of one, on the same line: 2*3*4 and snake_case are no markup. */
function closing(text: string, at: number): number {
  const mark = text[at]!
  if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]!)) return -1
  if (!text[at + 1] || /\s/.test(text[at + 1]!) || text[at + 1] === mark) return -1
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\n') return -1
    if (text[i] === '\\') i++
    else if (text[i] === mark && !/\s/.test(text[i - 1]!) && !/[\p{L}\p{N}]/u.test(text[i + 1] ?? '')) return i
  }
  return -1
}

const unescaped = (text: string) => text.replace(/\\(.)/gsu, '$1')
