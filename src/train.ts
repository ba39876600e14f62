/**
 * Learns from the content that comes with the program, for `npm run build`; what another CONTENT_DIR teaches is learned when
 * it is loaded. What is wrong with content is told by whoever loads it next.
 */
import { ContentError } from './knowledge/content-error.ts'
import { keepModels } from './knowledge/kept-models.ts'
import { loadKnowledge } from './knowledge/load.ts'

try {
  keepModels(await loadKnowledge('content'))
} catch (error) {
  if (!(error instanceof ContentError)) throw error
}
