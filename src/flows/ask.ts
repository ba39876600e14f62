import { z } from 'zod'
import type { Choice, Reply } from '../domain/chat.ts'
import type { Understanding } from '../knowledge/mind.ts'
import type { Answer, Knowledge } from '../knowledge/shapes.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'
import { keptQuestion } from './kept-question.ts'
import { onlyCalls } from './nothing-said.ts'
import { questionsIn } from './questions-in.ts'
import { pageReply, SCHEME_PAGE_IDS } from './schemes.ts'
import { sourceLine } from './sourced.ts'
import { unusable } from './unusable.ts'

type Words = Pick<Place, 'knowledge' | 'mind'>

/** `scheme`: the one under discussion. */
const Draft = z.object({ topic: z.string().optional(), scheme: z.string().optional() })
type Draft = z.infer<typeof Draft>

/** Free questions: answers what is known, asks which of several is meant, and says honestly what is not known. */
export const ask = defineFlow<Draft>({
  name: 'tanya',
  hears: ['selengkapnya'],
  draft: Draft,
  fresh: {},
  enter: (draft) => ({
    draft: { scheme: draft.scheme },
    replies: [
      { text: 'Silakan tulis pertanyaannya, Kak. Pakai bahasa sehari-hari saja, misalnya: _biaya SSW kaigo berapa?_' },
    ],
  }),
  receive(draft, heard, place) {
    if (heard.kind === 'command') return { ...more(draft, place), sure: true }
    if (heard.kind === 'choice') return choose(draft, heard.id, place)
    if (heard.kind === 'text') return reply(draft, heard.text, place)
    return { draft, replies: [{ text: unusable(heard) }] }
  },
})

/** What is said to an understanding; also for `langkah ask`, which has no person. */
export function answerReply(knowledge: Knowledge, understood: Understanding): Reply {
  const topics = understood.guesses.map((guess) => findAnswer(knowledge, guess.topic)).filter((a) => a !== undefined)
  const [best] = topics
  const offered = topics.filter(({ kind }) => kind === 'answer').slice(0, 3)
  if (understood.outcome === 'choices' && offered.length > 0)
    return {
      text: offered.length > 1 ? 'Maksud Kakak yang mana?' : 'Maksud Kakak ini?',
      choices: [...offered.map(topicChoice), OTHER],
    }
  if (best && understood.outcome !== 'choices' && understood.outcome !== 'clarify') return answerText(knowledge, best)
  const unclear = knowledge.answers.find((answer) => answer.kind === 'clarify')
  return { text: unclear?.text ?? 'Maaf, Kak, saya belum menangkap maksudnya. Ketik *menu* untuk melihat pilihan.' }
}

/** What a button says that leads to a command. */
const OPENS = new Map([
  ['menu', 'Lihat menu'],
  ['daftar', 'Mulai daftar'],
  ['petugas', 'Tulis ke petugas'],
  ['status', 'Status saya'],
  ['jadwal', 'Lihat jadwal'],
  ['skema', 'Lihat program'],
  ['cek syarat', 'Cek syarat saya'],
  ['cek tawaran', 'Cek tawaran itu'],
  ['hitung biaya', 'Bandingkan biayanya'],
  ['berhenti', 'Berhenti dikirimi kabar'],
  ['hapus data', 'Hapus data saya'],
  ['ubah data', 'Ubah data saya'],
])

const OTHER: Choice = { id: 'lain', label: 'Bukan itu' }
const topicChoice = (answer: Answer): Choice => ({ id: `t=${answer.topic}`, label: answer.title })
/** The scheme under discussion after an answer about it alone. */
const onlyScheme = (answer: Answer | undefined) => (answer?.schemes.length === 1 ? answer.schemes[0] : undefined)
const findAnswer = (knowledge: Knowledge, topic: string | undefined) => knowledge.answers.find((a) => a.topic === topic)

export function answerText(knowledge: Knowledge, answer: Answer): Reply {
  const choices = [
    ...(answer.more ? [{ id: `m=${answer.topic}`, label: 'Selengkapnya' }] : []),
    ...(answer.opens ? [{ id: `b=${answer.opens}`, label: OPENS.get(answer.opens) ?? `Buka ${answer.opens}` }] : []),
    ...related(knowledge, answer),
  ]
  const text = [answer.text, sourceLine(knowledge, answer.sources, answer.checked)].filter(Boolean).join('\n\n')
  return choices.length > 0 ? { text, choices } : { text }
}

function reply(draft: Draft, text: string, place: Place): Turn<Draft> {
  if (onlyCalls(text, place))
    return { draft, replies: [{ text: 'Iya, Kak? Silakan tulis pertanyaannya, atau ketik *menu*.' }] }
  if (isPastedOffer(text, place)) return { draft, replies: [], goTo: 'cek-tawaran', hands: { offer: text } }
  const about = place.about ?? draft.scheme
  const understood = place.mind.understand(text, about)
  const page = pageAskedFor(text, about, understood, place)
  if (page) return page
  const both = severalAnswers(text, about, understood, place)
  if (both) return both
  const answer = findAnswer(place.knowledge, understood.guesses[0]?.topic)
  const sure = understood.outcome === 'answer' || understood.outcome === 'decline'
  const effects = sure ? [] : keptQuestion(text, place.mind.distress(text) !== 'none')
  const scheme = understood.scheme ?? onlyScheme(answer) ?? about
  return {
    draft: { topic: sure ? answer?.topic : undefined, scheme },
    replies: [answerReply(place.knowledge, understood)],
    effects,
    ...(sure && { sure: true }),
  }
}

