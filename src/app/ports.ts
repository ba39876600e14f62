/** What the app needs from the world. Adapters (bots, store, http) fulfil these and import nothing else of ours but domain. */
import type { Channel, ChatAddress, ChatEvent, FileRef, Reply } from '../domain/chat.ts'
import type { FileType } from '../domain/file-type.ts'
import type { Unfit } from '../domain/kept-file.ts'

export type Clock = () => Date

/**
 * One platform. Everything platform-shaped is in two pure functions beside the adapter, `inbound` and `outbound`.
 * `receive` takes the events that arrived together and resolves when they are committed: only then may the
 * platform be told that we have them. It never throws for a single bad event.
 */
export interface ChannelAdapter {
  readonly channel: Channel
  /** The bot's own id on the platform; known once start() has resolved. */
  readonly account: string
  /** Only one process at a time may receive for this account; others wait until it ends. */
  readonly exclusive: boolean
  /** Sends over the very connection it receives by, so only the process that holds the account can send. */
  readonly tied?: true
  /** Resolves when it is listening. May be called again after close(). */
  start(receive: (events: ChatEvent[]) => Promise<void>): Promise<void>
  /**
   * Throws SendError. `key` is the same for every try of one message: where the platform drops a second copy, a fate that is
   * not known is no reason to give up. `content` gives the bytes of the reply's file, where the channel has no handle of it.
   */
  send(to: ChatAddress, reply: Reply, key?: string, content?: Content): Promise<{ platformId: string }>
  /** Changes what an earlier message says; where it is missing, nothing can be changed. Throws SendError. */
  edit?(to: ChatAddress, platformId: string, reply: Reply): Promise<void>
  /**
   * Whether the person can still be reached, where the platform minds being written to for nothing: to be asked before a
   * message that nobody asked for. It is looked up once and slowly, and remembered. Throws SendError.
   */
  knows?(to: ChatAddress): Promise<boolean>
  /** Lets the person see for some seconds that they are being answered. Nobody waits for it, and where it fails nothing is lost. */
  composing?(to: ChatAddress): void
  /**
   * The bytes of a file that was sent to us in this chat. No more than `limit` of them: what the platform says is believed
   * first, and then counted. Throws FileError.
   */
  fetch(file: FileRef, from: ChatAddress, limit: number): Promise<Buffer>
  /** undefined: up; else what is wrong, in a word or two. */
  health(): string | undefined
  /** Takes no more events in and resolves when none is on its way; send() goes on working. */
  stop(): Promise<void>
  /** Lets go of the connection; nothing can be sent any more. */
  close?(): Promise<void>
}

/**
 * Looks at a document that a person sent. What can be used comes back as it is to be kept: made anew, with nothing in it but
 * the picture itself. It is never executed, and nothing in it is followed.
 */
export type Vet = (
  bytes: Buffer,
  type: FileType,
) => Promise<{ bytes: Buffer; mime: FileType } | { unfit: Unfit | 'unreadable' | 'too large' }>

/** The bytes of a file that we keep; undefined: not any more. */
export type Content = () => Promise<Buffer | undefined>

export type Verdict = 'try later' | 'person left' | 'message refused' | 'unknown'

/** Why a message did not go out, in words every channel shares. `retryAfterMs` pauses the whole account. */
export class SendError extends Error {
  readonly verdict: Verdict
  readonly retryAfterMs: number | undefined
  constructor(verdict: Verdict, reason: string, options: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    super(reason, { cause: options.cause })
    this.name = 'SendError'
    this.verdict = verdict
    this.retryAfterMs = options.retryAfterMs
  }
}

export type FileVerdict = 'try later' | 'too large' | 'gone' | 'unreadable'

/** Why a file could not be fetched, in words every channel shares. `retryAfterMs`: what the platform asked for. */
export class FileError extends Error {
  readonly verdict: FileVerdict
  readonly retryAfterMs: number | undefined
  constructor(verdict: FileVerdict, reason: string, retryAfterMs?: number) {
    super(reason)
    this.name = 'FileError'
    this.verdict = verdict
    this.retryAfterMs = retryAfterMs
  }
}
