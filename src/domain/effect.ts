import type { FileRef } from './chat.ts'
import type { Consent } from './person.ts'
import type { Answers, RegistrationState } from './registration.ts'

/** Why a person is put through to the office. */
export type TicketAbout = 'darurat' | 'pertanyaan' | 'petugas'

/** Something to be done in the world, decided by a flow and carried out in the same transaction. */
export type Effect =
  /** `text`: exactly what was shown; its hash is kept as proof. */
  | { kind: 'recordConsent'; consent: Consent['kind']; version: string; text: string }
  | { kind: 'withdrawConsent' }
  | { kind: 'submitRegistration'; number: string; schemes: string[]; answers: Answers }
  | { kind: 'withdrawRegistration'; number: string }
  | { kind: 'forgetPerson' }
  | { kind: 'messages'; wanted: boolean }
  | { kind: 'chatState'; state: 'open' | 'left' }
  /** A person's words for the office. Opens a ticket, or goes on with the one that is open. */
  | { kind: 'tellStaff'; about: TicketAbout; text: string; file?: FileRef | undefined }
  /** A question nobody could answer, kept without a name. */
  | { kind: 'keepQuestion'; text: string }
  | { kind: 'answerTicket'; ticket: number; text: string }
  | { kind: 'closeTicket'; ticket: number }
  | { kind: 'decideRegistration'; number: string; state: RegistrationState; reason?: string | undefined }
  /** Staff read sealed fields of somebody. */
  | { kind: 'audit'; action: string; subject: string; reason: string }
