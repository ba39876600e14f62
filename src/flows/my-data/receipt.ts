/** Every request by a right of UU 27/2022 has a number, by which the office can be asked about it. */
import { type RequestKind, receiptNumber } from '../../domain/data-request.ts'
import type { Effect } from '../../domain/effect.ts'
import type { Place } from '../flow.ts'

/** Its line for the person, and the effect that writes it down. */
export function receipt(
  request: RequestKind,
  { today, freshCode }: Place,
  forStaff = false,
): { line: string; effect: Effect } {
  const number = receiptNumber(today, freshCode)
  return {
    line: `Nomor permintaan: *${number}*`,
    effect: { kind: 'requestData', number, request, ...(forStaff && { forStaff }) },
  }
}

/** What reaches beyond the database, where only staff can follow. */
export const OUTSIDE =
  'Kalau kantor punya daftar di luar asisten ini yang memuat Kakak, misalnya yang dicetak, petugas diberi tahu dan membereskannya paling lambat 3×24 jam.'
