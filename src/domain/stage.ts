/** Where a registration stands on its way from interest to alumni, and which moves there are. */

/** Before anybody is selected for anything: what was sent is looked at. The same in every scheme. */
export const CHECKING = ['terdaftar', 'diperiksa', 'perlu-perbaikan', 'lengkap'] as const
/** After that; a scheme names those that it has, in its own order (its file's `stages`). */
export const LATER = ['seleksi', 'pelatihan', 'siap-berangkat', 'berangkat', 'alumni'] as const
/** Where anybody may leave the way. */
export const EXITS = ['mengundurkan-diri', 'tidak-lanjut'] as const
export const STAGES = [...CHECKING, ...LATER, ...EXITS] as const
export type Stage = (typeof STAGES)[number]

/** Nothing leads out of these: who wants to try again registers anew. */
export const ENDS = ['alumni', ...EXITS] as const satisfies readonly Stage[]

/** A scheme's stages after the checking, in its order; the last one is alumni. Empty: no scheme is settled yet. */
export type Path = readonly Stage[]

const isIn = (list: readonly Stage[], stage: Stage) => list.includes(stage)
export const isEnd = (stage: Stage): boolean => isIn(ENDS, stage)
export const isExit = (stage: Stage): boolean => isIn(EXITS, stage)
export const isChecking = (stage: Stage): boolean => isIn(CHECKING, stage)

/** What is said there goes to the person, in staff's own words. */
export const needsWords = (stage: Stage): boolean => stage === 'perlu-perbaikan' || stage === 'tidak-lanjut'

/** Where it stands after its answers were sent again: whoever is further on already is not thrown back. */
export const afterSending = (stage: Stage): Stage => (isChecking(stage) ? 'terdaftar' : stage)

/**
 * Where staff may move somebody who stands here. While answers are checked, anywhere within the checking; from *lengkap*
 * on, forward along the path (several steps at once, for offices take over people who are half-way), or one step back to
 * mend a slip. Alumni, which nothing leads out of, only from the step before it.
 */
export function movesFrom(stage: Stage, path: Path): Stage[] {
  if (isEnd(stage)) return []
  const checks = CHECKING.filter((one) => one !== 'terdaftar' && one !== stage)
  if (isChecking(stage)) return [...checks, ...(stage === 'lengkap' ? ahead(path) : []), ...EXITS]
  const at = path.indexOf(stage)
  if (at < 0) return ['lengkap', ...ahead(path.filter((one) => isBefore(stage, one))), ...EXITS] // its scheme was changed
  return [path[at - 1] ?? 'lengkap', ...ahead(path.slice(at + 1)), ...EXITS]
}

const ahead = (path: Path) => path.filter((stage, i) => stage !== 'alumni' || i === 0)
const isBefore = (stage: Stage, other: Stage) => STAGES.indexOf(stage) < STAGES.indexOf(other)

/**
 * The way of somebody who is interested in these schemes: that of their batch, else of the one scheme they chose. Who
 * chose several, or none, is put into a batch first.
 */
export function pathOf(
  schemes: readonly { id: string; stages: Path }[],
  { chosen, batch }: { chosen: readonly string[]; batch: { scheme: string } | undefined },
): Path {
  const id = batch?.scheme ?? (chosen.length === 1 ? chosen[0] : undefined)
  return schemes.find((scheme) => scheme.id === id)?.stages ?? []
}
