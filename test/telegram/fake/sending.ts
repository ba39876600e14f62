/** sendMessage, sendPhoto, sendDocument. */
import { type Call, type Payload, refusal } from './call.ts'
import { type FileKind, fileFields, type StoredFile } from './files.ts'
import { type Parsed, parseHtml } from './html.ts'
import { type Markup, readMarkup } from './keyboard.ts'
import { numberOf, textOf } from './payload.ts'
import type { Chat, Seen } from './sight.ts'
import type { World } from './world.ts'

const LONE_SURROGATE = /\p{Surrogate}/u

export function sendMessage(world: World, call: Call): unknown {
  const chat = openChat(world, call)
  const parsed = readText(call.payload, 'text', world.limits.text, 'message is too long')
  if (!parsed.text) throw refusal.badRequest('message text is empty')
  return show(world, call, chat, parsed, undefined)
}

export function sendFile(kind: FileKind): (world: World, call: Call) => unknown {
  return (world, call) => {
    const chat = openChat(world, call)
    const parsed = readText(call.payload, 'caption', world.limits.caption, 'message caption is too long')
    return show(world, call, chat, parsed, givenFile(world, call, kind))
  }
}

/** The chat a call writes to; refuses strangers, people who blocked the bot, and too many sends. */
function openChat(world: World, call: Call): Chat {
  const wait = world.rate?.admit(call.at) ?? 0
  if (wait > 0) throw refusal.flood(wait)
  const id = numberOf(call.payload, 'chat_id')
  if (id === undefined || id === 0) throw refusal.badRequest('chat_id is empty')
  const chat = world.openDoors ? world.sight.chat(id) : world.sight.known(id)
  if (!chat || !(chat.met || world.openDoors)) throw refusal.chatNotFound()
  if (chat.blocked) throw refusal.blocked()
  return chat
}

/** Limits count after the markup is read, in UTF-16 units. */
export function readText(payload: Payload, field: string, limit: number, tooLong: string): Parsed {
  const sent = textOf(payload, field)
  if (LONE_SURROGATE.test(sent)) throw refusal.badRequest('strings must be encoded in UTF-8')
  const mode = textOf(payload, 'parse_mode').toLowerCase()
  if (mode && mode !== 'html') throw refusal.badRequest('unsupported parse_mode') // the fake reads no Markdown
  const parsed = mode === 'html' ? parseHtml(sent) : { text: sent, entities: [] }
  if (parsed.text.length > limit) throw refusal.badRequest(tooLong)
  return trim(parsed)
}

/** The real server shows no space at either end. */
function trim({ text, entities }: Parsed): Parsed {
  const lead = text.length - text.trimStart().length
  const shown = text.trim()
  const moved = lead === 0 ? entities : entities.map((e) => ({ ...e, offset: Math.max(0, e.offset - lead) }))
  return { text: shown, entities: moved }
}

/** A file that was uploaded with the call, or one the server already keeps. */
function givenFile(world: World, call: Call, kind: FileKind): StoredFile {
  const given = textOf(call.payload, kind)
  const upload = call.uploads.get(given.startsWith('attach://') ? given.slice(9) : kind)
  if (upload) return world.files.store(kind, upload)
  const file = world.files.byId(given)
  if (!file) throw refusal.badRequest('wrong file identifier/HTTP URL specified')
  if (file.kind !== kind) throw refusal.badRequest(`can't use file of type ${title(file.kind)} as ${title(kind)}`)
  return file
}

const title = (kind: string) => kind[0]!.toUpperCase() + kind.slice(1)

function show(world: World, call: Call, chat: Chat, parsed: Parsed, file: StoredFile | undefined): unknown {
  const markup = readMarkup(call.payload, world.limits)
  const seen: Seen = {
    chatId: chat.id,
    messageId: world.nextMessageId(),
    method: call.method,
    at: call.at,
    sent: textOf(call.payload, file ? 'caption' : 'text'),
    text: parsed.text,
    entities: parsed.entities,
    buttons: markup.buttons,
    ...(file ? { file: { kind: file.kind, id: file.id } } : {}),
    edits: 0,
    deleted: false,
  }
  changeKeyboard(chat, markup)
  world.sight.add(seen)
  return messageFields(world, seen)
}

function changeKeyboard(chat: Chat, { keyboard }: Markup): void {
  if (keyboard) chat.keyboard = keyboard === 'removed' ? undefined : keyboard
}

/** A message of the bot as the API shows it. */
export function messageFields(world: World, seen: Seen): Record<string, unknown> {
  const { text, entities } = seen
  const file = seen.file && world.files.byId(seen.file.id)
  const words = file ? { caption: text, caption_entities: entities } : { text, entities }
  return {
    message_id: seen.messageId,
    from: world.me,
    chat: { id: seen.chatId, type: world.sight.chat(seen.chatId).type },
    date: Math.floor(seen.at / 1000),
    ...(file ? fileFields(file) : {}),
    ...(text ? words : {}),
    ...(seen.buttons.length > 0 ? { reply_markup: { inline_keyboard: seen.buttons } } : {}),
  }
}
