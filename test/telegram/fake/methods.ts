import { type Call, refusal } from './call.ts'
import { deleteMessage, editMessageReplyMarkup, editMessageText } from './editing.ts'
import { objectOf, textOf } from './payload.ts'
import { sendFile, sendMessage } from './sending.ts'
import type { World } from './world.ts'

/** What a call does, except getUpdates, which may wait. Throws a Refusal. */
export type Method = (world: World, call: Call) => unknown

const MAX_COMMANDS = 100
const MAX_DESCRIPTION = 512
const MAX_SHORT_DESCRIPTION = 120

/** In lower case, for the real server does not mind either. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  [
    'getme',
    ({ me }) => ({ ...me, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false }),
  ],
  ['sendmessage', sendMessage],
  ['sendphoto', sendFile('photo')],
  ['senddocument', sendFile('document')],
  ['sendchataction', () => true],
  ['editmessagetext', editMessageText],
  ['editmessagereplymarkup', editMessageReplyMarkup],
  ['deletemessage', deleteMessage],
  ['answercallbackquery', answerCallbackQuery],
  ['getfile', getFile],
  ['setwebhook', ({ webhook }, { payload }) => webhook.set(payload) !== ''],
  ['deletewebhook', ({ webhook }, { payload }) => webhook.delete(payload) !== ''],
  ['getwebhookinfo', ({ webhook }) => webhook.info()],
  ['setmycommands', setMyCommands],
  ['deletemycommands', ({ profile }) => profile.delete('commands') || true],
  ['getmycommands', ({ profile }) => profile.get('commands') ?? []],
  ['setmydescription', describe('description', MAX_DESCRIPTION)],
  ['setmyshortdescription', describe('short_description', MAX_SHORT_DESCRIPTION)],
])

function answerCallbackQuery({ openTaps }: World, { payload }: Call): true {
  if (!openTaps.delete(textOf(payload, 'callback_query_id'))) throw refusal.queryTooOld()
  return true
}

function getFile({ files }: World, { payload }: Call): unknown {
  const file = files.byId(textOf(payload, 'file_id'))
  if (!file) throw refusal.badRequest('wrong file_id or the file is temporarily unavailable')
  return { file_id: file.id, file_unique_id: `unique-${file.id}`, file_size: file.data.length, file_path: file.path }
}

function setMyCommands({ profile }: World, { payload }: Call): true {
  const commands = objectOf<{ command: string; description: string }[]>(payload, 'commands') ?? []
  if (commands.length > MAX_COMMANDS) throw refusal.badRequest('BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw refusal.badRequest('BOT_COMMAND_INVALID')
    if (!description || description.length > 256) throw refusal.badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  profile.set('commands', commands)
  return true
}

function describe(field: string, limit: number): Method {
  return ({ profile }, { payload }) => {
    const text = textOf(payload, field)
    if (text.length > limit) throw refusal.badRequest(`${field.replaceAll('_', ' ')} is too long`)
    profile.set(field, text)
    return true
  }
}
