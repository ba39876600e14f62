import { makeCommands } from './commands.ts'
import { makeDistress } from './distress.ts'
import type { Mind } from './mind.ts'
import { makeNormaliser } from './normalise.ts'
import { makeOfferMind } from './offer/check.ts'
import type { Knowledge } from './shapes.ts'
import { makeUnderstand } from './understanding/understand.ts'

const QUESTION =
  /\?|^(?:apa|apakah|berapa|bagaimana|kapan|siapa|di mana|dimana|kenapa|mengapa|bisakah|bolehkah|boleh|bisa|benarkah|kok|emang|memang)\b|\b(?:berapa|bagaimana|kapan|apa saja|bisa tidak|boleh tidak|gimana)$/

/** Compiles content into what the assistant does with a sentence. */
export function makeMind(knowledge: Pick<Knowledge, 'answers' | 'schemes' | 'language' | 'offers'>): Mind {
  const { language } = knowledge
  const normalise = makeNormaliser(language)
  const distress = makeDistress(
    language.distress.phrases.map(normalisePhrase),
    language.distress.harmless.map(normalisePhrase),
  )
  return {
    normalise,
    command: makeCommands(language, normalise),
    understand: makeUnderstand(knowledge, normalise),
    distress: (text) => distress(normalise(text)),
    ...makeOfferMind(knowledge.offers, normalise),
    isQuestion: (text) => text.includes('?') || QUESTION.test(normalise(text)),
  }

  /** A phrase may keep its gaps. */
  function normalisePhrase(phrase: string): string {
    return phrase
      .split('*')
      .map((part) => normalise(part))
      .join(' * ')
      .trim()
  }
}
