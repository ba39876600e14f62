import { rememberingLast } from '../domain/remembering.ts'
import { makeCommands } from './commands.ts'
import type { Mind } from './mind.ts'
import { makeNormaliser } from './normalise.ts'
import { makeOfferMind } from './offer/check.ts'
import type { Knowledge } from './shapes.ts'
import { makeHearCry } from './understanding/hear-cry.ts'
import { type Lessons, type Models, trainModels } from './understanding/models.ts'
import { makeTellTrouble } from './understanding/tell-trouble.ts'
import { makeUnderstand } from './understanding/understand.ts'

const ASKING = 'apa|apakah|berapa|bagaimana|kapan|siapa|di mana|dimana|kenapa|mengapa'
const QUESTION = new RegExp(
  [
    `^(?:${ASKING}|bisakah|bolehkah|boleh|bisa|benarkah|kok|emang|memang)\\b`,
    String.raw`(?<!\btahu )\b(?:berapa|bagaimana|kapan|kenapa|mengapa)\b`,
    String.raw`\b(?:apa saja|bisa tidak|boleh tidak|gimana|(?:itu|buat|untuk) apa)$`,
    String.raw`^(?:saya )?(?:ingin|mau|pengen) (?:tahu|tau|tanya)\b`,
  ].join('|'),
)

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
    understand: rememberingLast(makeUnderstand(knowledge, normalise, trained)),
    distress: rememberingLast(makeHearCry(knowledge, normalise, trained)),
    trouble: makeTellTrouble(knowledge, normalise),
    ...makeOfferMind(knowledge.offers, normalise),
    isQuestion: (text) => text.includes('?') || QUESTION.test(withoutTail(normalise(text))),
  }

  /** "itu buat apa kak" ends in its question. */
  function withoutTail(words: string): string {
    const said = words.split(' ')
    const end = said.findLastIndex((word) => !language.fillers.includes(word))
    return said.slice(0, end + 1).join(' ')
  }
}
