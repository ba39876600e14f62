import { z } from 'zod'
import { CODE_DIGITS } from '../../domain/joining.ts'
import { type InviteFound, readStaffName } from '../../domain/staffing.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { ASK_NAME, NEED_INVITE, question, refused, welcome } from './words.ts'

/** `invite`: the invitation that their code stands for. `name`: what they want to be called. `sure`: they said yes. */
const Draft = z.object({
  invite: z.string().optional(),
  name: z.string().optional(),
  naming: z.literal(true).optional(),
  sure: z.literal(true).optional(),
})
type Draft = z.infer<typeof Draft>

/** *gabung KODE*: whoever was invited becomes staff, after they have seen by whom and as what. */
export const becomeStaff = defineFlow<Draft>({
  name: 'gabung',
  hears: ['gabung', 'batal', 'kembali'],
  draft: Draft,
  fresh: {},
  enter: () => ({ draft: {}, replies: [NEED_INVITE] }),
  receive(draft, heard, place) {
    if (heard.kind === 'found' && heard.found.kind === 'invitation') return found(draft, heard.found, place)
    if (place.person.staff) return already()
    if (heard.kind === 'command' && heard.name !== 'gabung') return leave()
    if (heard.kind === 'command')
      return heard.argument === '' ? { draft: {}, replies: [NEED_INVITE] } : typed(heard.argument)
    if (heard.kind === 'choice') return chose(draft, heard.id)
    return hear(draft, heard, place)
  },
})

const leave = (): Turn<Draft> => ({
  draft: undefined,
  replies: [{ text: 'Baik, Kak, tidak jadi. Ketik *menu* untuk yang lain.' }],
})

const already = (): Turn<Draft> => ({
  draft: undefined,
  replies: [{ text: 'Chat ini sudah chat petugas, Kak. Ketik *meja* untuk mulai.' }],
})

function typed(text: string): Turn<Draft> {
  const code = text.replace(/\D/g, '')
  if (code.length === CODE_DIGITS) return { draft: {}, replies: [], lookup: { kind: 'invitation', code } }
  return { draft: {}, replies: [{ text: `Kodenya ${CODE_DIGITS} angka, Kak. ${NEED_INVITE.text}` }] }
}

const again = (draft: Draft): Turn<Draft> =>
  draft.invite === undefined
    ? { draft: {}, replies: [NEED_INVITE] }
    : { draft, replies: [], lookup: { kind: 'invitation', invite: draft.invite } }

function chose(draft: Draft, id: string): Turn<Draft> {
  if (id === 'tidak') return leave()
  if (id === 'nama') return { draft: { ...draft, naming: true }, replies: [{ text: ASK_NAME }] }
  return again(id === 'ya' ? { ...draft, sure: true } : draft)
}

function hear(draft: Draft, heard: Heard, place: Place): Turn<Draft> {
  if (heard.kind !== 'text') return again(draft)
  if (/^[\d\s.-]+$/.test(heard.text) && !(draft.naming && heard.text.length < CODE_DIGITS)) return typed(heard.text)
  if (draft.naming) {
    const name = readStaffName(heard.text)
    return name === undefined ? { draft, replies: [{ text: ASK_NAME }] } : again({ invite: draft.invite, name })
  }
  if (saysNo(heard.text, place)) return leave()
  return { ...again(draft), unclear: true }
}

function found(draft: Draft, behind: InviteFound, place: Place): Turn<Draft> {
  if (place.person.staff) return already()
  if (behind.outcome !== 'open') {
    const wasTyped = draft.invite === undefined && behind.outcome !== 'limited'
    return { draft: undefined, replies: [refused(behind)], effects: wasTyped ? [{ kind: 'countJoinTry' }] : [] }
  }
  const { invite, role } = behind
  const name = draft.name ?? behind.name
  if (name === undefined) return { draft: { invite, naming: true }, replies: [{ text: ASK_NAME }] }
  if (draft.sure)
    return { draft: undefined, replies: [welcome(name, role)], effects: [{ kind: 'joinStaff', invite, name }] }
  return { draft: { invite, name }, replies: [question(behind, name, place)] }
}
