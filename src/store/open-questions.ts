import type { Database } from './database.ts'

export type OpenQuestion = { text: string; at: Date }

/** The questions that nobody could answer, oldest first. What cannot be opened is left out. */
export async function openQuestions({ pool, keys }: Pick<Database, 'pool' | 'keys'>): Promise<OpenQuestion[]> {
  const { rows } = await pool.query<{ body: Buffer; at: Date }>('SELECT body, at FROM open_questions ORDER BY at, id')
  return rows.flatMap(({ body, at }) => {
    try {
      return [{ text: keys.open('question', body) as string, at }]
    } catch {
      return []
    }
  })
}

/** Forgets those that were asked on this civil day (YYYY-MM-DD in an IANA zone) or before; resolves to how many. */
export async function dropQuestions({ pool }: Pick<Database, 'pool'>, day: string, zone: string): Promise<number> {
  const sql = 'DELETE FROM open_questions WHERE at < ($1::date + 1)::timestamp AT TIME ZONE $2'
  const { rowCount } = await pool.query(sql, [day, zone])
  return rowCount ?? 0
}
