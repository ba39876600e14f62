/** One request to the Bot API, and how it is refused. */

export type Payload = Readonly<Record<string, unknown>>
export type Upload = { name: string; mime: string; data: Buffer }

export type Answer =
  | { ok: true; result: unknown; description?: string }
  | { ok: false; error_code: number; description: string; parameters?: RefusalParameters }

export type RefusalParameters = { retry_after?: number; migrate_to_chat_id?: number }

export type Call = {
  method: string
  payload: Payload
  uploads: ReadonlyMap<string, Upload>
  /** Milliseconds since the epoch. */
  at: number
  /** How it was answered; absent while it is open, and for calls that a fault swallowed before they were accepted. */
  answer?: Answer
}

/** The Bot API's own way of saying no. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: RefusalParameters | undefined
  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description)
    this.code = code
    this.parameters = parameters
  }

  get answer(): Answer {
    const { code, message, parameters } = this
    return { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) }
  }
}

/** Refusals in the words of the real server. */
export const refusal = {
  badRequest: (why: string) => new Refusal(400, `Bad Request: ${why}`),
  chatNotFound: () => new Refusal(400, 'Bad Request: chat not found'),
  blocked: () => new Refusal(403, 'Forbidden: bot was blocked by the user'),
  deactivated: () => new Refusal(403, 'Forbidden: user is deactivated'),
  notStarted: () => new Refusal(403, "Forbidden: bot can't initiate conversation with a user"),
  migrated: (to: number) =>
    new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to }),
  flood: (seconds: number) => new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
  broken: () => new Refusal(500, 'Internal Server Error'),
  unauthorized: () => new Refusal(401, 'Unauthorized'),
  notFound: () => new Refusal(404, 'Not Found'),
  otherPoller: () =>
    new Refusal(
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ),
  webhookTakesOver: () => new Refusal(409, 'Conflict: terminated by setWebhook request'),
  webhookActive: () =>
    new Refusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
  notModified: () =>
    new Refusal(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    ),
  queryTooOld: () =>
    new Refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
}
