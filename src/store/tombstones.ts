/**
 * The last word on what somebody asked for, which a restore of an older backup must not undo. A tombstone names nobody: it is
 * a keyed hash of an id that was drawn at random, never of a NIK, a number or a name, for these could be guessed and tried by
 * whoever has the key, and would keep a person out who comes back. Its own key is sealed and outlives a change of keys.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'

type About = 'person' | 'registration' | 'consent' | 'document' | 'restriction' | 'messages' | 'staff'
/** `of`: ids of persons or staff, a registration's number, "<person>/<kind of consent>" or "<person>/<kind of document>". `holds`: false takes an earlier one back. */
export type Word = { about: About; of: readonly string[]; holds?: boolean }
export type Stone = { about: About; holds: boolean; at: Date }

const hashOf = (secret: string, about: About, of: string): Buffer =>
  createHmac('sha256', Buffer.from(secret, 'base64')).update(`${about}\0${of}`).digest()

/** Writes down the last word on these, as of `at`. */
export async function bury(client: Client, keys: Keyring, words: readonly Word[], at: Date): Promise<void> {
  const stones = words.flatMap(({ about, of, holds = true }) => of.map((id) => ({ about, id, holds })))
  if (stones.length === 0) return
  const { id, secret } = await currentKey(client, keys)
  await client.query(
    `INSERT INTO tombstones (hash, key, about, holds, at)
     SELECT x.hash, $2::uuid, x.about, x.holds, $3::timestamptz FROM unnest($1::bytea[], $4::text[], $5::boolean[]) x(hash, about, holds)
     ON CONFLICT (hash) DO UPDATE SET holds = EXCLUDED.holds, at = EXCLUDED.at WHERE tombstones.at <= EXCLUDED.at`,
    [
      stones.map((stone) => hashOf(secret, stone.about, stone.id)),
      id,
      at,
      stones.map(({ about }) => about),
      stones.map(({ holds }) => holds),
    ],
  )
}

/** A person's id and those of the persons who became this one. */
export async function everyIdOf(client: Client, person: string): Promise<string[]> {
  const { rows } = await client.query<{ ids: string[] }>('SELECT id || formerly AS ids FROM people WHERE id = $1', [
    person,
  ])
  return rows[0]?.ids ?? [person]
}

async function currentKey(client: Client, keys: Keyring): Promise<{ id: string; secret: string }> {
  const { rows } = await client.query<{ id: string; body: Buffer }>(
    'SELECT id, body FROM tombstone_keys ORDER BY made_at DESC, id LIMIT 1',
  )
  if (rows[0]) return { id: rows[0].id, secret: keys.open('tombstone', rows[0].body) as string }
  const secret = randomBytes(32).toString('base64')
  const made = await client.query<{ id: string }>('INSERT INTO tombstone_keys (body) VALUES ($1) RETURNING id', [
    keys.seal('tombstone', secret),
  ])
  return { id: made.rows[0]!.id, secret }
}

/** Looks for the last word on something, whichever key it was hashed with. */
export async function wordFinder(client: Client, keys: Keyring) {
  const secrets = (await client.query<{ body: Buffer }>('SELECT body FROM tombstone_keys')).rows.map(
    ({ body }) => keys.open('tombstone', body) as string,
  )
  const { rows } = await client.query<Stone & { hash: Buffer }>('SELECT hash, about, holds, at FROM tombstones')
  const stones = new Map(rows.map((row) => [row.hash.toString('hex'), row]))
  return (about: About, of: string): Stone | undefined =>
    secrets
      .flatMap((secret) => stones.get(hashOf(secret, about, of).toString('hex')) ?? [])
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .at(-1)
}
