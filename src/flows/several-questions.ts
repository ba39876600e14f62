/** A message that asks several things. */
import type { Reply } from '../domain/chat.ts'
import type { Understanding } from '../knowledge/mind.ts'
import type { Answer } from '../knowledge/shapes.ts'
import { answerText, findAnswer, onlyScheme } from './answer-reply.ts'
import type { Place, Turn } from './flow.ts'
import { keptQuestion } from './kept-question.ts'
import { pageAskedFor } from './page-asked-for.ts'
import { questionsIn } from './questions-in.ts'

type Words = Pick<Place, 'knowledge' | 'mind'>
type About = { topic?: string | undefined; scheme?: string | undefined }

/** One of the questions in a message; `about`: the scheme that was spoken of before it. `answer`: the fact that surely answers it. */
type Part = {
  question: string
  about: string | undefined
  /** Without the name of the scheme that was spoken of before. */
  alone: Understanding
  understood: Understanding
  answer: Answer | undefined
}

function* partsOf(text: string, { knowledge, mind }: Words, before?: string): Generator<Part> {
  let about = mind.understand(text).scheme ?? before // it may be named at the end
  for (const question of questionsIn(text, mind)) {
    const alone = mind.understand(question, about)
    const name = alone.scheme ? undefined : knowledge.schemes.find(({ id }) => id === about)?.aliases[0]
    const understood = name ? mind.understand(`${question} ${name}`) : alone
    const found = understood.outcome === 'answer' ? findAnswer(knowledge, understood.guesses[0]?.topic) : undefined
    const answer = found?.kind === 'answer' ? found : undefined
    yield { question, about, alone, understood, answer }
    about = understood.scheme ?? onlyScheme(answer) ?? about
  }
}

/** The facts that a message asks for which asks several things, two at most; empty: it asks one, or is not understood. */
export function answersToSeveral(text: string, words: Words): Answer[] {
  const answers = [...partsOf(text, words)].flatMap(({ answer }) => answer ?? [])
  const different = [...new Set(answers)]
  return different.length > 1 ? different.slice(0, 2) : []
}

const MISSED = 'Pertanyaan yang satunya belum saya tangkap, Kak. Coba tulis sendiri ya.'

/** "penting ga?" is no question by itself. */
const FEWEST_WORDS = 3

/**
 * Where the whole is about one of its questions alone: the others that are about something else and are not understood.
 * Small talk ("mau tanya dong?") and what may be about the same is no question left open.
 */
function missed(parts: Part[], { guesses: [best] }: Understanding, topic: string | undefined): string[] {
  const isOpen = ({ question, alone, answer }: Part) =>
    !answer &&
    alone.outcome !== 'answer' &&
    question.trim().split(/\s+/).length >= FEWEST_WORDS &&
    !alone.guesses.slice(0, 3).some((guess) => guess.topic === topic)
  return best !== undefined && best.topic === topic ? parts.filter(isOpen).map(({ question }) => question) : []
}

/** Two questions in one message get both answers. undefined: it is one question, or nothing of it is sure. */
export function severalAnswers(
  text: string,
  about: string | undefined,
  whole: Understanding,
  place: Place,
): Turn<About> | undefined {
  const parts = [...partsOf(text, place, about)]
  if (parts.length < 2) return undefined
  const said = new Map<string, Reply>()
  let draft: About = { scheme: about }
  for (const { question, about, understood, answer } of parts) {
    const page = pageAskedFor(question, about, understood, place)
    if (page?.draft) {
      said.set(page.replies[0]!.text, page.replies[0]!)
      draft = { ...draft, scheme: page.draft.scheme }
    } else if (answer) {
      said.set(answer.topic, answerText(place.knowledge, answer))
      draft = { topic: answer.topic, scheme: onlyScheme(answer) ?? draft.scheme }
    }
  }
  const [first, second] = [...said.values()]
  const open = second ? [] : missed(parts, whole, draft.topic)
  if (!first || (!second && whole.outcome === 'answer' && open.length === 0)) return undefined
  // Two numbered lists on one screen would be mistaken for each other: only the last one keeps its buttons.
  const replies = second ? [{ text: first.text }, second] : [{ text: MISSED }, first]
  const effects = open.flatMap((question) => keptQuestion(question, place.mind.distress(question) !== 'none'))
  return { draft, replies, effects, sure: true }
}
