import type { Effect } from '../domain/effect.ts'

/** What is longer tells a story, and stories are about somebody (letters). */
const LONGEST = 200

/**
 * A question that could not be answered, for staff to label: without numbers and mail addresses that lead to somebody, and
 * nothing of whoever may be in need. It is kept without a name, so it cannot be found again for *hapus data*.
 */
export function keptQuestion(text: string, isNeed: boolean): Effect[] {
  if (isNeed || text.length > LONGEST) return []
  const bare = text.replace(/\S+@\S+/g, '#').replace(/\+?\d(?:[\s.-]?\d){4,}/g, '#')
  return [{ kind: 'keepQuestion', text: bare }]
}
