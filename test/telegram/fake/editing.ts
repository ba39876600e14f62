/** Calls that change or remove what a person already sees. */
import { type Call, refusal } from './call.ts'
import { readMarkup } from './keyboard.ts'
import { numberOf, textOf } from './payload.ts'
import { messageFields, readText } from './sending.ts'
import type { Seen } from './sight.ts'
import type { World } from './world.ts'

export function editMessageText(world: World, call: Call): unknown {
  const seen = target(world, call, 'message to edit not found')
  const parsed = readText(call.payload, 'text', world.limits.text, 'message is too long')
  if (!parsed.text) throw refusal.badRequest('message text is empty')
  const { buttons } = readMarkup(call.payload, world.limits)
  const same =
    JSON.stringify([parsed.text, parsed.entities, buttons]) === JSON.stringify([seen.text, seen.entities, seen.buttons])
  if (same) throw refusal.notModified()
  const sent = textOf(call.payload, 'text')
  Object.assign(seen, { sent, text: parsed.text, entities: parsed.entities, buttons, edits: seen.edits + 1 })
  return messageFields(world, seen)
}

export function editMessageReplyMarkup(world: World, call: Call): unknown {
  const seen = target(world, call, 'message to edit not found')
  const { buttons } = readMarkup(call.payload, world.limits)
  if (JSON.stringify(buttons) === JSON.stringify(seen.buttons)) throw refusal.notModified()
  Object.assign(seen, { buttons, edits: seen.edits + 1 })
  return messageFields(world, seen)
}

export function deleteMessage(world: World, call: Call): true {
  target(world, call, 'message to delete not found').deleted = true
  return true
}

function target(world: World, { payload }: Call, missing: string): Seen {
  const chat = world.sight.known(numberOf(payload, 'chat_id') ?? 0)
  if (!chat) throw refusal.chatNotFound()
  const seen = chat.messages.get(numberOf(payload, 'message_id') ?? 0)
  if (!seen || seen.deleted) throw refusal.badRequest(missing)
  return seen
}
