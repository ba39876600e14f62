import { z } from 'zod'
import type { Choice } from '../domain/chat.ts'
import { answerReply, answerText, findAnswer, onlyScheme, related } from './answer-reply.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'
import { keptQuestion } from './kept-question.ts'
import { onlyCalls } from './nothing-said.ts'
import { pageAskedFor } from './page-asked-for.ts'
import { severalAnswers } from './several-questions.ts'
import { sourceLine } from './sourced.ts'
import { unusable } from './unusable.ts'
import { answerTime } from './waiting.ts'

/** Letters. What is longer tells a story, and is told to the office by *petugas*. */
const MOST_ASKED = 500

/** `scheme`: the one under discussion. `asked`: what was not understood, should they want it passed on to the office. */
const Draft = z.object({
  topic: z.string().optional(),
  scheme: z.string().optional(),
  asked: z.string().max(MOST_ASKED).optional(),
})
type Draft = z.infer<typeof Draft>

const PASS_ON: Choice = { id: 'p', label: 'Teruskan ke petugas' }

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
  const said = answerReply(place.knowledge, understood)
  const asked = sure || text.length > MOST_ASKED ? undefined : text
  const lost = understood.outcome === 'clarify' && asked !== undefined
  return {
    draft: { topic: sure ? answer?.topic : undefined, scheme, asked },
    replies: [lost ? { ...said, choices: [PASS_ON] } : said],
    effects,
    ...(sure && { sure: true }),
  }
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
  if (kind === 'p') return passOn(draft, place)
  const text = 'Baik, Kak. Coba tulis lagi dengan kata lain, atau ketik *petugas* supaya dijawab orang kantor.'
  return { draft, replies: [draft.asked === undefined ? { text } : { text, choices: [PASS_ON] }] }
}

/** Their question becomes a ticket, in their words. */
function passOn({ asked, ...draft }: Draft, place: Place): Turn<Draft> {
  if (asked === undefined)
    return { draft, replies: [{ text: 'Silakan tulis pertanyaannya lagi, Kak, atau ketik *petugas*.' }] }
  const text = `Pertanyaannya sudah saya teruskan ke petugas, Kak. Jawabannya masuk ke chat ini. ${answerTime(place)}\n\nMau menambah sesuatu? Ketik *petugas*.`
  return {
    draft,
    replies: [{ text }],
    effects: [{ kind: 'tellStaff', about: 'petugas', text: asked, file: undefined }],
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
