/** Makes the rows of `reminders`: every step of every date for everybody it is for, once a version. */
import { changeOf } from '../../domain/schedule/changes.ts'
import {
  lastOf,
  overAt,
  type Planned,
  planReminders,
  type ReminderRule,
  stepsOf,
  type Told,
} from '../../domain/schedule/plan.ts'
import { isFirm, type KeptDate, ScheduledDate } from '../../domain/schedule/scheduled-date.ts'
import { ZONE_IDS, type Zone } from '../../domain/zone.ts'
import type { Client } from '../database.ts'
import { MUST_COME } from './dates.ts'
import { homeZone } from './zones.ts'

export type Rules = { kinds: Record<ScheduledDate['kind'], ReminderRule>; officeZone: Zone }

/** Dates of the last days too: whoever was told the old day must hear where it went. */
const PAST_DAYS = 2
/** A change is told of for so long, where its old day is over and its new one too. */
const CHANGE_DAYS = 7

/** A step for everybody who lives in `zone` and was told version `told` of the date (0: nothing). */
type Step = Planned & { date: string; version: number; told: number; zone: Zone }

/** What was queued counts as told, unless it is known not to have arrived. */
const WAS_TOLD = `x.state = 'queued' AND (o.id IS NULL OR o.state NOT IN ('failed', 'skipped'))`

/**
 * First whom a date concerns, then who of them has no plan of this version yet: mostly nobody. Each is worked out by itself
 * (MATERIALIZED), for from the arrays alone PostgreSQL expects a few rows and would do it the other way round; and `|| ''`
 * keeps it from looking through all that was told of a date to find one registration's part.
 */
const PLAN = `
  WITH concerned AS (
    SELECT d.id AS date, d.version, r.number FROM dates d JOIN registrations r ON r.schemes @> ARRAY[d.scheme] AND ${MUST_COME}
    WHERE d.id = ANY($1::text[]) AND d.batch IS NULL AND d.confirmed_by IS NOT NULL AND NOT d.cancelled
    UNION SELECT d.id, d.version, r.number FROM dates d JOIN registrations r ON r.batch = d.batch AND ${MUST_COME}
    WHERE d.id = ANY($1::text[]) AND d.confirmed_by IS NOT NULL AND NOT d.cancelled
    UNION SELECT d.id, d.version, x.registration FROM dates d JOIN reminders x ON x.date = d.id AND x.version < d.version
    WHERE d.id = ANY($1::text[]) AND x.state = 'queued'),
  fresh AS MATERIALIZED (
    SELECT c.date, c.number, (
        SELECT coalesce(max(x.version), 0) FROM reminders x LEFT JOIN outbox o ON o.id = x.outbox
        WHERE x.registration = c.number AND x.date || '' = c.date AND ${WAS_TOLD}) AS told
    FROM concerned c
    WHERE NOT EXISTS (SELECT FROM reminders x WHERE x.registration = c.number AND x.date = c.date AND x.version = c.version)),
  home AS MATERIALIZED (
    SELECT f.*, ${homeZone(7)} AS zone FROM fresh f JOIN registrations r ON r.number = f.number JOIN people p ON p.id = r.person_id)
  INSERT INTO reminders (registration, date, version, step, told_version, zone, due_at)
  SELECT h.number, s.date, s.version, s.step, CASE s.step WHEN 'ubah' THEN s.told END, s.zone, s.due_at
  FROM home h
  JOIN unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[], $6::timestamptz[]) s(date, version, told, zone, step, due_at)
    ON s.date = h.date AND s.zone = h.zone AND s.told = h.told
  ORDER BY s.due_at, h.number
  ON CONFLICT (registration, date, version, step) DO NOTHING`

/** Before a step comes due it moves with its person; clocks are at most two hours apart. */
const NEAR = '1 day'

