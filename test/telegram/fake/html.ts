/** Telegram's HTML parse mode: what is sent → what a person reads. */
import { refusal } from './call.ts'

/** Offsets and lengths in UTF-16 units of the plain text. */
export type Entity = { type: string; offset: number; length: number; url?: string }
export type Parsed = { text: string; entities: Entity[] }

const TAGS = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['a', 'text_link'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['blockquote', 'blockquote'],
])

const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
])

/** Throws the server's refusal for unknown, unclosed and crossed tags. */
export function parseHtml(html: string): Parsed {
  if (!/[<&]/.test(html)) return { text: html, entities: [] }
  const entities: Entity[] = []
  const open: { name: string; entity: Entity }[] = []
  let text = ''
  for (let i = 0; i < html.length; ) {
    if (html[i] === '<') {
      const tag = readTag(html, i)
      if (tag.closes) entities.push(closeTag(open, tag.name, text.length, html, i))
      else open.push({ name: tag.name, entity: startEntity(tag, text.length, html, i) })
      i = tag.end
      continue
    }
    const [char, length] = html[i] === '&' ? readCharacter(html, i) : [html[i]!, 1]
    text += char
    i += length
  }
  const left = open.at(-1)
  if (left) throw cannotParse(`Can't find end tag corresponding to start tag "${left.name}"`)
  return {
    text,
    entities: entities.filter((e) => e.length > 0).sort((a, b) => a.offset - b.offset || b.length - a.length),
  }
}

type Tag = { name: string; rest: string; closes: boolean; end: number }

function readTag(html: string, at: number): Tag {
  const closes = html[at + 1] === '/'
  const end = html.indexOf('>', at)
  if (end < 0) throw cannotParse(`Unclosed ${closes ? 'end' : 'start'} tag at byte offset ${bytes(html, at)}`)
  const inside = html.slice(at + (closes ? 2 : 1), end)
  const name = (/^[^\s>]*/.exec(inside)?.[0] ?? '').toLowerCase()
  return { name, rest: inside.slice(name.length), closes, end: end + 1 }
}

function startEntity(tag: Tag, offset: number, html: string, at: number): Entity {
  const spoiler = tag.name === 'span' && /^\s+class\s*=\s*["']?tg-spoiler["']?\s*$/.test(tag.rest)
  const type = spoiler ? 'spoiler' : TAGS.get(tag.name)
  if (!type) throw cannotParse(`Unsupported start tag "${tag.name}" at byte offset ${bytes(html, at)}`)
  const url = tag.name === 'a' ? /\shref\s*=\s*["']([^"']*)["']/.exec(tag.rest)?.[1] : undefined
  return { type, offset, length: 0, ...(url ? { url } : {}) }
}

function closeTag(
  open: { name: string; entity: Entity }[],
  name: string,
  offset: number,
  html: string,
  at: number,
): Entity {
  const last = open.pop()
  if (!last) throw cannotParse(`Unexpected end tag at byte offset ${bytes(html, at)}`)
  if (name && name !== last.name) {
    throw cannotParse(
      `Unmatched end tag at byte offset ${bytes(html, at)}, expected "</${last.name}>", found "</${name}>"`,
    )
  }
  return { ...last.entity, length: offset - last.entity.offset }
}

/** A character reference; what is none stays as it is. */
function readCharacter(html: string, at: number): [char: string, length: number] {
  const found = /^&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{1,8}));?/i.exec(html.slice(at, at + 12))
  if (!found) return ['&', 1]
  const [all, decimal, hex, name] = found
  if (name !== undefined) {
    const char = NAMED.get(name)
    return char === undefined ? ['&', 1] : [char, all.length]
  }
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
  return code > 0 && code < 0x10_ff_ff ? [String.fromCodePoint(code), all.length] : ['&', 1]
}

const bytes = (html: string, at: number) => Buffer.byteLength(html.slice(0, at))
const cannotParse = (why: string) => refusal.badRequest(`can't parse entities: ${why}`)
