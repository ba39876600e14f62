/** Where a registration stands on its way from interest to alumni, and which moves there are. */

/** Each step of the way, in its usual order; a scheme names those that it has, in its own order (its file's `stages`). */
export const WAY = [
  'terdaftar',
  'diperiksa',
  'perlu-perbaikan',
  'lengkap',
  'seleksi',
  'pelatihan',
  'siap-berangkat',
  'berangkat',
  'alumni',
] as const
/** Where anybody may leave it. */
export const EXITS = ['mengundurkan-diri', 'tidak-lanjut'] as const
export const STAGES = [...WAY, ...EXITS] as const
export type Stage = (typeof STAGES)[number]

/** Nothing leads out of these: who wants to try again registers anew. */
export const ENDS = ['alumni', ...EXITS] as const satisfies readonly Stage[]
/** Before anybody is selected for anything: what was sent is looked at. The same in every scheme. */
export const CHECKING = ['terdaftar', 'diperiksa', 'perlu-perbaikan', 'lengkap'] as const satisfies readonly Stage[]

const isIn = (list: readonly Stage[], stage: Stage) => list.includes(stage)
export const isEnd = (stage: Stage): boolean => isIn(ENDS, stage)
export const isChecking = (stage: Stage): boolean => isIn(CHECKING, stage)

/** Where it stands after its answers were sent again: whoever is further on already is not thrown back. */
export const afterSending = (stage: Stage): Stage => (isChecking(stage) ? 'terdaftar' : stage)
