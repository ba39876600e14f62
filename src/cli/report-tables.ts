/** How many registrations there are by school, place, scheme and so on, for people to read. Pure. */
import type { Answers } from '../domain/registration.ts'
import { schoolName } from '../domain/school.ts'
import { type Cell, FEWEST, hideSmall } from '../domain/small-counts.ts'
import type { Areas, Scheme } from '../knowledge/shapes.ts'

export type Counted = { stage: string; batch?: string | undefined; schemes: string[]; answers: Answers }
type Names = { areas: Areas; schemes: readonly Pick<Scheme, 'id' | 'short'>[]; batches: ReadonlyMap<string, string> }

/** `rows`: null where too few are in it to say anything. A count that is hidden is "<5", or "≥5" for its companions. */
type ReportTable = { by: string; title: string; rows: { label: string; count: number | string }[] | null }
export type Report = { total: number | string; tables: ReportTable[] }

const UNSAID = '(tidak diisi)'
const LABELS: Record<string, Record<string, string>> = {
  sex: { L: 'Laki-laki', P: 'Perempuan' },
  schemes: { 'belum-tahu': 'Belum tahu, mau dibantu' },
}

/** By what is counted; one registration may be in several rows of a table (schemes). */
const TABLES: { by: string; title: string; of(one: Counted, names: Names): string[] }[] = [
  { by: 'school', title: 'Sekolah/kampus', of: ({ answers }) => [schoolName(String(answers.school ?? ''))] },
  {
    by: 'regency',
    title: 'Kabupaten/kota',
    of: ({ answers }, { areas }) => [areas.regencies.find(({ code }) => code === answers.regency)?.name ?? ''],
  },
  {
    by: 'scheme',
    title: 'Skema (satu orang bisa memilih beberapa)',
    of: ({ schemes }, names) => (schemes.length > 0 ? schemes : ['']).map((id) => schemeName(id, names)),
  },
  { by: 'education', title: 'Pendidikan', of: ({ answers }) => [String(answers.educationLevel ?? '')] },
  { by: 'sex', title: 'Jenis kelamin', of: ({ answers }) => [LABELS.sex![String(answers.sex)] ?? ''] },
  { by: 'stage', title: 'Tahap', of: ({ stage }) => [stage.replaceAll('-', ' ')] },
  {
    by: 'batch',
    title: 'Angkatan',
    of: ({ batch }, { batches }) => [batch === undefined ? '' : `${batches.get(batch) ?? batch} (${batch})`],
  },
]

const schemeName = (id: string, { schemes }: Names) =>
  schemes.find((scheme) => scheme.id === id)?.short ?? LABELS.schemes![id] ?? id

/** Counts one registration after another; nothing of them is kept. */
export function makeReport(names: Names): { count(one: Counted): void; report(): Report } {
  const counts = TABLES.map(() => new Map<string, number>())
  let total = 0
  return {
    count(one) {
      total++
      for (const [i, { of }] of TABLES.entries())
        for (const label of new Set(of(one, names)))
          counts[i]!.set(label || UNSAID, (counts[i]!.get(label || UNSAID) ?? 0) + 1)
    },
    report: () => ({
      total: total === 0 || total >= FEWEST ? total : `<${FEWEST}`,
      tables: TABLES.map(({ by, title }, i) => ({ by, title, rows: rowsOf(counts[i]!, total) })),
    }),
  }
}

function rowsOf(counts: ReadonlyMap<string, number>, total: number): ReportTable['rows'] {
  const { cells } = total > 0 && total < FEWEST ? { cells: undefined } : hideSmall(counts)
  return cells?.map((cell) => ({ label: cell.label, count: shown(cell) })) ?? null
}

const shown = (cell: Cell) => ('count' in cell ? cell.count : cell.hidden === 'few' ? `<${FEWEST}` : `≥${FEWEST}`)
