import { z } from 'zod'

/** The parts of Meta's webhook that we read. What is odd reads as missing, never as an error. */
const maybe = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined)
const list = <T extends z.ZodType>(shape: T) => z.array(shape.optional().catch(undefined)).catch([])

const Media = z.object({
  id: z.string().min(1),
  mime_type: maybe(z.string()),
  filename: maybe(z.string()),
  caption: maybe(z.string()),
})
const Picked = z.object({ id: z.string().min(1) })
const Card = z.object({ phones: list(z.object({ phone: maybe(z.string()), wa_id: maybe(z.string()) })) })

const Message = z.object({
  id: z.string().min(1),
  /** The person's number. Since 2026 it may be missing for people with a username; then there is only their id. */
  from: maybe(z.string().min(1)),
  from_user_id: maybe(z.string().min(1)),
  group_id: maybe(z.string()),
  timestamp: maybe(z.string()),
  type: maybe(z.string()),
  text: maybe(z.object({ body: z.string() })),
  interactive: maybe(z.object({ button_reply: maybe(Picked), list_reply: maybe(Picked) })),
  button: maybe(z.object({ payload: maybe(z.string()), text: maybe(z.string()) })),
  image: maybe(Media),
  document: maybe(Media),
  audio: maybe(z.object({ voice: maybe(z.boolean()) })),
  contacts: maybe(list(Card)),
})
export type Message = z.infer<typeof Message>

const Status = z.object({
  id: z.string().min(1),
  status: z.string(),
  timestamp: maybe(z.string()),
  recipient_id: maybe(z.string()),
  recipient_user_id: maybe(z.string()),
  errors: list(z.object({ code: z.number() })),
})
export type Status = z.infer<typeof Status>

const Value = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  messages: list(Message),
  statuses: list(Status),
})
const Change = z.object({ field: z.string(), value: Value })
const Body = z.object({ object: z.string(), entry: list(z.object({ changes: list(Change) })) })

export type News = { messages: Message[]; statuses: Status[] }

/** What one request tells of our number, in its order; of other numbers and of other subjects nothing. */
export function readBody(body: unknown, phoneId: string): News {
  const changes = (Body.safeParse(body).data?.entry ?? []).flatMap((entry) => entry?.changes ?? [])
  const ours = changes.flatMap((change) =>
    change?.field === 'messages' && change.value.metadata.phone_number_id === phoneId ? [change.value] : [],
  )
  return {
    messages: ours.flatMap(({ messages }) => messages.filter((message) => message !== undefined)),
    statuses: ours.flatMap(({ statuses }) => statuses.filter((status) => status !== undefined)),
  }
}
