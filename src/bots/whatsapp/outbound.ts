/** A reply → what it says on WhatsApp. Pure. Choices are numbered lines: there are no buttons that reach every phone. */
import type { proto } from 'baileys'
import type { Reply } from '../../domain/chat.ts'
import { spans } from '../../domain/markup.ts'
import { unseen } from '../unseen.ts'
import { toWhatsApp } from '../whatsapp-text.ts'
import { type Handle, mediaMessage, readFileHandle } from './file-handle.ts'

/** What WhatsApp takes at most; ours are far shorter. */
const MAX_TEXT = 65_000

export type Outbound = { text: string } | { media: proto.IMessage }
export type Shown = Pick<Handle, 'kind' | 'media'>

/**
 * `upload`: the reply's file, where it came from another channel. Throws RangeError where a flow made something that WhatsApp
 * cannot take: an empty reply, or one without end.
 */
export function outbound(reply: Reply, upload?: Shown): Outbound {
  const text = [toWhatsApp(spans(reply.text)), numbered(reply)].filter(Boolean).join('\n\n')
  if (text.length > MAX_TEXT) throw new RangeError('A reply is too long')
  const file = readFileHandle(reply.file?.ref) ?? upload
  if (file) return { media: mediaMessage(file, text) }
  const whole = [text, reply.file ? unseen(reply.file) : ''].filter((part) => /\S/.test(part)).join('\n\n')
  if (!whole) throw new RangeError('A reply has neither text nor file')
  return { text: whole }
}

/** What comes unasked has no numbers: those belong to the last question. */
const numbered = ({ choices = [], aside }: Reply) =>
  aside ? '' : choices.map(({ label }, i) => `${i + 1}. ${label}`).join('\n')
