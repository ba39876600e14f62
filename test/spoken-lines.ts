import { readFileSync } from 'node:fs'

/** What the person says in a golden chat, line by line. */
export function spokenLines(chat: string): string[] {
  const script = readFileSync(new URL(`./chats/${chat}`, import.meta.url), 'utf8')
  return script
    .split('\n')
    .filter((line) => /^>>? /.test(line))
    .map((line) => line.replace(/^>>? /, ''))
}
