/** Ids of a login's keys are people's numbers and LIDs. They are kept as a keyed hash, whose secret is kept sealed. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Client, Database } from './database.ts'

const SECRET_BYTES = 32

/** From an id, with its kind, to what stands in the database. */
export type HashId = (kind: string, id: string) => string

/**
 * How this account's ids are hashed. The secret is made once and outlives every rotation of the keys that seal it; ids that
 * an older version kept in clear are hashed in the transaction that makes it. A failed look is not remembered.
 */
export function makeLoginIds(db: Database, account: string): () => Promise<HashId> {
  let known: Promise<HashId> | undefined
  return () => {
    const asked = known ?? db.transaction((client) => hashOf(db, client, account))
    known = asked
    asked.catch(() => {
      if (known === asked) known = undefined
    })
    return asked
  }
}

async function hashOf(db: Database, client: Client, account: string): Promise<HashId> {
  await client.query('INSERT INTO logins (account) VALUES ($1) ON CONFLICT DO NOTHING', [account])
  const { rows } = await client.query('SELECT id_secret FROM logins WHERE account = $1 FOR UPDATE', [account])
  const sealed: Buffer | null = rows[0].id_secret
  if (sealed) return hashWith(db.keys.open('login-ids', sealed) as string)
  const secret = randomBytes(SECRET_BYTES).toString('base64')
  const hash = hashWith(secret)
  await hashWhatIsClear(client, account, hash)
  const made = db.keys.seal('login-ids', secret)
  await client.query('UPDATE logins SET id_secret = $2 WHERE account = $1', [account, made])
  return hash
}

function hashWith(secret: string): HashId {
  const key = Buffer.from(secret, 'base64')
  return (kind, id) => createHmac('sha256', key).update(kind).update('\0').update(id).digest('base64url')
}

async function hashWhatIsClear(client: Client, account: string, hash: HashId): Promise<void> {
  const { rows } = await client.query<{ kind: string; id: string }>(
    'SELECT kind, id FROM login_keys WHERE account = $1 FOR UPDATE',
    [account],
  )
  await client.query(
    `UPDATE login_keys k SET id = x.hash FROM unnest($2::text[], $3::text[], $4::text[]) x(kind, id, hash)
     WHERE k.account = $1 AND (k.kind, k.id) = (x.kind, x.id)`,
    [account, rows.map(({ kind }) => kind), rows.map(({ id }) => id), rows.map(({ kind, id }) => hash(kind, id))],
  )
}
