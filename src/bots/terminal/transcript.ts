/** A conversation as a golden chat: what was said after ">", what was answered after "<", choices indented. Pure. */
import type { Reply } from '../../domain/chat.ts'

/** `soon`: it came so soon after the last line that the two may be read as one thought; then it is ">>". */
export const saidLines = (text: string, soon: boolean): string => `${soon ? '>>' : '>'} ${text}`

/** The markup is kept, so that a reader of the file sees what is bold. */
export function replyLines(reply: Reply): string[] {
  const text = reply.text.split('\n').map((line) => (line ? `< ${line}` : '<'))
  const choices = (reply.choices ?? []).map((choice, i) =>
    reply.aside ? `  [${choice.label}]` : `  ${i + 1}. ${choice.label}`,
  )
  return [...text, ...(reply.file ? ['< [berkas]'] : []), ...choices]
}
