import { outbound } from '../../src/bots/whatsapp-cloud/outbound.ts'
import type { Reply } from '../../src/domain/chat.ts'
import { plainText } from '../../src/domain/markup.ts'
import { type Payload, read, type Seen } from './fake/messages.ts'

const LOOKALIKES: Record<string, string> = { '∗': '*', ˍ: '_', '∼': '~', ˋ: '`' }

/** A text as it was typed, where a mark had to give way to one that looks the same. */
export const asTyped = (text: string): string => text.replace(/[∗ˍ∼ˋ]/g, (char) => LOOKALIKES[char]!)

/** What the person sees of a reply; throws Refusal where Meta would not take it. `upload`: its file's id in our keeping. */
export function onWhatsApp(reply: Reply, chatId: string, upload?: string): Omit<Seen, 'id'>[] {
  const known = { templates: new Set<string>(), media: new Set(upload ? [upload] : []) }
  return outbound(reply, chatId, upload).map((message) => read(message as unknown as Payload, known))
}

/** What of a reply nobody would find on WhatsApp: words of its text, or a choice that is neither button nor text. */
export function lostOnWhatsApp(reply: Reply): string[] {
  const seen = onWhatsApp(reply, '6281234567890')
  const words = oneLine(asTyped(seen.map(({ text }) => text).join(' ')))
  const titles = seen.flatMap(({ choices }) => choices.map(({ title }) => title))
  const choices = (reply.choices ?? []).map(({ label }) => label)
  return [
    ...(words.startsWith(oneLine(plainText(reply.text))) ? [] : [reply.text]),
    ...choices.filter((label) => !titles.includes(label) && !words.includes(oneLine(label))),
  ]
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
