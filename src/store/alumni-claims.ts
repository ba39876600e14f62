/** People who say in a chat that they are in the office's records, and what staff decide. */
import type { Notice } from '../app/store.ts'
import type { AlumniClaim, AlumniConflict, AlumniOpening, AlumniRecord, ClaimSeen } from '../domain/alumni.ts'
import type { Effect } from '../domain/effect.ts'
import { personKey } from '../domain/person-key.ts'
import type { Answers } from '../domain/registration.ts'
import { ENDS } from '../domain/stage.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'
import { blankChats } from './forget.ts'
import { countTry, triesLeft } from './join-codes.ts'
import { mergePeople } from './join-people.ts'
import type { Keyring } from './keyring.ts'
import { lastChat } from './last-chat.ts'
import { type Scene, staffOf } from './scene.ts'

const LIST_MAX = 20
const RECORDS_MAX = 5

type Asker = { chat: { id: string; person: { id: string } }; now: Date }

export async function openingFor(client: Client, { chat, now }: Asker): Promise<AlumniOpening> {
  if ((await triesLeft(client, chat.id, now)) === 0) return 'limited'
  const { rows } = await client.query("SELECT FROM alumni_claims WHERE person_id = $1 AND state = 'open'", [
    chat.person.id,
  ])
  return rows.length > 0 ? 'waiting' : 'open'
}

/** What they said before, and nobody has looked at, gives way. */
export async function claimAlumni(
  scene: Scene,
  { name, birthDate, batch, lost }: Extract<Effect, { kind: 'claimAlumni' }>,
): Promise<Notice[]> {
  const { client, keys, chat, now } = scene
  await countTry(scene)
  await client.query("DELETE FROM alumni_claims WHERE person_id = $1 AND state = 'open'", [chat.person.id])
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO alumni_claims (person_id, body, at) VALUES ($1, $2, $3) RETURNING id',
    [chat.person.id, keys.seal('claim', { name, birthDate, batch, lost }), now],
  )
  return [{ to: 'staff', about: 'claim', claim: rows[0]!.id, lost: lost === true }]
}

/** Those that wait, oldest first. */
export async function findClaims(client: Client): Promise<Pick<ClaimSeen, 'id' | 'at'>[]> {
  const { rows } = await client.query<{ id: number; at: Date }>(
    "SELECT id, at FROM alumni_claims WHERE state = 'open' ORDER BY at, id LIMIT $1",
    [LIST_MAX],
  )
  return rows
}

/** A claim beside the records of that name and birth date, and the one that staff name by its number. */
export async function findClaim(
  client: Client,
  keys: Keyring,
  { claim, number }: { claim: number; number: string | undefined },
): Promise<ClaimSeen | undefined> {
  const { rows } = await client.query<{ person: string; at: Date; body: Buffer | null }>(
    'SELECT person_id AS person, at, body FROM alumni_claims WHERE id = $1',
    [claim],
  )
  const [row] = rows
  if (!row) return undefined
  if (!row.body) return { id: claim, at: row.at, said: undefined, records: [] }
  const said = keys.open('claim', row.body) as AlumniClaim
  const records = await findRecords(client, keys, row.person, said, number)
  return { id: claim, at: row.at, said, records: records.map(({ person: _, ...record }) => record) }
}

type RecordRow = Omit<AlumniRecord, 'answers' | 'batch'> & { person: string; batch: string | null; answers: Buffer }

/**
 * Nobody is under way twice (`registrations_one`), and two NIKs are two people. $6: they lost the chat that it belongs to, so it
 * need not be from a list of the office.
 */
const RECORDS = `
  SELECT r.number, r.person_id AS person, r.stage, r.schemes, b.name AS batch, r.answers, r.submitted_at AS "submittedAt",
    CASE WHEN r.person_id = $1 THEN 'sendiri'
         WHEN NOT $6::boolean AND EXISTS (SELECT FROM chats c WHERE c.person_id = r.person_id) THEN 'tersambung'
         WHEN EXISTS (SELECT FROM registrations x, registrations o WHERE x.person_id = r.person_id AND o.person_id = $1
                      AND x.nik_hash <> o.nik_hash) THEN 'nik'
         WHEN EXISTS (SELECT FROM registrations x, registrations o WHERE x.person_id = r.person_id AND o.person_id = $1
                      AND x.stage <> ALL($2::text[]) AND o.stage <> ALL($2::text[])) THEN 'berjalan'
    END AS conflict
  FROM registrations r LEFT JOIN batches b ON b.id = r.batch
  WHERE (r.imported_at IS NOT NULL OR $6) AND r.erased_at IS NULL AND (r.name_hash = $3 OR r.number = $4)
  ORDER BY r.number = $4 DESC, r.number LIMIT $5 FOR UPDATE OF r`

