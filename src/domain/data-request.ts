/** What a person may ask of their data (UU 27/2022 arts. 5–13), and how long the office has for what it must do. */

export type RequestKind = 'lihat' | 'ubah' | 'tarik' | 'batasi' | 'buka' | 'hapus'

/** As it is called in the chat. */
export const REQUEST_WORDS: Record<RequestKind, string> = {
  lihat: 'lihat data',
  ubah: 'ubah data',
  tarik: 'tarik izin',
  batasi: 'batasi data',
  buka: 'buka batasan',
  hapus: 'hapus data',
}

/** One that staff must still do something about. `outside`: numbers to be taken out of lists the office has outside. */
export type OpenRequest = { number: string; kind: RequestKind; outside: string[]; openedAt: Date }

const HOUR_MS = 3_600_000
/** 3×24 hours (UU 27/2022 arts. 30, 32, 40, 41). */
const REQUEST_HOURS = 72
/** From here on it is urgent. */
const URGENT_HOURS = 48

/** Hours that are left until the law's end, rounded down; negative: it is over. */
export const hoursLeft = (openedAt: Date, now: Date): number =>
  Math.floor((openedAt.getTime() + REQUEST_HOURS * HOUR_MS - now.getTime()) / HOUR_MS)

export const isUrgent = (openedAt: Date, now: Date): boolean => hoursLeft(openedAt, now) <= REQUEST_HOURS - URGENT_HOURS

/** The law's end. */
export const deadline = (openedAt: Date): Date => new Date(openedAt.getTime() + REQUEST_HOURS * HOUR_MS)

/** Staff are reminded so many hours after it was asked, once each. */
const REMIND_HOURS = [URGENT_HOURS, 66]

/** Every reminder that has come due by now, the latest last. */
export const remindersDue = (openedAt: Date, now: Date): string[] =>
  REMIND_HOURS.filter((hours) => now.getTime() >= openedAt.getTime() + hours * HOUR_MS).map((hours) => `jam-${hours}`)

/** "HAK-2026-48217359": told from a registration's number at a glance, and not to be guessed. `code`: digits that nobody knows. */
export const receiptNumber = (today: string, code: string): string => `HAK-${today.slice(0, 4)}-${code}`
