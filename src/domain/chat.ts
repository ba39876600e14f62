/** The words every channel shares: what a person did, and what we say back. */

export type Channel = 'telegram' | 'whatsapp' | 'terminal'

/** Where a chat lives. `chatId` is the platform's own; `account` tells two bots of one platform apart. */
export type ChatAddress = { channel: Channel; account: string; chatId: string }

/**
 * A file that a platform keeps for us, or that we keep. `ref` is the platform's handle, good for sending it again on that
 * channel only; without `channel` it is Telegram's, as all were at first. `mime` and `bytes` are what the platform says.
 */
export type FileRef = {
  ref?: string | undefined
  mime: string
  bytes: number
  name?: string | undefined
  channel?: Channel | undefined
  /** Its id in our own store of files: good on every channel. */
  kept?: string | undefined
  /** We made it for this one message: it is deleted when that is sent. */
  once?: true
}

/** What a person did. */
export type Input =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; id: string }
  /** `caption`: what was written under it. */
  | { kind: 'file'; file: FileRef; caption?: string | undefined }
  | { kind: 'contact'; phone: string; own: boolean }
  | { kind: 'voice' | 'unsupported'; what: string }
  /** The person blocked the bot, or came back. */
  | { kind: 'left' | 'back' }

/** One thing that happened in a chat. `id` is the platform's: seeing it twice means a redelivery. */
export type ChatEvent = { id: string; from: ChatAddress; at: Date; group: boolean; input: Input }

/** `id` is at most 50 bytes, so that it fits a Telegram button together with its flow's name. */
export type Choice = { id: string; label: string }

/**
 * What we say back, in the markup of markup.ts. An adapter shows `choices` as buttons or as a numbered list.
 * `shareContact` offers the platform's own "send my phone number", where there is one.
 * `aside`: it comes unasked, so its choices can be tapped but have no numbers: those belong to the last question.
 */
export type Reply = { text: string; choices?: Choice[]; file?: FileRef; shareContact?: true; aside?: true }
