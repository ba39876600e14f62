/** What the app needs from the database. */
import type { AnnouncementState } from '../domain/announcement.ts'
import type { Batch } from '../domain/batch.ts'
import type { ChatAddress, ChatEvent, FileRef, Input, Reply } from '../domain/chat.ts'
import type { OpenRequest, RequestKind } from '../domain/data-request.ts'
import type { Found, Lookup } from '../domain/desk.ts'
import type { Effect } from '../domain/effect.ts'
import type { DocumentOutcome, FileNews, FileOutcome, FilePurpose } from '../domain/kept-file.ts'
import type { FirstAnswer } from '../domain/opening.ts'
import type { Person, StaffRole } from '../domain/person.ts'
import type { Memory } from '../domain/session.ts'
import type { Stage } from '../domain/stage.ts'

/** A bot's account on a channel; a process serves those it has adapters for. */
export type Account = Pick<ChatAddress, 'channel' | 'account'>

export type OpenEvent = { row: string; id: string; at: Date; group: boolean; input: Input | FileNews; attempts: number }

/** A chat with events to be decided, locked until the transaction ends. */
export type OpenChat = {
  id: string
  address: ChatAddress
  person: Person
  memory: Memory
  /** The person had blocked us; writing again means that they are back. */
  left: boolean
  /** What is stored of it cannot be opened; nothing but its address, its rows and its counts is true. */
  unreadable?: true
  /** Messages to this chat that have not left yet. */
  unsent: number
  /** Of these, how many another process or a later try will send. */
  unsentElsewhere: number
  events: OpenEvent[]
}

/** Reminders and announcements are pushes: nobody asked for them, so all else leaves first. */
export type MessageKind = 'reply' | 'notice' | 'reminder' | 'announcement'

/** `chat` is the store's own id. */
export type Outgoing = { chat: string; kind: MessageKind; reply: Reply }

/** What became of one chat's events. */
export type Decided = {
  chat: OpenChat
  memory: Memory
  closed: { row: string; outcome: 'answered' | 'flood' | 'failed' }[]
  outgoing: Outgoing[]
}

/** A message on its way: claimed by this process until it is settled. */
export type Claimed = {
  row: string
  chat: string
  to: ChatAddress
  kind: MessageKind
  reply: Reply
  attempts: number
  repeated: boolean
  /** The platform's id of an earlier message that this one changes. */
  edits?: string
}

/** What became of a question to a mentor. */
type MentorNews = { news: 'dijawab' | 'ditolak' | 'berhenti'; question: number; ticket: number }

/** What the office must be told, or a person, because of an effect. */
export type Notice =
  | { to: 'staff'; about: 'ticket'; ticket: number; urgent: boolean; text: string; file: FileRef | undefined }
  | { to: 'staff'; about: 'registration'; number: string; again: boolean }
  /** To the one of the staff who has the ticket. */
  | {
      to: 'person'
      chat: string
      about: 'ticket'
      ticket: number
      urgent: boolean
      text: string
      file: FileRef | undefined
    }
  | { to: 'person'; chat: string; about: 'handed'; ticket: number; by: string }
  | { to: 'staff'; about: 'approval'; announcement: number; recipients: number; by: string }
  /** What became of a step that staff took: `state` is where the announcement stands now. */
  | { to: 'person'; chat: string; about: 'announcement'; announcement: number; state: AnnouncementState; done: boolean }
  | { to: 'staff'; about: 'claim'; claim: number; lost: boolean }
  /** Only those hear of it who could not see it where it was sent: `file.channel`. */
  | { to: 'staff'; about: 'file'; ticket: number; file: FileRef; outcome: FileOutcome }
  | { to: 'staff'; about: 'request'; request: OpenRequest }
  | {
      to: 'admins'
      about: 'staff-joined'
      name: string
      role: StaffRole
      channel: ChatAddress['channel']
      by: string | undefined
    }
  | { to: 'staff'; about: 'staff-left'; name: string; by: string; tickets: number[] }
  | { to: 'person'; chat: string; about: 'dismissed' }
  | { to: 'person'; chat: string; about: 'request-done'; number: string; kind: RequestKind }
  | { to: 'person'; chat: string; about: 'answer'; text: string; by: string }
  | { to: 'person'; chat: string; about: 'alumni'; matched: boolean; lost: boolean }
  /** Their data went to another chat, for somebody said that this one is lost. */
  | { to: 'person'; chat: string; about: 'moved-away' }
  /** To the mentor: in staff's words. */
  | { to: 'person'; chat: string; about: 'mentor-question'; question: number; text: string }
  /** To who has the ticket, or all staff. */
  | ({ to: 'person'; chat: string; about: 'mentor' } & MentorNews)
  | ({ to: 'staff'; about: 'mentor' } & MentorNews)
  | { to: 'person'; chat: string; about: 'mentor-answer'; text: string; by: string }
  /** Staff have looked at a document of theirs. */
  | { to: 'person'; chat: string; about: 'document'; document: string; ok: boolean; reason: string | undefined }
  /** Because of what was said in another chat of theirs, on this channel. */
  | { to: 'person'; chat: string; about: 'joined' | 'separated' | 'forgotten'; channel: ChatAddress['channel'] }
  /** Where their registration stands now, or which batch it goes with. */
  | {
      to: 'person'
      chat: string
      about: 'moved'
      news: 'stage' | 'batch'
      number: string
      stage: Stage
      schemes: string[]
      batch: Batch | undefined
      reason: string | undefined
    }

