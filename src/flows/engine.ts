/** The whole brain: what was done → what to remember, say and do. Pure, so a test can play a year of chat in a second. */
import type { Input } from '../domain/chat.ts'
import type { Found } from '../domain/desk.ts'
import type { FileNews } from '../domain/kept-file.ts'
import { isLabel } from '../domain/pick.ts'
import type { Memory } from '../domain/session.ts'
import type { Command } from '../knowledge/mind.ts'
import { choose } from './choose.ts'
import { documentNamed } from './documents/checklist.ts'
import { heardOfDocument } from './documents/news.ts'
import { heardOfFile } from './file-news.ts'
import type { Flow, Setting } from './flow.ts'
import { hearCommand } from './hear-command.ts'
import { hearWords } from './hear-words.ts'
import { type FlowBook, type Response, Talk } from './talk.ts'

/** Telegram takes no more in one message, and reading must not hold up other people. */
const LONGEST = 4096

/** Decides one thing that a person did in their own chat, one answer to a flow's lookup, or what became of a file. */
export function respond(
  book: FlowBook,
  memory: Memory,
  input: Input | FileNews | { kind: 'found'; found: Found; asker?: string | undefined },
  setting: Setting,
): Response {
  if (input.kind === 'fetched')
    return input.purpose === 'dokumen'
      ? heardOfDocument(memory, input, setting)
      : heardOfFile(memory, input, setting.person.staff !== undefined)
  const talk = new Talk(book, memory, setting)
  if (input.kind === 'left' || input.kind === 'back') {
    talk.effects.push({ kind: 'chatState', state: input.kind === 'left' ? 'left' : 'open' })
  } else if (input.kind === 'found' && input.asker !== undefined) {
    const asker = talk.flow(input.asker)
    talk.interrupt(asker, talk.ask(asker, input))
  } else if (input.kind === 'text') hearText(talk, input.text.slice(0, LONGEST))
  else if (input.kind === 'choice') talk.choose(input.id)
  else if (input.kind === 'file' && input.caption) hearCaption(talk, input, input.caption.slice(0, LONGEST))
  else {
    const listener = input.kind === 'file' ? takerOf(talk) : talk.floor
    talk.take(listener, talk.ask(listener, input))
  }
  return talk.close()
}

/**
 * Distress wins over everything but a bare command and the very words of a button; then comes what is on the screen, then
 * commands, then the flow that has the floor. Only staff who are writing to somebody else may use words of distress.
 */
function hearText(talk: Talk, text: string): void {
  const { mind } = talk.place
  const command = mind.command(text, 'strict') ?? byName(talk, text)
  const chosen = choose(talk.shown, text, talk.place)
  const isNoCry = command?.argument === '' || (chosen !== undefined && isLabel(chosen, text))
  const distress = !isNoCry && mind.distress(text) === 'urgent'
  const claimed = (command !== undefined || distress) && talk.claimed(text)
  if (distress && !(claimed && talk.floor.staffOnly)) {
    const emergency = talk.flow('darurat')
    return talk.take(emergency, talk.ask(emergency, { kind: 'text', text }))
  }
  const isMeantAsCommand = command && !claimed && (talk.floor.hears.has(command.name) || isNamed(talk, command, text))
  if (chosen && (!isMeantAsCommand || isLabel(chosen, text))) return talk.choose(chosen.id)
  if (command && !claimed && hearCommand(talk, command)) return
  hearWords(talk, text)
}

const NOT_KEPT = { text: 'Foto atau berkasnya tidak saya simpan, Kak. Tulisan di bawahnya saya baca:' }

/** Who is registered sends a photo because a document was asked for, whatever was said last: *berkas* asks which it is. */
function takerOf(talk: Talk): Flow {
  const { floor } = talk
  if (floor.takesFiles || floor.asksAgain || floor.staffOnly) return floor
  const documents = talk.flow('berkas')
  return documents.wants?.(talk.place) ? documents : floor
}

/** What is written under a picture counts as said; a flow that takes files hears both together. */
function hearCaption(talk: Talk, input: Extract<Input, { kind: 'file' }>, caption: string): void {
  const cries = talk.place.mind.distress(caption) === 'urgent' && !talk.floor.staffOnly
  const named = documentNamed(caption, talk.place) !== undefined
  const listener = cries ? talk.flow('darurat') : named ? takerOf(talk) : talk.floor
  if (listener.takesFiles) return talk.take(listener, talk.ask(listener, { ...input, caption }))
  talk.replies.push(NOT_KEPT)
  hearText(talk, caption)
}

/**
 * A part of a label is no choice where a command is named, or said in several words: "daftar" opens the registration,
 * also beside a button "Daftar ujian". But *lanjut* is for what is on the screen.
 */
function isNamed(talk: Talk, { name }: Command, text: string): boolean {
  const opens = name !== 'lanjut' && talk.opens(name)?.name === name.replaceAll(' ', '-')
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const said = ` ${words.join(' ')} ${talk.place.mind.normalise(text)} `
  return opens && (words.length > 1 || said.includes(` ${name} `))
}

/** The commands that our own texts name are understood whatever content/language.yaml says. */
function byName(talk: Talk, text: string): Command | undefined {
  const name = text.trim().toLowerCase().replace(/^\//, '')
  return talk.opens(name) && { name, argument: '' }
}
