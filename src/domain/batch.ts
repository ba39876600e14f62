/** A group (angkatan) that goes through a scheme together. */
import { longDay } from './day.ts'

/** `starts` and `ends` are civil days; `seats` undefined: nobody counts them. */
export type Batch = {
  id: string
  scheme: string
  name: string
  starts: string
  ends?: string | undefined
  seats?: number | undefined
}

/** `taken`: those in it who have not left. */
export type BatchLine = Batch & { taken: number }

/** What an id may be: it stands in commands and in segments. */
export const BATCH_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** "mulai 4 Januari 2027, sampai 30 Juni 2027" */
export const batchDays = ({ starts, ends }: Batch): string =>
  `mulai ${longDay(starts)}${ends ? `, sampai ${longDay(ends)}` : ''}`

/** How many more are in it than it has seats for, when so many join; 0: it is not full. */
export const overfull = ({ seats, taken }: BatchLine, joining: number): number =>
  seats === undefined ? 0 : Math.max(0, taken + joining - seats)
