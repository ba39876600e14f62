/** *kabar alumni*: staff ask people abroad how they are, and see what was answered as counts. */
import { z } from 'zod'
import type { Choice, Reply } from '../../domain/chat.ts'
import { type CheckinLine, type CheckinTable, checkinName, checkinTables, fewHidden } from '../../domain/checkin.ts'
import type { Found } from '../../domain/desk.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'

const Draft = z.object({})
type Draft = z.infer<typeof Draft>

export const officeCheckins = defineFlow<Draft>({
  name: 'kabar-alumni',
  staffOnly: true,
  hears: ['batal', 'kembali'],
  draft: Draft,
  fresh: {},
  enter: () => all(),
  receive(draft, heard, place) {
    if (heard.kind === 'found') return found(heard.found, place)
    if (heard.kind === 'choice') return choose(heard.id, place)
    if (heard.kind === 'command') return { draft: undefined, replies: [], goTo: 'menu' }
    if (heard.kind === 'text') return { draft, replies: [], unclear: true }
    return { draft, replies: [{ text: unusable(heard) }] }
  },
})

const all = (): Turn<Draft> => ({ draft: {}, replies: [], lookup: { kind: 'checkins' } })

/** The announcement's own flow asks for whom, shows the preview and the count, and sends. */
function choose(id: string, { knowledge }: Place): Turn<Draft> {
  const [what, value] = id.split('=')
  if (what === 'lihat') return { draft: {}, replies: [], lookup: { kind: 'checkin', id: Number(value) || 0 } }
  if (what === 'kirim')
    return { draft: undefined, replies: [], goTo: 'pengumuman', hands: { text: knowledge.checkins.text } }
  return all()
}

const SEND: Choice = { id: 'kirim', label: 'Kirim tanya kabar' }
const BACK: Choice = { id: 'semua', label: 'Semua tanya kabar' }

function found(found: Found, { knowledge }: Place): Turn<Draft> {
  if (found.kind === 'checkins') return { draft: {}, replies: [listed(found.checkins)] }
  if (found.kind !== 'checkin') return all()
  if (!found.seen) return { draft: {}, replies: [{ text: 'Tanya kabar itu tidak ada.', choices: [BACK] }] }
  const tables = checkinTables(found.seen.answers, knowledge.checkins.troubles)
  return { draft: {}, replies: [{ text: reportWords(found.seen.line, tables), choices: [BACK] }] }
}

function listed(checkins: readonly CheckinLine[]): Reply {
  const choices = checkins
    .filter(({ asked }) => asked > 0)
    .map((line) => ({ id: `lihat=${line.id}`, label: `${checkinName(line)}: ${answeredWords(line)}` }))
  const text =
    choices.length === 0
      ? 'Belum ada tanya kabar. Orang yang ditanya menjawab empat pilihan; yang terlihat di sini hanya jumlahnya.'
      : '*Tanya kabar.* Ketuk satu untuk melihat jawabannya sebagai jumlah.'
  return { text, choices: [SEND, ...choices] }
}

const answeredWords = ({ asked, answered }: CheckinLine) => `${fewHidden(answered)} dari ${asked} menjawab`

/** For a chat and a terminal. */
export function reportWords(line: CheckinLine, tables: readonly CheckinTable[]): string {
  const parts = tables.map(({ title, rows }) => {
    const lines = rows?.map(({ label, count }) => `• ${label}: ${count}`) ?? ['• terlalu sedikit untuk dirinci']
    return `*${title}*\n${lines.length > 0 ? lines.join('\n') : '• belum ada jawaban'}`
  })
  return [`*${checkinName(line)}* – ${answeredWords(line)}`, ...parts, HIDDEN].join('\n\n')
}

const HIDDEN =
  'Jumlah di bawah 5 ditulis "<5", dan "≥5" ikut disembunyikan, supaya tidak ada orang yang bisa dikenali. Jawaban yang gawat sudah menjadi tiket di *meja*.'
