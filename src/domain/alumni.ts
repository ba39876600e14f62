/** Whoever went with the office before may say so in a chat; staff compare what they say with the office's record. */
import type { Registration } from './registration.ts'

/**
 * What somebody says of themselves. `batch`: in their words; empty: they do not remember. `lost`: they were with us in another
 * chat, which they cannot write from any more; `batch` is then the number of their registration.
 */
export type AlumniClaim = { name: string; birthDate: string; batch: string; lost?: true | undefined }

/** May they ask now? `waiting`: they have asked before, and staff have not decided. `limited`: too often (see joining.ts). */
export type AlumniOpening = 'open' | 'waiting' | 'limited'

/**
 * Why a record cannot become that person's: it belongs to a chat already (and they do not say that they lost it), it is theirs
 * already, its NIK is another one, or both have a registration under way.
 */
export type AlumniConflict = 'tersambung' | 'sendiri' | 'nik' | 'berjalan'

/** A record of the office. `batch`: the batch's name. */
export type AlumniRecord = Omit<Registration, 'reason' | 'batch'> & {
  batch: string | undefined
  conflict: AlumniConflict | undefined
}

/** What staff see of a claim; undefined `said`: it is decided, and what was said is erased. */
export type ClaimSeen = { id: number; at: Date; said: AlumniClaim | undefined; records: AlumniRecord[] }
