/** What the server refuses because of its size, and how patient it is. Defaults are Telegram's. */
export type Limits = {
  /** UTF-16 units of a text, after its markup is read. */
  text: number
  /** The same for the text under a file. */
  caption: number
  /** Bytes of a button's data. */
  buttonData: number
  /** Sends a second in all before the server asks to wait; undefined: any number. */
  perSecond: number | undefined
  /** How soon an update that the bot's URL refused is tried again. The real server waits longer than tests want to. */
  webhookRetryMs: number
  webhookTimeoutMs: number
}

export const LIMITS: Limits = {
  text: 4096,
  caption: 1024,
  buttonData: 64,
  perSecond: undefined,
  webhookRetryMs: 100,
  webhookTimeoutMs: 10_000,
}
