import { makeCommands } from './commands.ts'
import type { Mind } from './mind.ts'
import { makeNormaliser } from './normalise.ts'
import { makeOfferMind } from './offer/check.ts'
import type { Knowledge } from './shapes.ts'
import { makeHearCry } from './understanding/hear-cry.ts'
import { type Lessons, type Models, trainModels } from './understanding/models.ts'
import { makeUnderstand } from './understanding/understand.ts'

const QUESTION =
  /\?|^(?:apa|apakah|berapa|bagaimana|kapan|siapa|di mana|dimana|kenapa|mengapa|bisakah|bolehkah|boleh|bisa|benarkah|kok|emang|memang)\b|\b(?:berapa|bagaimana|kapan|apa saja|bisa tidak|boleh tidak|gimana)$/

/** Compiles content into what the assistant does with a sentence. Without `models` they are trained for the first one. */
export function makeMind(
  knowledge: Lessons & Pick<Knowledge, 'answers' | 'schemes' | 'offers'>,
  models?: Models,
): Mind {
  const { language } = knowledge
  const normalise = makeNormaliser(language)
  const trained = () => {
    models ??= trainModels(knowledge, normalise)
    return models
  }
  return {
    normalise,
    command: makeCommands(language, normalise),
    understand: makeUnderstand(knowledge, normalise, trained),
    distress: makeHearCry(knowledge, normalise, trained),
    ...makeOfferMind(knowledge.offers, normalise),
    isQuestion: (text) => text.includes('?') || QUESTION.test(normalise(text)),
  }
}
