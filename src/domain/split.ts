/** Cuts a text that is too long for one message. */
import type { Span } from './markup.ts'

/** Where a text may end, best first: after a paragraph, a line, a sentence, a word. */
const BREAKS = [/\n\s*\n/g, /\n/g, /[.!?…]["')\]]*\s/g, /\s/g]

/**
 * Parts of at most `limit` (2 or more) UTF-16 units each. A cut never falls into a bold or italic passage unless that alone is too
 * long, and never into a surrogate pair. Nothing is lost but white space at a cut.
 */
export function split(spans: readonly Span[], limit: number): Span[][] {
  const text = spans.map((span) => span.text).join('')
  if (text.length <= limit) return [[...spans]]
  const parts: Span[][] = []
  let from = 0
  for (;;) {
    from += leadingSpace(text, from)
    if (from >= text.length) return parts
    const to = text.length - from <= limit ? text.length : cutBefore(spans, text, from, from + limit)
    parts.push(slice(spans, from, to))
    from = to
  }
}

/** The best place to cut in (from, latest]: not so early that a message becomes a scrap, if there is a choice. */
function cutBefore(spans: readonly Span[], text: string, from: number, latest: number): number {
  const breaks = breaksIn(text, from, latest)
  const whole = bestOf(breaks, from, latest, (at) => passageAt(spans, at) === undefined)
  if (whole !== undefined) return whole
  const passage = passageAt(spans, latest)
  if (passage !== undefined && passage > from) return passage
  const torn = passage === undefined ? undefined : bestOf(breaks, from, latest, () => true)
  return torn ?? (isLowSurrogate(text, latest) ? latest - 1 : latest)
}

/** Places to cut, in a list for each kind of break. */
function breaksIn(text: string, from: number, latest: number): number[][] {
  const window = text.slice(from, latest + 1) // one more: white space right behind the limit is a good place
  return BREAKS.map((pattern) => {
    const ends = [...window.matchAll(pattern)].map((found) => from + found.index + found[0].trimEnd().length)
    return ends.filter((at) => at > from && at <= latest)
  })
}

function bestOf(
  breaks: number[][],
  from: number,
  latest: number,
  allowed: (at: number) => boolean,
): number | undefined {
  for (const earliest of [from + (latest - from) / 4, from]) {
    for (const kind of breaks) {
      const cut = kind.findLast((at) => at > earliest && allowed(at))
      if (cut !== undefined) return cut
    }
  }
  return undefined
}

/** Where the bold or italic passage begins that a cut at `at` would tear; undefined: it would tear none. */
function passageAt(spans: readonly Span[], at: number): number | undefined {
  let start = 0
  for (const { text, style } of spans) {
    const end = start + text.length
    if (style !== 'plain' && at > start && at < end) return start
    start = end
  }
  return undefined
}

function slice(spans: readonly Span[], from: number, to: number): Span[] {
  const part: Span[] = []
  let start = 0
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    if (text) part.push({ ...span, text })
    start += span.text.length
  }
  return part
}

function leadingSpace(text: string, from: number): number {
  const end = text.slice(from).search(/\S/)
  return end < 0 ? text.length - from : end
}

const isLowSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00
