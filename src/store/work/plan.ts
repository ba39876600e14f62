/** Makes the rows of `work_reminders`: every step of every day, once a version. */
import { awakeAt, planReminders, type ReminderRule, stepsOf } from '../../domain/schedule/plan.ts'
import { COUNTRIES, type Work, type WorkAbout, workDays, zoneOfCountry } from '../../domain/work.ts'
import type { Zone } from '../../domain/zone.ts'
import type { Client } from '../database.ts'
import type { Keyring } from '../keyring.ts'
import { homeZone } from '../schedule/zones.ts'

export type WorkRules = Record<WorkAbout, ReminderRule>

/** So many people at once, lest a long list be held in memory. */
const BATCH = 500

/** What a person's reminder is about, sealed in its row. */
export type Told = { day: string | undefined; was?: string | undefined }

type Row = {
  person: string
  body: Buffer
  by: 'orang' | 'kantor'
  version: number
  planned: number
  zone: Zone
  told: { about: WorkAbout; body: string }[] | null
}
type Step = { person: string; about: WorkAbout; version: number; step: string; zone: Zone; dueAt: Date; body: Buffer }

/** The clock of the country, unless they have said which one they live by. */
const OF_COUNTRY = COUNTRIES.flatMap((country) => {
  const zone = zoneOfCountry(country)
  return zone === undefined ? [] : [`WHEN w.country = '${country}' THEN '${zone}'`]
}).join(' ')

/** The zone of person `p` with their contract `w`; parameter 1 is the office's. */
export const WORK_HOME = `coalesce(p.zone, CASE ${OF_COUNTRY} END, (SELECT ${homeZone(1)} FROM (SELECT 1) one
  LEFT JOIN LATERAL (SELECT province FROM registrations x WHERE x.person_id = p.id AND x.province IS NOT NULL
    ORDER BY x.submitted_at DESC LIMIT 1) r ON true))`

/** What was queued counts as told, unless it is known not to have arrived; the last word on each counts. */
const TOLD = `(SELECT json_agg(json_build_object('about', t.about, 'body', encode(t.body, 'hex'))) FROM (
    SELECT DISTINCT ON (x.about) x.about, x.body FROM work_reminders x LEFT JOIN outbox o ON o.id = x.outbox
    WHERE x.person_id = w.person_id AND x.state = 'queued' AND (o.id IS NULL OR o.state NOT IN ('failed', 'skipped'))
    ORDER BY x.about, x.version DESC, x.id DESC) t)`

const OPEN = `
  SELECT w.person_id AS person, w.body, w.by, w.version, w.planned, h.zone, ${TOLD} AS told
  FROM work w JOIN people p ON p.id = w.person_id CROSS JOIN LATERAL (SELECT ${WORK_HOME} AS zone) h
  WHERE w.planned < w.version OR w.zone IS DISTINCT FROM h.zone
  ORDER BY w.person_id LIMIT ${BATCH} FOR UPDATE OF w SKIP LOCKED`

type Planning = { client: Client; keys: Keyring; rules: WorkRules; officeZone: Zone }

/** Resolves to how many steps were made. Safe to run at any time, also by two at once. */
export async function planWork({ client, keys, rules, officeZone }: Planning, now: Date): Promise<number> {
  for (let made = 0; ; ) {
    const { rows } = await client.query<Row>(OPEN, [officeZone])
    if (rows.length === 0) return made
    const fresh = rows.filter(({ planned, version }) => planned < version)
    made += await insert(
      client,
      fresh.flatMap((row) => stepsFor(row, keys, rules, now)),
    )
    await move(
      client,
      rows.flatMap((row) => movedSteps(row, keys, rules)),
    )
    await client.query(
      `UPDATE work w SET planned = x.version, zone = x.zone FROM unnest($1::uuid[], $2::int[], $3::text[]) x(person, version, zone)
       WHERE w.person_id = x.person AND w.version = x.version`,
      [rows.map((r) => r.person), rows.map((r) => r.version), rows.map((r) => r.zone)],
    )
  }
}

/**
 * Whoever has just typed a day has read what follows from it, so only what is to come is planned. What the office's list says
 * comes at once where it is late, and whoever was told another day hears what has changed.
 */
function stepsFor({ person, body, by, version, zone, told }: Row, keys: Keyring, rules: WorkRules, now: Date): Step[] {
  const days = workDays(keys.open('work', body) as Work)
  const heard = new Map(
    (told ?? []).map(({ about, body }) => [about, (keys.open('work-told', Buffer.from(body, 'hex')) as Told).day]),
  )
  const step = (about: WorkAbout, step: string, dueAt: Date, told: Told): Step => ({
    ...{ person, about, version, step, zone, dueAt },
    body: keys.seal('work-told', told),
  })
  const gone = [...heard].flatMap(([about, was]) =>
    by === 'orang' || was === undefined || days.some((one) => one.about === about)
      ? []
      : [step(about, 'ubah', awakeAt(zone, now), { day: undefined, was })],
  )
  const planned = days.flatMap(({ about, day }) => {
    const was = heard.get(about)
    const how = by === 'orang' || was === day ? 'same' : was === undefined ? 'nothing' : 'changed'
    return planReminders({ day, time: undefined, zone }, rules[about], zone, now, how).map((one) =>
      step(about, one.step, one.dueAt, one.step === 'ubah' ? { day, was } : { day }),
    )
  })
  return [...planned, ...gone]
}

/** Every step by this zone's clock: those that wait move with their person. */
const movedSteps = ({ person, body, version, zone }: Row, keys: Keyring, rules: WorkRules) =>
  workDays(keys.open('work', body) as Work).flatMap(({ about, day }) =>
    stepsOf({ day, time: undefined, zone }, rules[about], zone).map((one) => ({
      ...one,
      person,
      about,
      version,
      zone,
    })),
  )

async function insert(client: Client, steps: Step[]): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO work_reminders (person_id, about, version, step, zone, due_at, body)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::timestamptz[], $7::bytea[])
     ON CONFLICT (person_id, about, version, step) DO NOTHING`,
    [...columns(steps), steps.map((s) => s.body)],
  )
  return rowCount ?? 0
}

async function move(client: Client, steps: Omit<Step, 'body'>[]): Promise<void> {
  await client.query(
    `UPDATE work_reminders r SET zone = x.zone, due_at = x.due_at
     FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::timestamptz[]) x(person, about, version, step, zone, due_at)
     WHERE (r.person_id, r.about, r.version, r.step) = (x.person, x.about, x.version, x.step) AND r.state = 'waiting' AND r.zone <> x.zone`,
    columns(steps),
  )
}

const columns = (steps: Omit<Step, 'body'>[]) => [
  steps.map((s) => s.person),
  steps.map((s) => s.about),
  steps.map((s) => s.version),
  steps.map((s) => s.step),
  steps.map((s) => s.zone),
  steps.map((s) => s.dueAt),
]
