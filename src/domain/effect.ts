import type { AlumniClaim } from './alumni.ts'
import type { AnnouncementBody, Audience } from './announcement.ts'
import type { FileRef } from './chat.ts'
import type { CheckinAnswers } from './checkin.ts'
import type { RequestKind } from './data-request.ts'
import type { FileOutcome, MadePurpose } from './kept-file.ts'
import type { Mentor } from './mentor.ts'
import type { Consent, StaffRole } from './person.ts'
import type { Answers } from './registration.ts'
import type { ScheduledDate } from './schedule/scheduled-date.ts'
import type { Drafts } from './session.ts'
import type { Stage } from './stage.ts'
import type { ClosedAs } from './ticket.ts'
import type { Work } from './work.ts'
import type { Zone } from './zone.ts'

/** Why a person is put through to the office. */
export type TicketAbout = 'darurat' | 'pertanyaan' | 'petugas'

/** Something to be done in the world, decided by a flow and carried out in the same transaction. */
export type Effect =
  /** `text`: exactly what was shown; its hash is kept as proof. */
  | { kind: 'recordConsent'; consent: Consent['kind']; version: string; text: string }
  /** With those that mean nothing without them. */
  | { kind: 'withdrawConsent'; consents: Consent['kind'][] }
  /** By the rights of UU 27/2022, under the number of its receipt. `forStaff`: they must do it by hand. */
  | { kind: 'requestData'; number: string; request: RequestKind; forStaff?: boolean }
  /** Staff have done what was asked. */
  | { kind: 'finishRequest'; number: string }
  /** Processing is restricted to keeping, or no longer. */
  | { kind: 'restrict'; wanted: boolean }
  | { kind: 'submitRegistration'; number: string; schemes: string[]; answers: Answers }
  | { kind: 'withdrawRegistration'; number: string }
  | { kind: 'forgetPerson' }
  | { kind: 'messages'; wanted: boolean }
  | { kind: 'chatState'; state: 'open' | 'left' }
  /** A person's words for the office. Opens a ticket, or goes on with the one that is open. */
  | { kind: 'tellStaff'; about: TicketAbout; text: string; file?: FileRef | undefined }
  /** What became of a file that came with such words: for staff who cannot see it where it was sent. */
  | { kind: 'tellOfFile'; ticket: number; file: FileRef; outcome: FileOutcome }
  /** A file that we make for this person; it is sent into this chat when it is made. */
  | { kind: 'makeFile'; purpose: MadePurpose }
  /** A document that was sent: to be fetched, looked at and kept. The one before stays until it is. */
  | { kind: 'keepDocument'; document: string; file: FileRef }
  /** A further photo of the document that was sent last. `page`: where it stands; undefined: after all others. */
  | { kind: 'addPage'; document: string; file: FileRef; page: number | undefined }
  /** It is kept: it takes the place of the one before, or joins the pages that it belongs to. `file`: its id. */
  | { kind: 'takeDocument'; document: string; file: string }
  | { kind: 'dropDocument'; document: string }
  /** It is kept, but of no use after all. `file`: its id. */
  | { kind: 'dropPage'; file: string }
  /** A link by which this document can be sent past the chat. */
  | { kind: 'showUploadLink'; document: string; token: string; until: Date }
  /** Until when it holds, by the person's own word. */
  | { kind: 'setExpiry'; document: string; expires: string }
  /** Staff open it: that is written down, and it shows as being looked at. */
  | { kind: 'openDocument'; id: number; reason: string }
  /** Staff have compared it (`ok`), or want another one and say why. Only if it is still to be decided. */
  | { kind: 'reviewDocument'; id: number; ok: boolean; reason: string | undefined; expires: string | undefined }
  /** A question nobody could answer, kept without a name. */
  | { kind: 'keepQuestion'; text: string }
  /** Whoever answers or closes a ticket must have it, or get it by that; else the whole turn is decided anew. */
  | { kind: 'takeTicket'; ticket: number }
  | { kind: 'handTicket'; ticket: number; to: string }
  | { kind: 'answerTicket'; ticket: number; text: string }
  | { kind: 'closeTicket'; ticket: number; as: ClosedAs }
  /** Each only if they still stand at `from`. `reason`: for the office, or to the person where the stage needs words. */
  | { kind: 'movePeople'; moves: { number: string; from: Stage }[]; to: Stage; reason: string | undefined }
  | { kind: 'putIntoBatch'; numbers: string[]; batch: string }
  /** This chat shows a code by which another one can be joined to it; the one before is worth nothing any more. */
  | { kind: 'showJoinCode'; code: string; until: Date }
  /** A code was typed here that is right: from now on it is useless in any other chat. */
  | { kind: 'claimJoinCode'; code: string }
  /** A code was typed here that is not right. */
  | { kind: 'countJoinTry' }
  /**
   * The person whose code this chat has claimed (`other`, their id) and the person of this chat become one. `drafts` take
   * the place of both persons' drafts of these flows; undefined: nothing of it is left open. The rest is moved.
   */
  | { kind: 'joinPeople'; other: string; withdraws: string | undefined; drafts: Drafts }
  /** This chat keeps the person; every other chat of theirs begins anew. */
  | { kind: 'separateChats' }
  /** Staff write to many. Needs a second pair of eyes above a size that the office sets. */
  | { kind: 'announce'; body: AnnouncementBody; audience: Audience; startsAt: Date; secondEyesAbove: number }
  | { kind: 'steerAnnouncement'; announcement: number; to: 'terjadwal' | 'dijeda' | 'berjalan' | 'dibatalkan' }
  /** What did not arrive (or may not have) goes out once more. */
  | { kind: 'retryAnnouncement'; announcement: number; state: 'failed' | 'unknown' }
  /** Whoever asks is sent a spreadsheet of who got it and who did not. */
  | { kind: 'reportAnnouncement'; announcement: number }
  /** Somebody says that they are in the office's records. It counts as a try, like a code. */
  | ({ kind: 'claimAlumni' } & AlumniClaim)
  /** Staff are sure that this record is that person's: from now on it is. */
  | { kind: 'matchAlumni'; claim: number; number: string }
  | { kind: 'refuseAlumni'; claim: number }
  /** Where this person lives, by their own word. */
  | { kind: 'setZone'; zone: Zone }
  /** Staff make or change a date; people are reminded of it from then on. */
  | { kind: 'saveDate'; date: ScheduledDate }
  /** Where this person works abroad, by their own word. */
  | { kind: 'saveWork'; work: Work }
  /** What this person says of how they are: to the question they were asked last, or unasked. */
  | { kind: 'answerCheckin'; answers: CheckinAnswers }
  /** An admin makes a code by which somebody becomes staff, once. `name`: what they are called; undefined: they say it. */
  | { kind: 'inviteStaff'; code: string; role: StaffRole; name: string | undefined; until: Date }
  /** Whoever is in this chat becomes staff. Where the invitation is no longer good, the turn is decided anew. */
  | { kind: 'joinStaff'; invite: string; name: string }
  /** Only by an admin, and never the last one; else the turn is decided anew. */
  | { kind: 'removeStaff'; staff: string }
  /** This person may be asked by staff, under this name and of these topics. */
  | { kind: 'saveMentor'; mentor: Mentor }
  /** Staff put a ticket's question to a mentor (`mentor`: their person's id), in words that say nothing of who asks. */
  | { kind: 'askMentor'; ticket: number; mentor: string; text: string }
  /** `text` undefined: this mentor cannot answer it. */
  | { kind: 'answerAsMentor'; question: number; text: string | undefined }
  /** Staff pass the answer on; `by` is how the mentor is called. */
  | { kind: 'passAnswer'; question: number; by: string }
  /** Staff read sealed fields of somebody. */
  | { kind: 'audit'; action: string; subject: string; reason: string }