export interface TurnTransaction {
  chats: OpenChat[]
  /** Of the last weeks, as they were a minute ago or less; the same list until it is looked for anew. */
  firstAnswers: readonly FirstAnswer[]
  /** Looks something up for a chat of this transaction, as of `now`. */
  look(chat: OpenChat, lookup: Lookup, now: Date): Promise<Found>
  /** Carries out an effect, as of `now`. Replaces `chat.person` when it is forgotten. Returns who must hear of it. */
  apply(chat: OpenChat, event: OpenEvent, effect: Effect, now: Date): Promise<Notice[]>
  /** The chats of all active staff who can be reached on the given accounts. */
  staffChats(): Promise<{ id: string; channel: ChatAddress['channel']; role: StaffRole }[]>
  /**
   * Saves memory and outgoing messages, closes the events, and commits. Returns the messages this process shall send at
   * once.
   */
  save(decided: Decided[]): Promise<Claimed[]>
}

export interface Turns {
  /** Writes events down, each once. Returns when they are durable. */
  receive(events: ChatEvent[]): Promise<void>
  /** One transaction over up to `limit` chats that have open events; undefined: there were none. */
  take<T>(limit: number, work: (tx: TurnTransaction) => Promise<T>): Promise<T | undefined>
  /**
   * Writes events down, each once, and decides their chats, all in one transaction: when it throws, nothing is written.
   * Chats that another process has in hand, and second chats of one person, stay open. undefined: nothing could be decided.
   */
  takeNew<T>(events: ChatEvent[], work: (tx: TurnTransaction) => Promise<T>): Promise<T | undefined>
  /** Counts a failed try of these events, so that one that always fails can be given up. */
  failed(rows: string[]): Promise<void>
}

export type Settlement =
  | { row: string; state: 'sent'; platformId: string }
  | { row: string; state: 'queued'; afterMs: number; reason: string; repeated: boolean }
  | { row: string; state: 'failed' | 'skipped' | 'unknown'; reason: string }

/** A platform's later word on a message: it is on the person's phone, or was read there. */
export type Receipt = { platformId: string; at: Date; read: boolean }

/** `announcement`: its id; undefined: reminders. */
export type PushSource = { account: Account; announcement: number | undefined }

/**
 * How fast pushes may leave an account, in all processes together. Slow: one at a time, so many ms after the last one (anew for
 * each, so that no rhythm shows), at most so many on the office's day, and none while the platform restricts the account.
 */
export type PushPace =
  | { kind: 'steady'; perSecond: number }
  | { kind: 'slow'; afterMs: number; perDay: number; day: string }

export interface Outbox {
  /** Claims due replies and notices, at most one a chat, never before an earlier one of that chat has left. */
  claim(limit: number): Promise<Claimed[]>
  /** Where pushes wait: each account that this process can send for, reminders first, then announcements by their age. */
  pushes(): Promise<PushSource[]>
  /**
   * Claims pushes of one source, as many as its account's pace lets leave now and at most `limit`; never while anything else
   * of that chat is on its way, and no longer for who said *berhenti*. `replies`: what else left the account since the last
   * call, which the pace counts too.
   */
  claimPushes(source: PushSource, pace: PushPace, limit: number, replies: number): Promise<Claimed[]>
  settle(settlements: Settlement[]): Promise<void>
  /** The person left: what still waits for this chat is skipped. */
  left(chat: string): Promise<void>
  /** Messages that a dead process was sending: replies are tried once more, all else is `unknown`. Returns how many. */
  recover(): Promise<number>
  /** The messages this process has claimed, whether it knows of them or not. */
  ours(): Promise<string[]>
  /** Nothing leaves this account before `until`. */
  pause(account: Account, until: Date): Promise<void>
  /** Accounts that must not send now. */
  paused(): Promise<{ account: Account; until: Date }[]>
}

/** A file to be fetched: claimed by this process until it is settled. `place`: where this try puts it. */
export type Wanted = {
  id: string
  from: ChatAddress
  /** Whose it is. */
  person: string
  file: FileRef
  purpose: FilePurpose
  ticket: number | undefined
  announcement: number | undefined
  /** Its kind, of a document, and which pages it belongs to (see DocumentNews). */
  document?: string | undefined
  bundle?: string | undefined
  page?: number | undefined
  place: string
  attempts: number
}

/** Documents that are sent by a link. */
export interface Uploads {
  /** The document that a token is for; undefined: there is no such link, it was used, or it is over. */
  find(token: string, now: Date): Promise<string | undefined>
  /** Keeps it, spends the link and tells the chat. False: the link was used meanwhile. */
  take(token: string, file: { bytes: Buffer; mime: string }, now: Date): Promise<boolean>
}

/** The files that flows want kept. What became of one is told to its chat as an event, in the same transaction. */
export interface Files {
  /** Claims files that are due, of accounts that this process can fetch from. `inHand`: ids it has claimed already. */
  claim(limit: number, inHand: readonly string[]): Promise<Wanted[]>
  /** Seals it and puts it away. */
  keep(wanted: Wanted, bytes: Buffer, mime: string): Promise<void>
  /** It cannot be had, or is not wanted after all. */
  refuse(wanted: Wanted, outcome: Exclude<DocumentOutcome, 'kept'>): Promise<void>
  later(wanted: Wanted, afterMs: number): Promise<void>
  /**
   * What is in a kept file; undefined: it is not kept any more. Asked for as a PDF (`mime`), a photo comes with all pages of
   * its document, in order.
   */
  open(id: string, mime?: string): Promise<Buffer | undefined>
  /** Takes away one that was made to be sent once. */
  drop(id: string): Promise<void>
  /** Takes away what is deleted or has outlived its use; returns how many there were. */
  sweep(): Promise<number>
}