/** One of the questions in a message; `about`: the scheme that was spoken of before it. `answer`: the fact that surely answers it. */
type Part = { question: string; about: string | undefined; understood: Understanding; answer: Answer | undefined }

function* partsOf(text: string, { knowledge, mind }: Words, before?: string): Generator<Part> {
  let about = mind.understand(text).scheme ?? before // it may be named at the end
  for (const question of questionsIn(text, mind)) {
    const alone = mind.understand(question, about)
    const name = alone.scheme ? undefined : knowledge.schemes.find(({ id }) => id === about)?.aliases[0]
    const understood = name ? mind.understand(`${question} ${name}`) : alone
    const found = understood.outcome === 'answer' ? findAnswer(knowledge, understood.guesses[0]?.topic) : undefined
    const answer = found?.kind === 'answer' ? found : undefined
    yield { question, about, understood, answer }
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

/** Two questions in one message get both answers. undefined: it is one question, or nothing of it is sure. */
function severalAnswers(
  text: string,
  about: string | undefined,
  whole: Understanding,
  place: Place,
): Turn<Draft> | undefined {
  const parts = [...partsOf(text, place, about)]
  if (parts.length < 2) return undefined
  const said = new Map<string, Reply>()
  let draft: Draft = { scheme: about }
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
  if (!first || (!second && whole.outcome === 'answer')) return undefined
  // Two numbered lists on one screen would be mistaken for each other: only the last one keeps its buttons.
  const replies = second ? [{ text: first.text }, second] : [{ text: MISSED }, first]
  return { draft, replies, sure: true }
}

/** Nobody types so much to ask something; with signs of danger in it, it is an offer that was pasted here. */
const PASTED = 140

const isPastedOffer = (text: string, { mind, today }: Place): boolean =>
  text.length >= PASTED && mind.checkOffer({ text, today }, undefined).level === 'bahaya'

function choose(draft: Draft, id: string, place: Place): Turn<Draft> {
  const { knowledge } = place
  const [kind, value] = id.split('=')
  const answer = findAnswer(knowledge, value)
  if (kind === 'b' && value) return { draft, replies: [], goTo: value.replaceAll(' ', '-') }
  if (kind === 'm' && answer?.more) return more({ ...draft, topic: answer.topic }, place)
  if (kind === 't' && answer)
    return {
      draft: { topic: answer.topic, scheme: onlyScheme(answer) ?? draft.scheme },
      replies: [answerText(knowledge, answer)],
    }
  return {
    draft,
    replies: [
      { text: 'Baik, Kak. Coba tulis lagi dengan kata lain, atau ketik *petugas* supaya dijawab orang kantor.' },
    ],
  }
}

const OTHER_PAGES = 'Bagian lainnya: ketuk pilihan di atas, atau tulis misalnya _biaya_, _syarat_, atau _jadwal_.'

function more(draft: Draft, { knowledge }: Place): Turn<Draft> {
  const answer = findAnswer(knowledge, draft.topic)
  if (!answer)
    return { draft, replies: [{ text: draft.scheme ? OTHER_PAGES : 'Tentang apa, Kak? Tulis saja pertanyaannya.' }] }
  if (!answer.more)
    return { draft, replies: [{ text: 'Jawabannya sudah lengkap, Kak. Ada yang mau ditanyakan lagi? Tulis saja.' }] }
  const text = [answer.more, sourceLine(knowledge, answer.sources, answer.checked)].filter(Boolean).join('\n\n')
  const choices = related(knowledge, answer)
  return { draft, replies: [choices.length > 0 ? { text, choices } : { text }] }
}

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
function pageAskedFor(
  text: string,
  about: string | undefined,
  understood: Understanding,
  place: Place,
): Turn<Draft> | undefined {
  const words = place.mind.normalise(text).split(' ')
  const [page, ...others] = SCHEME_PAGE_IDS.filter((page) => words.includes(page))
  const { fillers } = place.knowledge.language
  const followsUp = words.every((word) => word === page || LINKING.has(word) || fillers.includes(word))
  const id = followsUp ? about : understood.outcome === 'answer' ? undefined : understood.scheme
  const scheme = place.knowledge.schemes.find((scheme) => scheme.id === id)
  if (!scheme || !page || others.length > 0) return undefined
  return { draft: { scheme: scheme.id }, replies: [pageReply(scheme, page, place)], sure: true }
}

/** What is often asked next. */
function related(knowledge: Knowledge, answer: Answer): Choice[] {
  const topics = answer.related.map((topic) => findAnswer(knowledge, topic)).filter((a) => a !== undefined)
  return topics.slice(0, 2).map(topicChoice)
}
