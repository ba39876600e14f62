import { z } from 'zod'
import type { Reply } from '../../domain/chat.ts'
import { areTwoPeople, CODE_DIGITS, CODE_MINUTES, type JoinFound, planJoin } from '../../domain/joining.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { codeShown, explain, NEED_CODE, REFUSED, TWO_PEOPLE, YES_OR_NO } from './code-words.ts'
import { question, result } from './plan-words.ts'

/**
 * `asked`: the question that was shown, word for word; what it says is what is done. `code`: what is being looked up, for
 * as long as the look-up takes.
 */
const Draft = z.object({ code: z.string().optional(), asked: z.string().optional() })
type Draft = z.infer<typeof Draft>

/**
 * *sambungkan*: two chats of one human become one person. One of them shows a code, which is typed into the other; there it
 * is said what will happen, and nothing is moved before a yes.
 */
export const join = defineFlow<Draft>({
  name: 'sambungkan',
  hears: ['sambungkan', 'batal', 'kembali'],
  draft: Draft,
  fresh: {},
  enter: (_, place) => ({ draft: {}, replies: [explain(place)] }),
  receive(draft, heard, place) {
    if (heard.kind === 'found' && heard.found.kind === 'joining') return found(draft, heard.found, place)
    if (heard.kind === 'choice') return chose(draft, heard.id, place)
    if (heard.kind === 'command' && heard.name !== 'sambungkan') return leave()
    if (heard.kind === 'command' && heard.argument === '') return { draft: {}, replies: [explain(place)] }
    return heard.kind === 'command' ? lookUp(heard.argument) : hear(draft, heard, place)
  },
})

const leave = (): Turn<Draft> => ({
  draft: undefined,
  replies: [{ text: 'Baik, Kak, tidak ada yang disambungkan. Ketik *menu* untuk yang lain.' }],
})

function chose(draft: Draft, id: string, place: Place): Turn<Draft> {
  if (id === 'kode') return show(place)
  if (id === 'tulis') return { draft: {}, replies: [{ text: NEED_CODE }] }
  if (id === 'tidak') return leave()
  return { draft, replies: [], lookup: { kind: 'joining', code: undefined } }
}

function show({ freshCode: code, now }: Place): Turn<Draft> {
  const until = new Date(now.getTime() + CODE_MINUTES * 60_000)
  return { draft: {}, replies: [codeShown(code)], effects: [{ kind: 'showJoinCode', code, until }] }
}

function hear(draft: Draft, heard: Heard, place: Place): Turn<Draft> {
  if (heard.kind === 'text' && /^[\d\s.-]+$/.test(heard.text)) return lookUp(heard.text)
  if (draft.asked === undefined) return { draft, replies: [explain(place)], unclear: true }
  if (heard.kind === 'text' && saysNo(heard.text, place)) return leave()
  return { draft, replies: [{ text: draft.asked, choices: YES_OR_NO }] }
}

function lookUp(text: string): Turn<Draft> {
  const code = text.replace(/\D/g, '')
  if (code.length === CODE_DIGITS) return { draft: { code }, replies: [], lookup: { kind: 'joining', code } }
  return { draft: {}, replies: [{ text: `Kodenya ${CODE_DIGITS} angka, Kak. ${NEED_CODE}` }] }
}

/** After a code: the question. After a yes: it is done, if it is still what was asked. */
function found({ code, asked }: Draft, behind: JoinFound, place: Place): Turn<Draft> {
  if (behind.outcome !== 'open') return refuse({ code, asked }, behind, place)
  const { person, keptForms } = place
  const [here, { there }] = [{ person, drafts: keptForms, at: behind.hereAt }, behind]
  if (areTwoPeople(here, there)) return { draft: undefined, replies: [TWO_PEOPLE] }
  const plan = planJoin(here, there)
  const text = question(plan, behind)
  const { withdraws, drafts } = plan
  if (code === undefined && asked === text)
    return {
      draft: undefined,
      replies: result(plan, here, behind, place),
      effects: [{ kind: 'joinPeople', other: there.person.id, withdraws: withdraws?.number, drafts }],
    }
  return {
    draft: { asked: text },
    replies: [{ text, choices: YES_OR_NO }],
    effects: code === undefined ? [] : [{ kind: 'claimJoinCode', code }],
  }
}

function refuse({ code, asked }: Draft, behind: Exclude<JoinFound, { outcome: 'open' }>, place: Place): Turn<Draft> {
  const isWrong = behind.outcome === 'wrong' || behind.outcome === 'old'
  const replies: Reply[] = [REFUSED(behind, code !== undefined, place)]
  if (behind.outcome === 'busy' && code === undefined) return { draft: { asked }, replies }
  return {
    draft: behind.outcome === 'limited' || behind.outcome === 'joined' ? undefined : {},
    replies,
    effects: isWrong && code !== undefined ? [{ kind: 'countJoinTry' }] : [],
  }
}
