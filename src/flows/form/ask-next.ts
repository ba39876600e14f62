import type { Reply } from '../../domain/chat.ts'
import type { Place, Turn } from '../flow.ts'
import type { FormSpec } from './question.ts'
import { review } from './review.ts'
import { type Draft, type Walk, walk } from './walk.ts'
import { wording } from './wording.ts'

export type FormTurn = Turn<Draft>

/** Where a form stands while it hears something. */
export type Here = { spec: FormSpec; draft: Draft; place: Place; walked: Walk }

/** Asks the question that is open now, or shows the review or what came of the answers. */
export function askNext(spec: FormSpec, draft: Draft, place: Place, before: Reply[] = []): FormTurn {
  const walked = walk(spec, draft, place)
  const result = walked.current ? undefined : spec.result?.(walked.answers, place)
  if (result) return { draft, replies: [...before, ...result], rest: true }
  if (!walked.current && spec.atOnce && spec.submit) {
    const { replies, ...turn } = spec.submit({ ...walked.answers }, place)
    return { draft: undefined, ...turn, replies: [...before, ...replies] }
  }
  const next = walked.current ? wording(spec, walked.current, walked, place) : review(spec, walked, place)
  return { draft, replies: [...before, next] }
}
