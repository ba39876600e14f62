/** Who works at the office, and the codes by which somebody joins. */
import type { StaffRole } from './person.ts'

/** An invitation that nobody used by then is worth nothing. */
export const INVITE_HOURS = 24

/** What an invitation ends at, made now. */
export const inviteUntil = (now: Date): Date => new Date(now.getTime() + INVITE_HOURS * 3_600_000)

export type Member = { id: string; name: string; role: StaffRole }

/**
 * What is behind a typed code. `limited`: too many were wrong in this chat. `by`: the name of who invites; undefined: whoever
 * looks after the office's computer.
 */
export type InviteFound =
  | { outcome: 'wrong' | 'old' | 'used'; triesLeft: number }
  | { outcome: 'limited' }
  | { outcome: 'open'; invite: string; role: StaffRole; name: string | undefined; by: string | undefined }

/** May this one be removed? Somebody must be left who can invite. */
export const mayLeave = (members: readonly Member[], id: string): boolean =>
  members.some((member) => member.id !== id && member.role === 'admin')

/** What a member of staff is called; undefined: this is no name. */
export function readStaffName(text: string): string | undefined {
  const name = text.replace(/\s+/g, ' ').trim()
  return /^\p{L}[\p{L} .'’-]{1,39}$/u.test(name) ? name : undefined
}