async function findRecords(
  client: Client,
  keys: Keyring,
  person: string,
  { name, birthDate, batch: told, lost }: AlumniClaim,
  number: string | undefined,
): Promise<(AlumniRecord & { person: string })[]> {
  const hash = keys.hash('name', personKey(name, birthDate))
  const named = number ?? (lost ? told.toUpperCase().replaceAll(' ', '') : '')
  const values = [person, ENDS, hash, named, RECORDS_MAX, lost === true]
  const { rows } = await client.query<RecordRow>(RECORDS, values)
  return rows.map(({ batch, conflict, answers, ...row }) => ({
    ...row,
    batch: batch ?? undefined,
    conflict: (conflict ?? undefined) as AlumniConflict | undefined,
    answers: keys.open('registration', answers) as Answers,
  }))
}

/** The record becomes the claimer's. Throws when it no longer can: the flow must show the claim again first. */
export async function matchAlumni(
  scene: Scene,
  { claim, number }: Extract<Effect, { kind: 'matchAlumni' }>,
): Promise<Notice[]> {
  const { client, keys } = scene
  const staff = staffOf(scene.chat)
  const claimer = await lockClaimer(client, claim)
  const said = claimer?.body && (keys.open('claim', claimer.body) as AlumniClaim)
  const records = claimer && said ? await findRecords(client, keys, claimer.person, said, number) : []
  const record = records.find((one) => one.number === number && one.conflict === undefined)
  if (!claimer || !said || !record) throw new Error('This record cannot become that person’s any more.')
  const left = await blankChats(client, record.person)
  await mergePeople(client, claimer.person, record.person)
  if (left.length > 0)
    await client.query(
      'UPDATE tickets SET chat = (SELECT max(id) FROM chats WHERE person_id = $1) WHERE person_id = $1',
      [claimer.person],
    )
  await audit(client, staff, said.lost ? 'pindah chat' : 'cocokkan alumni', number)
  const told = left.map(({ chat }): Notice => ({ to: 'person', chat, about: 'moved-away' }))
  return [...told, ...(await decide(scene, claim, claimer, 'matched'))]
}

export async function refuseAlumni(
  scene: Scene,
  { claim }: Extract<Effect, { kind: 'refuseAlumni' }>,
): Promise<Notice[]> {
  const staff = staffOf(scene.chat)
  const claimer = await lockClaimer(scene.client, claim)
  if (!claimer) return []
  await audit(scene.client, staff, 'tolak alumni', `permintaan ${claim}`)
  return decide(scene, claim, claimer, 'refused')
}

/** The person first, as *hapus data* does, so that the two never wait for each other. undefined: it is decided, or gone. */
async function lockClaimer(
  client: Client,
  claim: number,
): Promise<{ person: string; body: Buffer | null } | undefined> {
  await client.query(
    'SELECT FROM people p JOIN alumni_claims a ON a.person_id = p.id WHERE a.id = $1 FOR KEY SHARE OF p',
    [claim],
  )
  const { rows } = await client.query<{ person: string; body: Buffer | null }>(
    "SELECT person_id AS person, body FROM alumni_claims WHERE id = $1 AND state = 'open' FOR UPDATE",
    [claim],
  )
  return rows[0]
}

/** Who asked is told, also if they want no messages otherwise. */
async function decide(
  { client, keys, now, accounts }: Scene,
  claim: number,
  { person, body }: { person: string; body: Buffer | null },
  state: 'matched' | 'refused',
): Promise<Notice[]> {
  await client.query('UPDATE alumni_claims SET state = $2, body = NULL, decided_at = $3 WHERE id = $1', [
    claim,
    state,
    now,
  ])
  const lost = body !== null && (keys.open('claim', body) as AlumniClaim).lost === true
  const to = await lastChat(client, person, accounts)
  return to === undefined ? [] : [{ to: 'person', chat: to, about: 'alumni', matched: state === 'matched', lost }]
}
