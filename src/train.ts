/** Learns from content, for `npm run build`. What is wrong with content is told by whoever loads it next. */
import { loadConfig } from './config.ts'
import { ContentError } from './knowledge/content-error.ts'
import { keepModels } from './knowledge/kept-models.ts'
import { loadKnowledge } from './knowledge/load.ts'

try {
  keepModels(await loadKnowledge(loadConfig().CONTENT_DIR))
} catch (error) {
  if (!(error instanceof ContentError)) throw error
}
