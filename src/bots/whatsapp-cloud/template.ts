/** Writing to somebody outside the 24-hour window. Pure. */
import { SendError } from '../../app/ports.ts'
import type { Reply } from '../../domain/chat.ts'
import { plainText } from '../../domain/markup.ts'
import { unseen } from '../unseen.ts'
import { written } from './choices.ts'
import { OUTSIDE_WINDOW } from './errors.ts'
import { type Recipient, recipientOf } from './recipient.ts'

/** A template that Meta approved: its body has exactly one variable, which our text becomes. */
export type Template = { name: string; language: string }

export type TemplateMessage = Recipient & {
  messaging_product: 'whatsapp'
  recipient_type: 'individual'
  type: 'template'
  template: {
    name: string
    language: { code: string }
    components: [{ type: 'body'; parameters: [{ type: 'text'; text: string }] }]
  }
}

/** A template's body may have 1024 letters in all (developers.facebook.com, template components); the rest is its own. */
const MAX_VARIABLE = 900

/**
 * The reply as the template's variable; of a file it only says that there is one. Throws SendError ("message refused")
 * where there is no template, or where it cannot carry all the words: half a message would be counted as sent.
 */
export function asTemplate(reply: Reply, chatId: string, template: Template | undefined): TemplateMessage {
  if (!template) throw refused('no template in office.yaml')
  const { choices = [], aside, file } = reply
  const text = oneLine([plainText(reply.text), file ? unseen(file) : '', written(choices, aside === true)].join('\n'))
  if (text.length > MAX_VARIABLE) throw refused('too long for the template')
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipientOf(chatId),
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      components: [{ type: 'body', parameters: [{ type: 'text', text }] }],
    },
  }
}

/** Meta refuses line breaks, tabs and more than four spaces in a row in a variable. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const refused = (why: string) => new SendError('message refused', `${OUTSIDE_WINDOW}, ${why}`)
