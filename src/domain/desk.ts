import type { AlumniOpening, ClaimSeen } from './alumni.ts'
import type { AnnouncementFound, AnnouncementLine, Audience, Counted } from './announcement.ts'
import type { BatchLine } from './batch.ts'
import type { FileRef } from './chat.ts'
import type { CheckinAnswers, CheckinLine } from './checkin.ts'
import type { OpenRequest, RequestKind } from './data-request.ts'
import type { DocumentLine, DocumentSeen } from './document.ts'
import type { TicketAbout } from './effect.ts'
import type { JoinFound } from './joining.ts'
import type { FileOutcome } from './kept-file.ts'
import type { Listed } from './licensed.ts'
import type { MentorLine, MentorQuestion } from './mentor.ts'
import type { Mover, MovingQuery } from './moving.ts'
import type { Registration } from './registration.ts'
import type { KeptDate, ScheduledDate } from './schedule/scheduled-date.ts'
import type { InviteFound, Member } from './staffing.ts'
import type { Colleague, TicketState } from './ticket.ts'
import type { Zone } from './zone.ts'

/** What staff see of a ticket in a list: its last words by the person. */
type TicketLine = { id: number; about: TicketAbout; openedAt: Date; last: string; owner: string | undefined }
/** `state` undefined: there is no such ticket. `colleagues`: who of the staff could have it. */
export type TicketFound = {
  kind: 'ticket'
  ticket: number
  state: TicketState | undefined
  owner: Colleague | undefined
  colleagues: Colleague[]
  /** There is somebody who could be asked about it. */
  mentors?: boolean
  messages: TicketMessage[]
}
/** `file`: what came with it, under its id among our kept files. */
export type TicketMessage = { by: 'person' | 'staff'; name: string; text: string; at: Date; file?: string | undefined }

/** Something the office did with a person's data. `what`: in words for the person. Newest first. */
type Reading = { at: Date; what: string }
type OwnRequest = { number: string; kind: RequestKind; openedAt: Date; done: boolean }

/** A question a flow asks of the store; the answer comes back as an input of kind `found` in the same transaction. */
export type Lookup =
  | { kind: 'desk' }
  | { kind: 'registration'; number: string }
  /** It stays as it was found until the transaction ends, so that no two of the staff can act upon the same one. */
  | { kind: 'ticket'; ticket: number }
  /** Those who may be moved to another stage; nobody: only which batches there are. */
  | ({ kind: 'moving' } & MovingQuery)
  /** Documents that wait for staff, oldest first. */
  | { kind: 'documents' }
  /** One of them, held until the transaction ends. */
  | { kind: 'document'; id: number }
  /** A file that came with a ticket. */
  | { kind: 'file'; id: string }
  /** The lists of licensed organisations, for the names and contacts of an offer. */
  | ({ kind: 'licensed' } & LicensedQuery)
  /** The person that a typed code stands for; without a code: the one this chat has claimed. */
  | { kind: 'joining'; code: string | undefined }
  | { kind: 'announcements' }
  | { kind: 'announcement'; id: number }
  /** Who would get an announcement now. */
  | { kind: 'audience'; audience: Audience }
  /** May this person ask to be matched with the office's records? */
  | { kind: 'alumni' }
  /** All that wait for it. */
  | { kind: 'claims' }
  /** One of them, beside the records that fit, and the one of this number. */
  | { kind: 'claim'; claim: number; number: string | undefined }
  /** The dates that concern this person. */
  | { kind: 'schedule' }
  /** All dates to come, for staff. */
  | { kind: 'calendar' }
  /** A date as it is kept, and how many people are reached by it; `instead`: by what it is to become. */
  | { kind: 'date'; id: string; instead?: ScheduledDate | undefined }
  /** What was done with the data of who asks. */
  | { kind: 'trail' }
  /** How often and whom the office asked how they are. */
  | { kind: 'checkins' }
  | { kind: 'checkin'; id: number }
  /** Who is willing to answer; with a ticket: beside it. */
  | { kind: 'mentors'; ticket: number | undefined }
  | { kind: 'mentor-question'; id: number }
  /** What waits for who asks, as a mentor. */
  | { kind: 'my-questions' }
  /** A request by a right of UU 27/2022 that waits for staff. */
  | { kind: 'request'; number: string }
  /** Everybody who is staff now. */
  | { kind: 'staff' }
  /** The invitation that a typed code stands for, or one that was found by it. */
  | { kind: 'invitation'; code?: string | undefined; invite?: string | undefined }

/** What an offer names, as OfferReading has it. */
export type LicensedQuery = { names: string[]; phones: string[]; accounts: string[] }

export type Found =
  | {
      kind: 'desk'
      requests: OpenRequest[]
      registrations: Pick<Registration, 'number' | 'schemes' | 'submittedAt'>[]
      tickets: TicketLine[]
      claims: number
      documents: number
    }
  | { kind: 'documents'; waiting: DocumentLine[] }
  /** undefined: there is none, or the person forbade to use it. */
  | { kind: 'document'; seen: DocumentSeen | undefined }
  /** `restricted`: the person forbade to use it; then nothing of it is here. */
  | { kind: 'registration'; registration: Registration | undefined; restricted?: true }
  | TicketFound
  | { kind: 'moving'; people: Mover[]; batches: BatchLine[] }
  /** `state` undefined: there is no such file. */
  | { kind: 'file'; ticket: number; state: 'wanted' | FileOutcome | undefined; file: FileRef | undefined }
  | { kind: 'licensed'; listed: Listed }
  | ({ kind: 'joining' } & JoinFound)
  | { kind: 'announcements'; announcements: AnnouncementLine[] }
  | { kind: 'announcement'; announcement: AnnouncementFound | undefined }
  | { kind: 'audience'; counted: Counted }
  | { kind: 'alumni'; opening: AlumniOpening }
  | { kind: 'claims'; claims: Pick<ClaimSeen, 'id' | 'at'>[] }
  | { kind: 'claim'; seen: ClaimSeen | undefined }
  /** `zone`: where this person lives, as far as it is known. */
  | { kind: 'schedule'; dates: KeptDate[]; zone: Zone | undefined }
  | { kind: 'calendar'; dates: KeptDate[] }
  | { kind: 'date'; date: KeptDate | undefined; people: number; reachable: number; noBatch: boolean }
  | { kind: 'trail'; readings: Reading[]; requests: OwnRequest[] }
  | { kind: 'request'; request: OpenRequest | undefined }
  | { kind: 'checkins'; checkins: CheckinLine[] }
  /** `answers`: to be counted, and never to be shown one by one. */
  | { kind: 'checkin'; seen: { line: CheckinLine; answers: CheckinAnswers[] } | undefined }
  | { kind: 'staff'; members: Member[] }
  | ({ kind: 'invitation' } & InviteFound)
  /** `names`: parts of the name of who opened the ticket, which no mentor may read. */
  | { kind: 'mentors'; mentors: MentorLine[]; about?: { found: TicketFound; names: string[] } }
  | { kind: 'mentor-question'; question: MentorQuestion | undefined }
  | { kind: 'my-questions'; questions: { id: number; question: string; answered: boolean }[] }