/** Whoever has moved, or said where they live, is reminded by their new clock. */
const MOVE = `
  WITH moved AS MATERIALIZED (
    SELECT * FROM (
      SELECT x.id, x.date, x.version, x.step, x.zone AS before, ${homeZone(6)} AS zone
      FROM reminders x JOIN registrations r ON r.number = x.registration JOIN people p ON p.id = r.person_id
      WHERE x.state = 'waiting' AND x.due_at <= $7::timestamptz + interval '${NEAR}') near
    WHERE before <> zone)
  UPDATE reminders x SET zone = s.zone, due_at = s.due_at
  FROM moved m JOIN unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::timestamptz[]) s(date, version, zone, step, due_at)
    ON (s.date, s.version, s.zone, s.step) = (m.date, m.version, m.zone, m.step)
  WHERE x.id = m.id`

/** Resolves to how many steps were made. Safe to run again at any time; two at once must be kept apart by the lock. */
export async function planSteps(client: Client, { kinds, officeZone }: Rules, now: Date): Promise<number> {
  const dates = await openDates(client, now)
  const versions = await toldVersions(client, dates)
  const steps = dates.flatMap((date) => stepsFor(date, kinds[date.kind], versions.get(date.id) ?? [], now))
  if (steps.length === 0) return 0
  await move(client, dates, { kinds, officeZone }, now)
  const { rowCount } = await client.query(PLAN, [
    steps.map((s) => s.date),
    steps.map((s) => s.version),
    steps.map((s) => s.told),
    steps.map((s) => s.zone),
    steps.map((s) => s.step),
    steps.map((s) => s.dueAt),
    officeZone,
  ])
  return rowCount ?? 0
}

async function openDates(client: Client, now: Date): Promise<KeptDate[]> {
  const { rows } = await client.query<{ version: number; body: unknown }>(
    `SELECT version, body FROM dates WHERE day >= ($1::timestamptz - $2 * interval '1 day')::date
       OR changed_at >= $1::timestamptz - $3 * interval '1 day' ORDER BY id`,
    [now, PAST_DAYS, CHANGE_DAYS],
  )
  return rows.map((row) => ({ ...ScheduledDate.parse(row.body), version: row.version }))
}

type ToldVersion = { version: number; date: ScheduledDate }

/** The versions of these dates that people were told. */
async function toldVersions(client: Client, dates: readonly KeptDate[]): Promise<Map<string, ToldVersion[]>> {
  const { rows } = await client.query<{ date: string; version: number; body: unknown }>(
    `SELECT v.date, v.version, v.body FROM date_versions v
     WHERE v.date = ANY($1) AND EXISTS (SELECT FROM reminders x WHERE x.date = v.date AND x.version = v.version AND x.state = 'queued')`,
    [dates.map(({ id }) => id)],
  )
  const found = new Map<string, ToldVersion[]>()
  for (const { date, version, body } of rows)
    found.set(date, [...(found.get(date) ?? []), { version, date: ScheduledDate.parse(body) }])
  return found
}

function stepsFor(date: KeptDate, rule: ReminderRule, versions: ToldVersion[], now: Date): Step[] {
  const before = versions.filter(({ version }) => version < date.version)
  return ZONE_IDS.flatMap((zone) => {
    const plan = (told: number, how: Told) =>
      planReminders(date, rule, zone, now, how)
        .filter(({ step }) => step === 'ubah' || isFirm(date))
        .map((planned) => ({ ...planned, date: date.id, version: date.version, told, zone }))
    return [
      ...plan(0, 'nothing'),
      ...before.flatMap((told) => plan(told.version, mustHear(told.date, date, zone, now) ? 'changed' : 'same')),
    ]
  })
}

/** Nobody needs to hear that what is over was different. */
const mustHear = (told: ScheduledDate, date: ScheduledDate, zone: Zone, now: Date) =>
  changeOf(told, date).kind !== 'none' && now < lastOf(overAt(told, zone), overAt(date, zone))

async function move(
  client: Client,
  dates: readonly KeptDate[],
  { kinds, officeZone }: Rules,
  now: Date,
): Promise<void> {
  const steps = dates.flatMap((date) =>
    ZONE_IDS.flatMap((zone) => stepsOf(date, kinds[date.kind], zone).map((step) => ({ ...step, zone, date }))),
  )
  await client.query(MOVE, [
    steps.map((s) => s.date.id),
    steps.map((s) => s.date.version),
    steps.map((s) => s.zone),
    steps.map((s) => s.step),
    steps.map((s) => s.dueAt),
    officeZone,
    now,
  ])
}
