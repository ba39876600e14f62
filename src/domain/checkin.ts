/** The office asks people abroad how they are: what is asked, and how answers are counted without showing anybody. Pure. */
import { z } from 'zod'
import { type Cell, FEWEST, hideSmall } from './small-counts.ts'

/** What is counted, with its answers; those about trouble are content. */
const ASKED = {
  mood: { title: 'Kabar', options: { baik: 'Baik', biasa: 'Biasa saja', kurang: 'Kurang baik' } },
  settled: { title: 'Betah', options: { ya: 'Betah', lumayan: 'Lumayan', tidak: 'Tidak betah' } },
  extend: {
    title: 'Setelah kontrak',
    options: {
      ya: 'Mau memperpanjang',
      pindah: 'Mau pindah tempat kerja',
      pulang: 'Mau pulang',
      belum: 'Belum tahu',
      sudah: 'Sudah pulang',
    },
  },
} as const
export const CHECKIN_OPTIONS: Record<keyof typeof ASKED, { title: string; options: Record<string, string> }> = ASKED

export const CheckinAnswers = z.object({
  mood: z.string(),
  settled: z.string(),
  extend: z.string(),
  trouble: z.string(),
})
export type CheckinAnswers = z.infer<typeof CheckinAnswers>

/** sekali: an announcement asks. berkala: so many months after departure. sendiri: people tell unasked. */
type CheckinKind = 'sekali' | 'berkala' | 'sendiri'

/** How many were asked and have answered; small numbers of answers are hidden where they are shown. */
export type CheckinLine = {
  id: number
  kind: CheckinKind
  months: number | null
  announcement: number | null
  at: Date
  asked: number
  answered: number
}

export type CheckinTable = { title: string; rows: { label: string; count: number | string }[] | undefined }

type Trouble = { id: string; label: string }

/** By question; small counts are hidden (small-counts.ts), and so is everything where too few have answered. */
export function checkinTables(answers: readonly CheckinAnswers[], troubles: readonly Trouble[]): CheckinTable[] {
  const all = {
    ...CHECKIN_OPTIONS,
    trouble: { title: 'Masalah', options: Object.fromEntries(troubles.map(({ id, label }) => [id, label])) },
  }
  return Object.entries(all).map(([id, { title, options }]) => {
    const counts = new Map<string, number>()
    for (const answer of answers) {
      const label = options[answer[id as keyof CheckinAnswers]] ?? answer[id as keyof CheckinAnswers]
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
    return { title, rows: rowsOf(counts, answers.length) }
  })
}

const rowsOf = (counts: ReadonlyMap<string, number>, total: number): CheckinTable['rows'] =>
  total > 0 && total < FEWEST
    ? undefined
    : hideSmall(counts).cells?.map((cell) => ({ label: cell.label, count: shown(cell) }))

const shown = (cell: Cell) => ('count' in cell ? cell.count : cell.hidden === 'few' ? `<${FEWEST}` : `≥${FEWEST}`)

/** How many have answered, as it may be shown. */
export const fewHidden = (count: number): number | string => (count === 0 || count >= FEWEST ? count : `<${FEWEST}`)

/** "12 bulan sesudah berangkat" */
export const checkinName = ({ id, kind, months }: Pick<CheckinLine, 'id' | 'kind' | 'months'>): string =>
  kind === 'berkala'
    ? `${months} bulan sesudah berangkat`
    : kind === 'sendiri'
      ? 'Yang memberi kabar sendiri'
      : `Tanya kabar ${id}`
