/** When an announcement shall leave, as staff write it. */
import { readDate } from '../../domain/birth-date.ts'
import { addDays } from '../../domain/civil-date.ts'
import { longMoment, momentIn } from '../../domain/day.ts'
import type { Place } from '../flow.ts'

export const ASK_TIME = 'Kapan dikirim? Tulis hari dan jamnya, misalnya *besok 08.00* atau *27-11-2026 14.30*.'

const RELATIVE: Record<string, number> = { 'hari ini': 0, besok: 1, lusa: 2 }

/** The moment, in the office's zone; a text: what is wrong with it. */
export function readTime(
  text: string,
  { today, now, knowledge }: Pick<Place, 'today' | 'now' | 'knowledge'>,
): Date | string {
  const [, day, hour, minute = '00'] =
    /^(.+?)[\s,]+(?:jam|pukul|pkl\.?)?\s*(\d{1,2})(?:[.:](\d{2}))?(?:\s*wi(?:b|ta|t))?$/i.exec(text.trim()) ?? []
  if (!day || Number(hour) > 23 || Number(minute) > 59) return `Waktunya belum terbaca. ${ASK_TIME}`
  const ahead = RELATIVE[day.trim().toLowerCase()]
  const read = readDate(day, { today, kind: 'future' })
  if (ahead === undefined && !read.ok) return `${read.error} ${ASK_TIME}`
  const date = ahead === undefined && read.ok ? read.value : addDays(today, ahead ?? 0)
  const { zone } = knowledge.office
  const at = momentIn(zone, date, Number(hour), Number(minute))
  return at > now ? at : `${longMoment(zone, at)} sudah lewat. ${ASK_TIME}`
}
