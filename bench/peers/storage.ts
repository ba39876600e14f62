import pg from 'pg'

/** A few lines over pg, as grammY's own PostgreSQL storage: one row a key, read and written whole. */
export async function openStorage<T>(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  await pool.query('CREATE TABLE IF NOT EXISTS sessions (key text PRIMARY KEY, value jsonb NOT NULL)')
  return {
    async read(key: string): Promise<T | undefined> {
      const text = 'SELECT value FROM sessions WHERE key = $1'
      const { rows } = await pool.query<{ value: T }>({ name: 'read', text, values: [key] })
      return rows[0]?.value
    },
    async write(key: string, value: T): Promise<void> {
      const text = 'INSERT INTO sessions VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value'
      await pool.query({ name: 'write', text, values: [key, JSON.stringify(value)] })
    },
    async delete(key: string): Promise<void> {
      await pool.query({ name: 'delete', text: 'DELETE FROM sessions WHERE key = $1', values: [key] })
    },
  }
}
