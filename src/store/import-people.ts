/** People whom the office knew before they chatted: each a person without a chat, with a registration. */
import { randomInt, randomUUID } from 'node:crypto'
import { personKey } from '../domain/person-key.ts'
import { type Answers, provinceOf } from '../domain/registration.ts'
import { ENDS, isEnd, type Stage } from '../domain/stage.ts'
import type { Work } from '../domain/work.ts'
import type { Client } from './database.ts'
import { type Known, matchOf, type Wanted } from './import-match.ts'
import type { Keyring } from './keyring.ts'
import { type Move, recordMoves } from './stage-moves.ts'
import { importWork } from './work/keep.ts'

/** One of a file. `batch`: its id. `stage`: where the file says one. */
export type Incoming = {
  nik: string | undefined
  fullName: string
  birthDate: string | undefined
  schemes: string[]
  batch: string | undefined
  stage: Stage | undefined
  /** Their contract abroad. */
  work?: Partial<Work> | undefined
  answers: Answers
}

/** `own`: they have sent a registration themselves, in a chat, which is left as it is. `unclear`: two records fit. */
export type ImportOutcome = 'new' | 'changed' | 'same' | 'own' | 'unclear'

export type ImportKind = 'alumni' | 'candidate'
type Importing = { client: Client; keys: Keyring; kind: ImportKind; now: Date }

/** `before`: where they stood; undefined: they are new. */
type Row = Omit<Known, 'own' | 'running'> & { before: Stage | undefined }

/** One file after the other, until the transaction ends: two at once would make two records of one person. */
export async function lockImport(client: Client): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('people import'))")
}

/** Takes some hundred people, each once. Answers in their order. */
export async function importPeople(importing: Importing, people: Incoming[]): Promise<ImportOutcome[]> {
  const { keys, kind } = importing
  const wanted = people.map(({ nik, fullName, birthDate, batch, schemes }) => ({
    nikHash: nik === undefined ? undefined : keys.hash('nik', nik),
    nameHash: birthDate === undefined ? undefined : keys.hash('name', personKey(fullName, birthDate)),
    batch,
    schemes,
  }))
  const known = await findKnown(importing, wanted)
  const own = kind === 'candidate' ? await findOwn(importing, wanted) : new Set<string>()
  const decided = people.map((person, i) => decide(person, wanted[i]!, { known, own, kind }))
  const rows = decided.flatMap(({ row }) => row ?? [])
  await insert(
    importing,
    rows.filter((row) => row.before === undefined),
  )
  await update(
    importing,
    rows.filter((row) => row.before !== undefined),
  )
  return withWork(importing, people, decided)
}

type Decided = { outcome: ImportOutcome; row?: Row; person?: string }

/** Whose contract alone is different has changed, too. */
async function withWork(importing: Importing, people: Incoming[], decided: Decided[]): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  for (const [i, { outcome, row, person = row?.person }] of decided.entries()) {
    const { work } = people[i]!
    const isNews = work !== undefined && person !== undefined && (await importWork(importing, person, work))
    outcomes.push(isNews && outcome === 'same' ? 'changed' : outcome)
  }
  return outcomes
}

function decide(
  person: Incoming,
  wanted: Wanted,
  { known, own, kind }: { known: Known[]; own: Set<string>; kind: ImportKind },
): Decided {
  const match = matchOf(known, wanted)
  if (match.how === 'unclear') return { outcome: 'unclear' }
  const { nikHash = null, nameHash = null } = wanted
  if (match.how === 'known') {
    const row = changed(match.known, person, kind)
    const hashed = { ...row, nikHash: nikHash ?? row.nikHash, nameHash: nameHash ?? row.nameHash }
    return isSame(match.known, hashed)
      ? { outcome: 'same', person: match.known.person }
      : { outcome: 'changed', row: hashed }
  }
  const row = { ...fresh(match.beside?.person, person, kind), nikHash, nameHash }
  // Nobody is under way twice; and what people sent themselves goes before a list of the office.
  const isElsewhere = !isEnd(row.stage) && match.beside?.running
  if (isElsewhere || (nikHash && own.has(nikHash.toString('hex')))) return { outcome: 'own' }
  return { outcome: 'new', row }
}

function fresh(
  person: string | undefined,
  { answers, schemes, batch, stage }: Incoming,
  kind: ImportKind,
): Omit<Row, 'nikHash' | 'nameHash'> {
  return {
    number: '',
    person: person ?? randomUUID(),
    stage: stage ?? (kind === 'alumni' ? 'alumni' : 'terdaftar'),
    batch: batch ?? null,
    schemes,
    answers,
    before: undefined,
  }
}

/**
 * What the file says is new; an empty cell takes nothing away, and what the person has said since goes before the file.
 * Nothing leads out of a stage that is an end.
 */
function changed(before: Known, { answers, schemes, batch, stage }: Incoming, kind: ImportKind): Row {
  const said = stage ?? (kind === 'alumni' ? 'alumni' : before.stage)
  return {
    ...before,
    stage: isEnd(before.stage) ? before.stage : said,
    batch: batch ?? before.batch,
    schemes: schemes.length > 0 && !before.own ? schemes : before.schemes,
    answers: before.own ? { ...answers, ...before.answers } : { ...before.answers, ...answers },
    before: before.stage,
  }
}

