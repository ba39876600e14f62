/** Who of those that are reminded of a date still owes documents, when their message is made. */
import { checklistOf, type DocumentState, type Lacking, lackingOf, type Need } from '../../domain/document.ts'
import type { Stage } from '../../domain/stage.ts'
import { civilIn, type Zone } from '../../domain/zone.ts'
import type { Client } from '../database.ts'
import { ARRIVING_JSON } from '../documents/read.ts'

/** What each scheme asks. */
export type Checklists = readonly { id: string; documents: readonly Need[] }[]

/** Steps that are due and alike in all but the person. */
export type Due = { date: string; version: number; step: string; zone: Zone; due_at: Date }

/** Reminders of the group `of` (its place in the list) whose people stand alike, and owe `lacking`. */
export type Owing = { of: number; lacking: Lacking; reminders: string[] }

/** Everybody's documents at once; who stands alike is one row. */
const STANDING = `
  WITH due AS (
    SELECT g.n, r.id, (
        SELECT CASE WHEN d.batch IS NULL THEN d.scheme ELSE b.scheme END
        FROM dates d LEFT JOIN batches b ON b.id = d.batch WHERE d.id = g.date) AS scheme,
      (SELECT jsonb_agg(jsonb_build_object('stage', o.stage, 'schemes', o.schemes, 'batch', b.scheme) ORDER BY o.number)
         FROM registrations o LEFT JOIN batches b ON b.id = o.batch WHERE o.person_id = p.id AND o.erased_at IS NULL) AS registrations,
      (SELECT jsonb_agg(jsonb_build_object('document', d.document, 'state', d.state, 'expires', d.expires) ORDER BY d.document)
         FROM documents d WHERE d.person_id = p.id) AS documents,
      ${ARRIVING_JSON}::jsonb AS arriving
    FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::timestamptz[]) WITH ORDINALITY g(date, version, step, zone, due_at, n)
    JOIN reminders r ON (r.date, r.version, r.step, r.zone, r.due_at) = (g.date, g.version, g.step, g.zone, g.due_at)
    JOIN registrations x ON x.number = r.registration
    JOIN people p ON p.id = x.person_id AND p.stopped_at IS NULL AND p.restricted_at IS NULL
    WHERE r.state = 'waiting')
  SELECT n::int - 1 AS of, scheme, registrations, documents, arriving, array_agg(id) AS reminders
  FROM due GROUP BY n, scheme, registrations, documents, arriving`

type Row = {
  of: number
  scheme: string | null
  registrations: { stage: Stage; schemes: string[]; batch: string | null }[] | null
  documents: { document: string; state: DocumentState; expires: string | null }[] | null
  arriving: string[] | null
  reminders: string[]
}

/** Only what the date's own scheme asks is owed by it. Whoever owes nothing is in no entry. */
export async function owingOf(
  client: Client,
  due: readonly Due[],
  { checklists, officeZone }: { checklists: Checklists; officeZone: Zone },
  now: Date,
): Promise<Owing[]> {
  if (due.length === 0) return []
  const { rows } = await client.query<Row>(STANDING, [
    due.map((one) => one.date),
    due.map((one) => one.version),
    due.map((one) => one.step),
    due.map((one) => one.zone),
    due.map((one) => one.due_at),
  ])
  const { day: today } = civilIn(officeZone, now)
  return rows.flatMap(({ of, scheme, registrations, documents, arriving, reminders }) => {
    const needs = checklistOf(
      (registrations ?? []).map(({ batch, ...one }) => ({
        ...one,
        batch: batch === null ? undefined : { scheme: batch },
      })),
      checklists.filter(({ id }) => id === scheme),
    )
    const sent = (documents ?? []).map(({ expires, ...one }) => ({ ...one, expires: expires ?? undefined }))
    const lacking = lackingOf(needs, sent, arriving ?? [], today)
    return lacking ? [{ of, lacking, reminders }] : []
  })
}
