import type { Channel } from './chat.ts'
import type { PersonDocument } from './document.ts'
import type { Mentor } from './mentor.ts'
import type { Registration } from './registration.ts'
import type { Work } from './work.ts'

export type StaffRole = 'admin' | 'petugas'
type Staff = { id: string; name: string; role: StaffRole }

/** Each has a text in content/consents; what is about the body never stands behind a general one. */
export const CONSENT_KINDS = [
  'registrasi',
  'kesehatan',
  'cek-syarat',
  'cek-syarat-badan',
  'kerja',
  'mentor',
  'dokumen',
] as const

/** What a person agreed to: which text (kind and version) and when. Withdrawn consents are not listed. */
export type Consent = { kind: (typeof CONSENT_KINDS)[number]; version: string; givenAt: Date }

/** Everything a flow may know about the person it speaks with. */
export type Person = {
  id: string
  staff?: Staff | undefined
  consents: Consent[]
  /** Those that were not taken back, oldest first. */
  registrations: Registration[]
  /** Where they work abroad, as far as it is known. */
  work?: Work | undefined
  /** They may be asked by staff. */
  mentor?: Mentor | undefined
  /** How often they told the office how they are. */
  answeredCheckins?: number | undefined
  /** The ticket that is open between this person and the office, if any. */
  openTicket?: number | undefined
  /** What they asked to be matched with the office's records, if staff have not decided. */
  openClaim?: number | undefined
  /** Photos and documents of theirs that the office keeps. */
  keptFiles?: number | undefined
  /** What they sent by *berkas*. */
  documents?: PersonDocument[] | undefined
  /** Those that are just being fetched and looked at. */
  arriving?: string[] | undefined
  /** Said *berhenti*: gets answers, but nothing unasked. */
  stopped: boolean
  /** Said *batasi data*: what we have is kept, and not used. */
  restricted?: boolean
  /** The channels of their other chats, joined by *sambungkan*, one each; undefined: this is the only chat. */
  elsewhere?: Channel[] | undefined
}
