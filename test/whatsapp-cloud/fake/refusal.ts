/** Graph's own way of saying no. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly retryAfter: number | undefined
  constructor(status: number, code: number, message: string, retryAfter?: number) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }

  get answer(): object {
    return {
      error: {
        message: `(#${this.code}) ${this.message}`,
        type: 'OAuthException',
        code: this.code,
        error_data: { messaging_product: 'whatsapp', details: this.message },
        fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
      },
    }
  }
}

/** Refusals in the words of the real server. */
export const refusal = {
  badToken: () => new Refusal(401, 190, 'Invalid OAuth access token - Cannot parse access token'),
  flood: (seconds?: number) => new Refusal(429, 130429, 'Rate limit hit', seconds),
  pair: () => new Refusal(400, 131056, '(Business Account, Consumer Account) pair rate limit hit'),
  spam: () => new Refusal(400, 131048, 'Spam rate limit hit'),
  blocked: () => new Refusal(403, 368, 'Temporarily blocked for policies violations'),
  undeliverable: () => new Refusal(400, 131026, 'Message undeliverable'),
  outside: () => new Refusal(400, 131047, 'Re-engagement message'),
  invalid: (why: string) => new Refusal(400, 131009, `Parameter value is not valid: ${why}`),
  missing: (what: string) => new Refusal(400, 131008, `Required parameter is missing: ${what}`),
  noTemplate: () => new Refusal(404, 132001, 'Template name does not exist in the translation'),
  otherVariables: () => new Refusal(400, 132000, 'Number of parameters does not match'),
  notFound: () => new Refusal(400, 100, 'Unsupported get request. Object does not exist'),
  trouble: () => new Refusal(500, 131000, 'Something went wrong'),
}
