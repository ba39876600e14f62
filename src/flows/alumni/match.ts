import { z } from 'zod'
import { longMoment } from '../../domain/day.ts'
import type { Found } from '../../domain/desk.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'
import { BACK, confirm, sideBySide } from './words.ts'

/** `open`: the claim that is looked at. `joining`: the record that was confirmed, looked at once more before it is done. */
const Draft = z.object({ open: z.number().optional(), joining: z.string().optional() })
type Draft = z.infer<typeof Draft>

/** *cocokkan*: staff compare what somebody says with the office's records, and decide. */
export const matchAlumni = defineFlow<Draft>({
  name: 'cocokkan',
  staffOnly: true,
  hears: ['batal', 'kembali'],
  draft: Draft,
  fresh: {},
  enter: () => all(),
  receive(draft, heard, place) {
    if (heard.kind === 'found') return found(draft, heard.found, place)
    if (heard.kind === 'choice') return choose(heard.id)
    if (heard.kind === 'command')
      return draft.open === undefined ? { draft: undefined, replies: [], goTo: 'meja' } : all()
    if (heard.kind !== 'text') return { draft, replies: [{ text: `${unusable(heard)} Ketik *meja* untuk kembali.` }] }
    const number = /\bLA-\d{4}-\d+\b/i.exec(heard.text)?.[0].toUpperCase()
    if (draft.open === undefined || number === undefined) return { draft, replies: [], unclear: true }
    return {
      ...look(draft.open, number),
      effects: [{ kind: 'audit', action: 'buka pendaftaran', subject: number, reason: REASON }],
    }
  },
})

const REASON = 'mencocokkan alumni'

const all = (): Turn<Draft> => ({ draft: {}, replies: [], lookup: { kind: 'claims' } })

const look = (claim: number, number?: string): Turn<Draft> => ({
  draft: { open: claim },
  replies: [],
  lookup: { kind: 'claim', claim, number },
})

function choose(id: string): Turn<Draft> {
  const [what, value = '', number = ''] = id.split('=')
  const claim = Number(value) || 0
  switch (what) {
    case 'buka':
      return {
        ...look(claim),
        effects: [{ kind: 'audit', action: 'buka permintaan alumni', subject: `permintaan ${claim}`, reason: REASON }],
      }
    case 'cocok':
    case 'pindah':
      return { draft: { open: claim }, replies: [confirm(claim, number, what === 'pindah')] }
    case 'ya':
      return { ...look(claim, number), draft: { open: claim, joining: number } }
    case 'tolak':
      return {
        draft: {},
        replies: [{ text: `Permintaan ${claim} ditutup: tidak ada yang cocok. Orangnya dikabari.`, choices: [BACK] }],
        effects: [{ kind: 'refuseAlumni', claim }],
      }
    default:
      return all()
  }
}

function found({ joining }: Draft, found: Found, place: Place): Turn<Draft> {
  if (found.kind === 'claims') return listed(found, place)
  if (found.kind !== 'claim') return all()
  const { seen } = found
  if (!seen) return { draft: {}, replies: [{ text: 'Permintaan itu sudah tidak ada.', choices: [BACK] }] }
  const record = seen.records.find(({ number }) => number === joining)
  if (!joining || record?.conflict !== undefined || !record)
    return { draft: { open: seen.id }, replies: [sideBySide(seen, place)] }
  return {
    draft: {},
    replies: [{ text: `Catatan ${joining} sekarang tersambung dengan orangnya, dan ia dikabari.`, choices: [BACK] }],
    effects: [{ kind: 'matchAlumni', claim: seen.id, number: joining }],
  }
}

function listed({ claims }: Extract<Found, { kind: 'claims' }>, { knowledge }: Place): Turn<Draft> {
  const desk = { id: 'meja:depan', label: 'Meja petugas' }
  if (claims.length === 0)
    return { draft: {}, replies: [{ text: 'Tidak ada permintaan mencocokkan data yang menunggu.', choices: [desk] }] }
  const choices = claims.map(({ id, at }) => ({
    id: `buka=${id}`,
    label: `Permintaan ${id} (${longMoment(knowledge.office.zone, at)})`,
  }))
  return {
    draft: {},
    replies: [
      {
        text: `*Permintaan mencocokkan data yang menunggu:* ${claims.length}. Ketuk atau ketik nomornya untuk membuka.`,
        choices: [...choices, desk],
      },
    ],
  }
}
