import { z } from 'zod'
import { inviteUntil, readStaffName } from '../../domain/staffing.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { codeShown, MEMBERS, ONLY_ADMIN } from './words.ts'

const Draft = z.object({ role: z.enum(['admin', 'petugas']).optional() })
type Draft = z.infer<typeof Draft>

/** *undang*: an admin makes a code by which somebody becomes staff. */
export const invite = defineFlow<Draft>({
  name: 'undang',
  staffOnly: true,
  hears: ['batal', 'kembali', 'lewati'],
  draft: Draft,
  fresh: {},
  enter: (_, place) => askRole(place),
  receive(draft, heard, place) {
    if (heard.kind === 'command' && heard.name !== 'lewati')
      return { draft: undefined, replies: [{ text: 'Baik, tidak ada yang diundang.', choices: [MEMBERS] }] }
    const { role } = draft
    if (heard.kind === 'choice' && heard.id.startsWith('peran=')) return askName(heard.id.slice('peran='.length), place)
    if (role === undefined || place.person.staff?.role !== 'admin') return askRole(place)
    if (heard.kind === 'command' || (heard.kind === 'choice' && heard.id === 'lewati'))
      return made(role, undefined, place)
    const name = heard.kind === 'text' ? readStaffName(heard.text) : undefined
    return name === undefined ? askName(role, place) : made(role, name, place)
  },
})

function askRole({ person }: Place): Turn<Draft> {
  if (person.staff?.role !== 'admin') return { draft: undefined, replies: [ONLY_ADMIN] }
  return {
    draft: {},
    replies: [
      {
        text: 'Undang sebagai apa?\n\n• *petugas*: menjawab orang dan memeriksa pendaftaran\n• *admin*: sama, dan bisa mengundang serta mengeluarkan petugas',
        choices: [{ id: 'peran=petugas', label: 'Petugas' }, { id: 'peran=admin', label: 'Admin' }, MEMBERS],
      },
    ],
  }
}

function askName(given: string, place: Place): Turn<Draft> {
  const { role } = Draft.safeParse({ role: given }).data ?? {}
  if (role === undefined || place.person.staff?.role !== 'admin') return askRole(place)
  return {
    draft: { role },
    replies: [
      {
        text: 'Siapa namanya? Nama ini dilihat orang di setiap jawabannya, misalnya *Rina*. Paling panjang 40 huruf.',
        choices: [{ id: 'lewati', label: 'Biar ia tulis sendiri' }],
      },
    ],
  }
}

const made = (role: 'admin' | 'petugas', name: string | undefined, place: Place): Turn<Draft> => ({
  draft: undefined,
  replies: codeShown(place.freshCode, role, name, place),
  effects: [{ kind: 'inviteStaff', code: place.freshCode, role, name, until: inviteUntil(place.now) }],
})
