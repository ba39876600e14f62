/** What an import did, in words and as JSON. Of people it says row and column, never what stands there. Pure. */
import type { ImportKind, ImportOutcome } from '../../store/import-people.ts'
import type { Problem } from './record.ts'

export type Imported = {
  dryRun: boolean
  kind: ImportKind
  counts: Record<Exclude<ImportOutcome, 'unclear'>, number>
  refused: Problem[]
  noted: Problem[]
  ignored: string[]
}

export const asJson = ({ dryRun, kind, counts, refused, noted, ignored }: Imported) => ({
  ok: true,
  dryRun,
  kind,
  ...counts,
  refused,
  noted,
  ignored,
})

export function inWords({ dryRun, counts, refused }: Imported): string[] {
  return [
    `${dryRun ? 'Baru dicoba, tidak ada yang diubah. Kalau dijalankan: baru' : 'Baru'} ${counts.new}, berubah ${counts.changed}, tetap sama ${counts.same}, ditolak ${refused.length}.`,
    ...(counts.own > 0 ? [`Sudah mendaftar sendiri lewat chat, jadi tidak diubah: ${counts.own}.`] : []),
    ...refused.map((problem) => `  ditolak, ${lineOf(problem)}`),
  ]
}

/** What is no refusal, but should be looked at. */
export const remarks = ({ noted, ignored }: Imported): string[] => [
  ...noted.map((problem) => `  catatan, ${lineOf(problem)}`),
  ...(ignored.length > 0 ? [`Kolom yang tidak dipakai: ${ignored.join(', ')}.`] : []),
]

const lineOf = ({ line, column, why }: Problem) => `baris ${line}, kolom ${column}: ${why}`
