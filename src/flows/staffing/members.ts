import { z } from 'zod'
import { quote } from '../../domain/markup.ts'
import { type Member, mayLeave } from '../../domain/staffing.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { INVITE, memberLines, ONLY_ADMIN } from './words.ts'

/** `removing`: whom the question is about. `sure`: they said yes. */
const Draft = z.object({ removing: z.string().optional(), sure: z.literal(true).optional() })
type Draft = z.infer<typeof Draft>

/** *petugas kantor*: who is staff; admins invite and remove. To everybody else it is another word for *petugas*. */
export const members = defineFlow<Draft>({
  name: 'petugas-kantor',
  hears: ['batal', 'kembali'],
  draft: Draft,
  fresh: {},
  enter: (_, place) => look({}, place),
  receive(draft, heard, place) {
    if (heard.kind === 'found' && heard.found.kind === 'staff') return found(draft, heard.found.members, place)
    if (heard.kind === 'choice') return look(chosen(heard.id), place)
    if (heard.kind === 'text' && !saysNo(heard.text, place)) return { ...look({}, place), unclear: true }
    return look({}, place)
  },
})

function chosen(id: string): Draft {
  const [what, removing] = id.split('=')
  if (removing === undefined) return {}
  return what === 'ya' ? { removing, sure: true } : { removing }
}

const look = (draft: Draft, { person }: Place): Turn<Draft> =>
  person.staff ? { draft, replies: [], lookup: { kind: 'staff' } } : { draft: undefined, replies: [], goTo: 'petugas' }

function found({ removing, sure }: Draft, all: readonly Member[], place: Place): Turn<Draft> {
  const { staff } = place.person
  const who = all.find(({ id }) => id === removing)
  if (removing === undefined) return { draft: {}, replies: [list(all, place)] }
  if (staff?.role !== 'admin') return { draft: {}, replies: [ONLY_ADMIN] }
  if (!who) return { draft: {}, replies: [{ text: 'Ia sudah tidak bertugas, jadi tidak ada yang diubah.' }] }
  if (!mayLeave(all, who.id))
    return {
      draft: {},
      replies: [{ text: 'Admin terakhir tidak bisa dikeluarkan: undang admin lain dulu.', choices: [INVITE] }],
    }
  if (sure)
    return {
      draft: undefined,
      replies: [
        {
          text: `*${quote(who.name)}* sudah dikeluarkan. Mulai sekarang chatnya tidak bisa membuka apa pun, dan tiket yang ia pegang kembali ke meja.`,
        },
      ],
      effects: [{ kind: 'removeStaff', staff: who.id }],
    }
  return { draft: { removing }, replies: [ask(who, staff.id)] }
}

function list(all: readonly Member[], { person: { staff } }: Place) {
  const text = `*Petugas kantor*\n\n${memberLines(all, staff?.id)}`
  if (staff?.role !== 'admin') return { text: `${text}\n\nMengundang dan mengeluarkan petugas: minta ke admin.` }
  const leaving = all.filter(({ id }) => mayLeave(all, id))
  return {
    text,
    choices: [INVITE, ...leaving.map(({ id, name }) => ({ id: `keluarkan=${id}`, label: `Keluarkan ${name}` }))],
  }
}

const ask = ({ id, name, role }: Member, me: string) => ({
  text: `Keluarkan *${quote(name)}* (${role}${id === me ? ', Kakak sendiri' : ''})? Haknya berakhir seketika: pesan yang sedang ia tulis tidak jadi terkirim, dan tiket yang ia pegang kembali ke meja.`,
  choices: [
    { id: `ya=${id}`, label: 'Ya, keluarkan' },
    { id: 'daftar', label: 'Tidak jadi' },
  ],
})
