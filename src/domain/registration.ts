/** What a registration is after it was sent. Its fields and rules are in src/flows/registration. */
import type { Batch } from './batch.ts'
import { isEnd, type Stage } from './stage.ts'

export type Answers = Record<string, unknown>

export type Registration = {
  number: string
  stage: Stage
  schemes: string[]
  /** The group they go with. */
  batch?: Batch | undefined
  answers: Answers
  submittedAt: Date
  /** Why staff returned or ended it, in their words to the person. */
  reason?: string | undefined
}

/** The one that is on its way; who has none may register anew. There is never more than one. */
export const running = (registrations: readonly Registration[]): Registration | undefined =>
  registrations.findLast(({ stage }) => !isEnd(stage))

const PROVINCE = /^\d{2}$/
/** Code of the province where somebody lives ("63"), by the answers to the registration. */
export const provinceOf = ({ province }: Answers): string | undefined =>
  typeof province === 'string' && PROVINCE.test(province) ? province : undefined
