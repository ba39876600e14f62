/** Where a conversation between a person and the office stands, and who of the staff has it. */

/** Nobody has it; somebody does; they have answered and the person is to write; closed. */
export type TicketState = 'baru' | 'dipegang' | 'menunggu-orang' | 'selesai'

/** Why a ticket is closed. */
export const CLOSED_AS = ['terjawab', 'diarahkan', 'diam', 'salah-kirim'] as const
export type ClosedAs = (typeof CLOSED_AS)[number]

/** A person who writes within so many days after the end goes on with the same ticket. */
export const REOPEN_DAYS = 7

export type Colleague = { id: string; name: string }

/** May this member of staff write to the person, close it or hand it on? What nobody has is whoever's comes first. */
export const mayHave = (owner: Colleague | undefined, staff: { id: string } | undefined): boolean =>
  staff !== undefined && (owner === undefined || owner.id === staff.id)
