import { personKey } from '../domain/person-key.ts'
import type { Answers } from '../domain/registration.ts'
import type { Database } from './database.ts'
import type { Keyring } from './keyring.ts'

/** Every sealed column, with the purpose its values are sealed for and the key of its table. */
export const SEALED = [
  { table: 'inbox', column: 'body', purpose: 'inbox', key: ['id'] },
  { table: 'sessions', column: 'body', purpose: 'session', key: ['chat'] },
  { table: 'drafts', column: 'body', purpose: 'draft', key: ['person_id', 'flow'] },
  { table: 'outbox', column: 'body', purpose: 'outbox', key: ['id'] },
  { table: 'announcements', column: 'body', purpose: 'announcement', key: ['id'] },
  { table: 'registrations', column: 'answers', purpose: 'registration', key: ['number'] },
  { table: 'registrations', column: 'reason', purpose: 'reason', key: ['number'] },
  { table: 'stage_moves', column: 'reason', purpose: 'move', key: ['id'] },
  { table: 'ticket_messages', column: 'body', purpose: 'ticket', key: ['id'] },
  { table: 'alumni_claims', column: 'body', purpose: 'claim', key: ['id'] },
  { table: 'work', column: 'body', purpose: 'work', key: ['person_id'] },
  { table: 'work_reminders', column: 'body', purpose: 'work-told', key: ['id'] },
  { table: 'checkin_people', column: 'body', purpose: 'checkin', key: ['checkin', 'person_id'] },
  { table: 'mentors', column: 'body', purpose: 'mentor', key: ['person_id'] },
  { table: 'mentor_questions', column: 'body', purpose: 'mentor-question', key: ['id'] },
  { table: 'files', column: 'body', purpose: 'file', key: ['id'] },
  { table: 'documents', column: 'reason', purpose: 'document', key: ['id'] },
  { table: 'open_questions', column: 'body', purpose: 'question', key: ['id'] },
  { table: 'tombstone_keys', column: 'body', purpose: 'tombstone', key: ['id'] },
  { table: 'logins', column: 'body', purpose: 'login', key: ['account'] },
  { table: 'logins', column: 'id_secret', purpose: 'login-ids', key: ['account'] },
  { table: 'login_keys', column: 'body', purpose: 'login-key', key: ['account', 'kind', 'id'] },
  { table: 'sent_bodies', column: 'body', purpose: 'sent', key: ['account', 'id'] },
] as const

type Sealed = (typeof SEALED)[number]
type Row = Record<string, unknown> & { sealed: Buffer }

const BATCH = 500

/**
 * Seals with the first key whatever was sealed with another one, and renews the hashes that depend on it. May run beside
 * a working assistant: each row is changed only if it is still what was read. Repeats until nothing is left.
 */
export async function reseal(db: Database, say: (line: string) => void): Promise<{ resealed: number }> {
  for (let resealed = 0; ; ) {
    let found = 0
    for (const sealed of SEALED) {
      const done = await resealColumn(db, sealed)
      if (done > 0) say(`${sealed.table}.${sealed.column}: ${done}`)
      found += done
    }
    if (found === 0) return { resealed } // a whole round: also what was being saved during the last one is done
    resealed += found
  }
}

async function resealColumn(db: Database, sealed: Sealed): Promise<number> {
  const { table, column, key } = sealed
  const current = Buffer.from(db.keys.current, 'hex')
  for (let done = 0; ; ) {
    const { rows } = await db.pool.query<Row>(
      `SELECT ${key.map((name) => `${name}::text`).join(', ')}, ${column} AS sealed FROM ${table}
       WHERE ${column} IS NOT NULL AND substring(${column} FROM 2 FOR 4) <> $1 LIMIT $2`,
      [current, BATCH],
    )
    if (rows.length === 0) return done
    for (const row of rows) await resealRow(db, sealed, row)
    done += rows.length
  }
}

async function resealRow(db: Database, { table, column, purpose, key }: Sealed, row: Row): Promise<void> {
  const value = db.keys.open(purpose, row.sealed)
  const hashes = purpose === 'registration' ? registrationHashes(db.keys, value as Answers) : []
  const where = key.map((name, i) => `${name}::text = $${i + 3}`).join(' AND ')
  const renewed = hashes.map(
    ([name], i) => `, ${name} = CASE WHEN ${name} IS NOT NULL THEN $${i + 3 + key.length}::bytea END`,
  )
  await db.pool.query(`UPDATE ${table} SET ${column} = $1${renewed.join('')} WHERE ${column} = $2 AND ${where}`, [
    db.keys.seal(purpose, value),
    row.sealed,
    ...key.map((name) => row[name]),
    ...hashes.map(([, hash]) => hash),
  ])
}

/** By what a registration is found again; a column that holds nothing stays so. */
function registrationHashes(
  keys: Keyring,
  { nik, fullName, birthDate }: Answers,
): [column: string, hash: Buffer | null][] {
  const named = typeof fullName === 'string' && typeof birthDate === 'string'
  return [
    ['nik_hash', typeof nik === 'string' ? keys.hash('nik', nik) : null],
    ['name_hash', named ? keys.hash('name', personKey(fullName, birthDate)) : null],
  ]
}

/** Ids of the keys that something stored is sealed with and that are not at hand. */
export async function missingKeys(client: Pick<Database['pool'], 'query'>, keys: Keyring): Promise<string[]> {
  const parts = SEALED.map(
    ({ table, column }) => `SELECT encode(substring(${column} FROM 2 FOR 4), 'hex') AS id FROM ${table}`,
  )
  const { rows } = await client.query<{ id: string | null }>(parts.join(' UNION '))
  return rows.flatMap(({ id }) => (id === null || keys.has(id) ? [] : [id]))
}
