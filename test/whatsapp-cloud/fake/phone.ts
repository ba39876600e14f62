/** How WhatsApp's apps show a text: pairs of marks become a style and go, everything else stays. */
export type Styled = { mark: string; text: string }

const MARKS = new Set(['*', '_', '~', '`'])
const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char)
const isSpace = (char: string | undefined) => char === undefined || /\s/u.test(char)

export function asShown(text: string): { text: string; styled: Styled[] } {
  const lines = text.split('\n').map(line)
  return { text: lines.map((one) => one.text).join('\n'), styled: lines.flatMap((one) => one.styled) }
}

function line(text: string): { text: string; styled: Styled[] } {
  const chars = [...text]
  const gone = new Set<number>()
  const styled: Styled[] = []
  for (let at = 0; at < chars.length; at++) {
    if (!MARKS.has(chars[at]!) || gone.has(at) || isWord(chars[at - 1]) || isSpace(chars[at + 1])) continue
    const end = chars.findIndex(
      (char, i) => i > at + 1 && char === chars[at] && !isSpace(chars[i - 1]) && !isWord(chars[i + 1]),
    )
    if (end < 0) continue
    gone.add(at).add(end)
    styled.push({ mark: chars[at]!, text: chars.slice(at + 1, end).join('') })
  }
  return { text: chars.filter((_, i) => !gone.has(i)).join(''), styled }
}
