import { z } from 'zod'
import type { Choice, Reply } from '../domain/chat.ts'
import type { Effect } from '../domain/effect.ts'
import type { Understanding } from '../knowledge/mind.ts'
import type { Answer, Knowledge } from '../knowledge/shapes.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'
import { sourceLine } from './sourced.ts'

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
    draft,
    replies: [
      { text: 'Silakan tulis pertanyaannya, Kak. Pakai bahasa sehari-hari saja, misalnya: _biaya SSW kaigo berapa?_' },
    ],
  }),
  receive(draft, heard, place) {
    if (heard.kind === 'command') return more(draft, place)
    if (heard.kind === 'choice') return choose(draft, heard.id, place)
    if (heard.kind !== 'text')
      return { draft, replies: [{ text: 'Boleh ditulis saja pertanyaannya, Kak? Saya belum bisa membaca yang lain.' }] }
    return reply(draft, heard.text, place)
  },
})

/** What is said to an understanding; also for `langkah ask`, which has no person. */
export function answerReply(knowledge: Knowledge, understood: Understanding): Reply {
  const topics = understood.guesses.map((guess) => findAnswer(knowledge, guess.topic)).filter((a) => a !== undefined)
  const [best] = topics
  if (understood.outcome === 'choices')
    return { text: 'Maksud Kakak yang mana?', choices: [...topics.slice(0, 3).map(topicChoice), OTHER] }
  if (best && understood.outcome !== 'clarify') return answerText(knowledge, best)
  return {
    text: 'Maaf, Kak, saya belum menangkap maksudnya. Boleh ditulis lebih lengkap? Misalnya: _syarat magang ke Jepang apa saja?_\nAtau ketik *menu* untuk melihat pilihan, *petugas* untuk bicara dengan orang.',
  }
}

const OTHER: Choice = { id: 'lain', label: 'Bukan itu' }
const topicChoice = (answer: Answer): Choice => ({ id: `t=${answer.topic}`, label: answer.title })
const findAnswer = (knowledge: Knowledge, topic: string | undefined) => knowledge.answers.find((a) => a.topic === topic)

function answerText(knowledge: Knowledge, answer: Answer): Reply {
  const related = answer.related.map((topic) => findAnswer(knowledge, topic)).filter((a) => a !== undefined)
  const choices = [
    ...(answer.more ? [{ id: `m=${answer.topic}`, label: 'Selengkapnya' }] : []),
    ...(answer.opens ? [{ id: `b=${answer.opens}`, label: `Buka ${answer.opens}` }] : []),
    ...related.slice(0, 2).map(topicChoice),
  ]
  const text = [answer.text, sourceLine(knowledge, answer.sources, answer.checked)].filter(Boolean).join('\n\n')
  return choices.length > 0 ? { text, choices } : { text }
}

function reply(draft: Draft, text: string, place: Place): Turn<Draft> {
  const understood = place.mind.understand(text, draft.scheme)
  const answer = findAnswer(place.knowledge, understood.guesses[0]?.topic)
  const sure = understood.outcome === 'answer' || understood.outcome === 'decline'
  const effects: Effect[] = sure ? [] : [{ kind: 'keepQuestion', text }]
  const scheme = understood.scheme ?? answer?.scheme ?? draft.scheme
  return {
    draft: { topic: sure ? answer?.topic : undefined, scheme },
    replies: [answerReply(place.knowledge, understood)],
    effects,
  }
}

/** Commands whose flow has another name. */
const FLOW_OF = new Map([['ubah data', 'daftar']])

function choose(draft: Draft, id: string, place: Place): Turn<Draft> {
  const { knowledge } = place
  const [kind, value] = id.split('=')
  const answer = findAnswer(knowledge, value)
  if (kind === 'b' && value) return { draft, replies: [], goTo: FLOW_OF.get(value) ?? value.replaceAll(' ', '-') }
  if (kind === 'm' && answer?.more) return more({ ...draft, topic: answer.topic }, place)
  if (kind === 't' && answer)
    return {
      draft: { topic: answer.topic, scheme: answer.scheme ?? draft.scheme },
      replies: [answerText(knowledge, answer)],
    }
  return {
    draft,
    replies: [
      { text: 'Baik, Kak. Coba tulis lagi dengan kata lain, atau ketik *petugas* supaya dijawab orang kantor.' },
    ],
  }
}

function more(draft: Draft, { knowledge }: Place): Turn<Draft> {
  const answer = findAnswer(knowledge, draft.topic)
  if (!answer?.more)
    return { draft, replies: [{ text: 'Jawabannya sudah lengkap, Kak. Ada yang mau ditanyakan lagi?' }] }
  return {
    draft,
    replies: [
      { text: [answer.more, sourceLine(knowledge, answer.sources, answer.checked)].filter(Boolean).join('\n\n') },
    ],
  }
}
