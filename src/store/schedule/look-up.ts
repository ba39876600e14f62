/** What flows ask of the calendar. */

import { addDays } from '../../domain/civil-date.ts'
import type { Found, Lookup } from '../../domain/desk.ts'
import type { KeptDate } from '../../domain/schedule/scheduled-date.ts'
import { type Zone, zoneOfProvince } from '../../domain/zone.ts'
import type { Client } from '../database.ts'
import { findDate, findDates, findDatesOf, reachOf, unknownBatches } from './dates.ts'

/** A day earlier than here it may still be today somewhere. */
const since = (now: Date) => addDays(now.toISOString().slice(0, 10), -1)

/** The dates that concern a person and are not over. */
export const datesOf = (client: Client, person: string, now: Date): Promise<KeptDate[]> =>
  findDatesOf(client, person, since(now))

export async function scheduleOf(client: Client, person: string, now: Date): Promise<Found> {
  const { rows } = await client.query<{ zone: Zone | null; province: string | null }>(
    `SELECT p.zone, (SELECT r.province FROM registrations r WHERE r.person_id = p.id AND r.province IS NOT NULL
       ORDER BY r.submitted_at DESC LIMIT 1) AS province FROM people p WHERE p.id = $1`,
    [person],
  )
  const { zone = null, province = null } = rows[0] ?? {}
  const home = zone ?? (province === null ? undefined : zoneOfProvince(province))
  return { kind: 'schedule', dates: await datesOf(client, person, now), zone: home }
}

export async function calendar(client: Client, now: Date): Promise<Found> {
  return { kind: 'calendar', dates: await findDates(client, since(now)) }
}

export async function dateOf(client: Client, { id, instead }: Extract<Lookup, { kind: 'date' }>): Promise<Found> {
  const date = await findDate(client, id)
  const reached = instead ?? date
  const reach = reached ? await reachOf(client, reached) : { people: 0, reachable: 0 }
  const noBatch = reached?.batch !== undefined && (await unknownBatches(client, [reached.batch])).length > 0
  return { kind: 'date', date, ...reach, noBatch }
}