/** Whatever order the answers stand in. */
function isSame(before: Known, row: Row): boolean {
  const written = ({ stage, batch, schemes, answers, nikHash, nameHash }: Row | Known) =>
    JSON.stringify([stage, batch, schemes, Object.entries(answers).sort(), nikHash, nameHash])
  return written(before) === written(row)
}

async function findKnown({ client, keys }: Importing, wanted: Wanted[]): Promise<Known[]> {
  const { rows } = await client.query<Omit<Known, 'answers'> & { answers: Buffer }>(
    `SELECT number, person_id AS person, stage, batch, schemes, answers, nik_hash AS "nikHash", name_hash AS "nameHash",
       submitted_at > imported_at AS own,
       EXISTS (SELECT FROM registrations o WHERE o.person_id = r.person_id AND o.stage <> ALL($3::text[])) AS running
     FROM registrations r WHERE imported_at IS NOT NULL AND (nik_hash = ANY($1::bytea[]) OR name_hash = ANY($2::bytea[]))
     ORDER BY submitted_at, number FOR UPDATE`,
    [wanted.flatMap(({ nikHash }) => nikHash ?? []), wanted.flatMap(({ nameHash }) => nameHash ?? []), ENDS],
  )
  return rows.map((row) => ({ ...row, answers: keys.open('registration', row.answers) as Answers }))
}

/** NIKs, as hashes in hex, of people who have registered in a chat. */
async function findOwn({ client }: Importing, wanted: Wanted[]): Promise<Set<string>> {
  const { rows } = await client.query<{ hash: string }>(
    `SELECT encode(nik_hash, 'hex') AS hash FROM registrations WHERE imported_at IS NULL AND nik_hash = ANY($1::bytea[])`,
    [wanted.flatMap(({ nikHash }) => nikHash ?? [])],
  )
  return new Set(rows.map(({ hash }) => hash))
}

const VALUES = `unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::bytea[], $9::text[])
  AS x(number, person, stage, batch, schemes, answers, nik_hash, name_hash, province)`

const valuesOf = ({ keys, now }: Importing, rows: Row[]) => [
  rows.map(({ number }) => number),
  rows.map(({ person }) => person),
  rows.map(({ stage }) => stage),
  rows.map(({ batch }) => batch),
  rows.map(({ schemes }) => schemes.join(' ')),
  rows.map(({ answers }) => keys.seal('registration', answers)),
  rows.map(({ nikHash }) => nikHash),
  rows.map(({ nameHash }) => nameHash),
  rows.map(({ answers }) => provinceOf(answers) ?? null),
  now,
]

async function insert(importing: Importing, rows: Row[]): Promise<void> {
  const { client, now } = importing
  const people = rows.map(({ person }) => person)
  await client.query('INSERT INTO people (id) SELECT DISTINCT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [people])
  for (let left = rows; left.length > 0; ) {
    const numbered = left.map((row) => ({ ...row, number: freshNumber(now) }))
    const { rows: done } = await client.query<{ number: string }>(
      `INSERT INTO registrations (number, person_id, stage, batch, schemes, answers, nik_hash, name_hash, province, submitted_at, imported_at)
       SELECT number, person, stage, batch, string_to_array(schemes, ' '), answers, nik_hash, name_hash, province, $10, $10 FROM ${VALUES}
       ON CONFLICT (number) DO NOTHING RETURNING number`,
      valuesOf(importing, numbered),
    )
    const taken = new Set(done.map(({ number }) => number))
    await recordStages(
      importing,
      numbered.filter(({ number }) => taken.has(number)),
    )
    left = numbered.filter(({ number }) => !taken.has(number))
  }
}

/** Longer than those of a chat, so that the two never meet. */
const freshNumber = (now: Date) => `LA-${now.getFullYear()}-${randomInt(10_000_000, 100_000_000)}`

/** Where the person has sent something since, `imported_at` stays behind `submitted_at`: that is how theirs is told. */
async function update(importing: Importing, rows: Row[]): Promise<void> {
  if (rows.length === 0) return
  await importing.client.query(
    `UPDATE registrations r SET stage = x.stage, batch = x.batch, schemes = string_to_array(x.schemes, ' '), answers = x.answers,
       nik_hash = x.nik_hash, name_hash = x.name_hash, province = x.province,
       imported_at = CASE WHEN r.submitted_at > r.imported_at THEN r.imported_at ELSE $10::timestamptz END
     FROM ${VALUES} WHERE r.number = x.number AND r.person_id = x.person`,
    valuesOf(importing, rows),
  )
  await recordStages(
    importing,
    rows.filter(({ before, stage }) => before !== stage),
  )
}

const recordStages = ({ client, keys, now }: Importing, rows: Row[]): Promise<void> =>
  recordMoves(
    client,
    keys,
    rows.map(({ number, before, stage }): Move => ({ number, from: before, to: stage, by: 'langkah' })),
    now,
  )
