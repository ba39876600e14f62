import { z } from 'zod'

/** The parts of Telegram's updates that we read. What is odd reads as missing, never as an error. */
const maybe = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined)

const User = z.object({ id: z.number(), is_bot: maybe(z.boolean()) })
const Chat = z.object({ id: z.number(), type: z.string() })

const File = z.object({ file_id: z.string().min(1), file_size: maybe(z.number()) })
const Photo = File.extend({ width: maybe(z.number()), height: maybe(z.number()) })
const Document = File.extend({ file_name: maybe(z.string()), mime_type: maybe(z.string()) })
const Contact = z.object({ phone_number: z.string().min(1), user_id: maybe(z.number()) })

/** Keeps fields it does not know: their names tell what else was sent. */
const Message = z.looseObject({
  message_id: z.number(),
  date: maybe(z.number()),
  chat: Chat,
  from: maybe(User),
  text: maybe(z.string()),
  caption: maybe(z.string()),
  photo: maybe(z.array(Photo)),
  document: maybe(Document),
  contact: maybe(Contact),
})
export type Message = z.infer<typeof Message>

const Button = z.looseObject({ text: z.string(), callback_data: maybe(z.string()) })
export type Button = z.infer<typeof Button>

const CallbackQuery = z.object({
  id: z.string(),
  data: maybe(z.string()),
  message: maybe(
    z.object({
      message_id: z.number(),
      chat: Chat,
      reply_markup: maybe(z.object({ inline_keyboard: z.array(z.array(Button)) })),
    }),
  ),
})

const MembershipChange = z.object({
  chat: Chat,
  date: maybe(z.number()),
  new_chat_member: z.object({ status: z.string() }),
})

const Update = z.object({
  update_id: z.number(),
  message: maybe(Message),
  callback_query: maybe(CallbackQuery),
  my_chat_member: maybe(MembershipChange),
})
export type Update = z.infer<typeof Update>

/** The kinds of updates we ask for; all others never leave Telegram. */
export const WANTED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const

/** undefined: this is no update at all. */
export function readUpdate(raw: unknown): Update | undefined {
  return Update.safeParse(raw).data
}
