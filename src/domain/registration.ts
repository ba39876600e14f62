/** What a registration is after it was sent. Its fields and rules are in applicant.ts. */

/** Where a registration stands; issue of stages beyond this: the scheme's own file. */
export type RegistrationState = 'menunggu' | 'diterima' | 'dikembalikan' | 'ditarik'

export type Answers = Record<string, unknown>

export type Registration = {
  number: string
  state: RegistrationState
  schemes: string[]
  answers: Answers
  submittedAt: Date
  /** Why staff returned it, in their words. */
  reason?: string | undefined
}
