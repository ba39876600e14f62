import type { Understanding } from '../knowledge/mind.ts'
import type { Place, Turn } from './flow.ts'
import { pageReply, SCHEME_PAGE_IDS } from './schemes.ts'

/** A question of these words and the name of a page does not say itself what it is about. */
const LINKING = new Set(
  'terus lalu kalau bagaimana berapa apa saja kapan ada di situ sana untuk dan tahu mau lihat tanya soal tentang kok bisa jelaskan'.split(
    ' ',
  ),
)

/**
 * "terus gajinya?" after a scheme was spoken of asks for that page of it; so does "biaya im japan", where no answer is
 * surely meant.
 */
export function pageAskedFor(
  text: string,
  about: string | undefined,
  understood: Understanding,
  place: Place,
): Turn<{ scheme: string }> | undefined {
  const words = place.mind.normalise(text).split(' ')
  const [page, ...others] = SCHEME_PAGE_IDS.filter((page) => words.includes(page))
  const { fillers } = place.knowledge.language
  const followsUp = words.every((word) => word === page || LINKING.has(word) || fillers.includes(word))
  const id = followsUp ? about : understood.outcome === 'answer' ? undefined : understood.scheme
  const scheme = place.knowledge.schemes.find((scheme) => scheme.id === id)
  if (!scheme || !page || others.length > 0) return undefined
  return { draft: { scheme: scheme.id }, replies: [pageReply(scheme, page, place)], sure: true }
}
