/** A conversation as a golden chat: what was said after ">", what was answered after "<", choices indented. Pure. */
import type { Reply } from '../../domain/chat.ts'

export const saidLines = (text: string): string => `> ${text}`

/** The markup is kept, so that a reader of the file sees what is bold. */
export function replyLines(reply: Reply): string[] {
  const text = reply.text.split('\n').map((line) => (line ? `< ${line}` : '<'))
  const choices = (reply.choices ?? []).map((choice, i) =>
    reply.aside ? `  [${choice.label}]` : `  ${i + 1}. ${choice.label}`,
  )
  return [...text, ...(reply.file ? ['< [berkas]'] : []), ...choices]
}
