/** Reads and plays golden chats (test/chats/*.chat); CONTRIBUTING.md says how to write one. */

import { replyLines } from '../src/bots/terminal/transcript.ts'
import type { Input } from '../src/domain/chat.ts'
import { type Said, Theatre } from './theatre.ts'

const MINUTE = 60_000
const UNITS: Record<string, number> = { detik: 1000, menit: MINUTE, jam: 60 * MINUTE, hari: 24 * 60 * MINUTE }

/** Plays the lines that somebody says and returns the whole file as it should be. */
export async function playGolden(script: string): Promise<string> {
  const theatre = await Theatre.open()
  try {
    const out: string[] = []
    for (const line of script.split('\n').filter((l) => isSpoken(l) || isStage(l))) {
      out.push(line)
      if (isStage(line)) wait(theatre, line)
      else out.push(...(await speak(theatre, line)).flatMap(shown))
    }
    return `${out.join('\n')}\n`
  } finally {
    await theatre.close()
  }
}

const isSpoken = (line: string) => /^(?:petugas|warga2|grup)?>>? /.test(line)
const isStage = (line: string) => line === '' || line.startsWith('#') || line.startsWith('~ ')

/** "~ 2 hari" */
function wait(theatre: Theatre, line: string): void {
  const [, amount, unit] = /^~ (\d+) (\w+)$/.exec(line) ?? []
  if (amount && unit) theatre.now = new Date(theatre.now.getTime() + Number(amount) * (UNITS[unit] ?? Number.NaN))
}

/** ">> " follows a second after the last line, "> " a minute; "a | b" are two messages that arrive together. */
async function speak(theatre: Theatre, line: string): Promise<Said[]> {
  const [, who, quick, text] = /^(petugas|warga2|grup)?>(>?) (.*)$/.exec(line)!
  theatre.now = new Date(theatre.now.getTime() + (quick ? 1000 : MINUTE))
  const speaker = who ?? 'warga'
  if (text!.includes(' | ')) return theatre.burst(speaker, text!.split(' | '))
  return theatre.does(speaker, inputOf(theatre, speaker, text!), { group: who === 'grup' })
}

/** [ketuk Label], [kontak 0812…], [foto], [suara], [stiker], [blokir], [kembali]; everything else is text. */
function inputOf(theatre: Theatre, who: string, text: string): Input {
  const [, what, argument = ''] = /^\[(\w+)(?: (.+))?\]$/.exec(text) ?? []
  switch (what) {
    case 'ketuk':
      return { kind: 'choice', id: theatre.button(who, argument) }
    case 'kontak':
      return { kind: 'contact', phone: argument, own: true }
    case 'foto':
      return { kind: 'file', file: { ref: 'photo-1', mime: 'image/jpeg', bytes: 1000 } }
    case 'suara':
      return { kind: 'voice', what: 'pesan suara' }
    case 'stiker':
      return { kind: 'unsupported', what: 'stiker' }
    case 'blokir':
      return { kind: 'left' }
    case 'kembali':
      return { kind: 'back' }
    default:
      return { kind: 'text', text }
  }
}

const shown = ({ to, reply }: Said): string[] =>
  replyLines(reply).map((line) => (to === 'warga' ? line : line.replace(/^/, `${to}`)))
