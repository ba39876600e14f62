import type { Span } from '../../domain/markup.ts'

const TAGS = { plain: undefined, bold: 'b', italic: 'i' } as const
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Spans as Telegram's HTML. Half a surrogate pair becomes U+FFFD, for Telegram refuses the whole message otherwise. */
export function toHtml(spans: readonly Span[]): string {
  return spans.map(({ text, style }) => (text ? tagged(escaped(text), TAGS[style]) : '')).join('')
}

const tagged = (html: string, tag: string | undefined) => (tag ? `<${tag}>${html}</${tag}>` : html)

const escaped = (text: string) => text.replace(/[&<>]/g, (char) => ESCAPES[char]!).replace(/\p{Surrogate}/gu, '\uFFFD')
