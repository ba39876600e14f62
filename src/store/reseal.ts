import type { Database } from './database.ts'

/** Every sealed column, with the purpose its values are sealed for and the key of its table. */
const SEALED = [
  { table: 'inbox', column: 'body', purpose: 'inbox', key: ['id'] },
  { table: 'sessions', column: 'body', purpose: 'session', key: ['chat'] },
  { table: 'drafts', column: 'body', purpose: 'draft', key: ['person_id', 'flow'] },
  { table: 'outbox', column: 'body', purpose: 'outbox', key: ['id'] },
  { table: 'registrations', column: 'answers', purpose: 'registration', key: ['number'] },
  { table: 'registrations', column: 'reason', purpose: 'reason', key: ['number'] },
  { table: 'ticket_messages', column: 'body', purpose: 'ticket', key: ['id'] },
  { table: 'open_questions', column: 'body', purpose: 'question', key: ['id'] },
] as const

const BATCH = 500

/**
 * Seals with the first key whatever was sealed with another one, and renews the hashes that depend on it. May run beside
 * a working assistant: each row is changed only if it is still what was read. Repeats until nothing is left.
 */
export async function reseal(db: Database, say: (line: string) => void): Promise<{ resealed: number }> {
  let resealed = 0
  const { keys } = db
  const current = Buffer.from(keys.current, 'hex')
  for (const { table, column, purpose, key } of SEALED) {
    let done = 0
    for (;;) {
      const { rows } = await db.pool.query<Record<string, unknown> & { sealed: Buffer }>(
        `SELECT ${key.map((name) => `${name}::text`).join(', ')}, ${column} AS sealed FROM ${table}
         WHERE ${column} IS NOT NULL AND substring(${column} FROM 2 FOR 4) <> $1 LIMIT $2`,
        [current, BATCH],
      )
      if (rows.length === 0) break
      for (const row of rows) {
        const value = keys.open(purpose, row.sealed)
        const where = key.map((name, i) => `${name}::text = $${i + 3}`).join(' AND ')
        const values = key.map((name) => row[name])
        await db.pool.query(`UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2 AND ${where}`, [
          keys.seal(purpose, value),
          row.sealed,
          ...values,
        ])
        if (purpose === 'registration') await renewHash(db, String(row.number), value as { nik?: unknown })
      }
      done += rows.length
    }
    resealed += done
    if (done > 0) say(`${table}.${column}: ${done}`)
  }
  return { resealed }
}

async function renewHash(db: Database, number: string, { nik }: { nik?: unknown }): Promise<void> {
  await db.pool.query('UPDATE registrations SET nik_hash = $2 WHERE number = $1', [
    number,
    typeof nik === 'string' ? db.keys.hash('nik', nik) : null,
  ])
}
