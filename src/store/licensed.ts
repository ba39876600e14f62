/** The lists of licensed organisations: replaced as a whole, and looked up by name, phone and account. */
import type { LicensedQuery } from '../domain/desk.ts'
import { type Licensed, type Listed, type ListKind, nameKeys } from '../domain/licensed.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'

/** So many candidates are judged; more share a common word only. */
const CANDIDATES = 200

type Row = Omit<Licensed, 'validUntil'> & { valid_until: string | null }

/** Who may be meant by these names or has these contacts, and which lists there are. */
export async function findLicensed(client: Client, { names, phones, accounts }: LicensedQuery): Promise<Listed> {
  const keys = [...new Set(names.flatMap(nameKeys))]
  const [lists, found] = await Promise.all([
    findLists(client),
    client.query<Row>(
      `SELECT kind, name, licence, phones, accounts, holders, state, valid_until::text FROM licensed
       WHERE keys && $1 OR phones && $2 OR accounts && $3
       ORDER BY cardinality(ARRAY(SELECT unnest(keys) INTERSECT SELECT unnest($1::text[]))) DESC, id LIMIT $4`,
      [keys, phones, accounts, CANDIDATES],
    ),
  ])
  return {
    lists,
    found: found.rows.map(({ valid_until, ...entry }) => ({ ...entry, validUntil: valid_until ?? undefined })),
  }
}

/** The list takes the place of the one of its kind. `date`: its own, YYYY-MM-DD. Returns how many names went and came. */
export async function replaceList(
  client: Client,
  kind: ListKind,
  date: string,
  entries: readonly Licensed[],
): Promise<{ before: number; after: number }> {
  const { rowCount } = await client.query('DELETE FROM licensed WHERE kind = $1', [kind])
  await client.query(
    `INSERT INTO licensed_lists (kind, date) VALUES ($1, $2)
     ON CONFLICT (kind) DO UPDATE SET date = excluded.date, imported_at = now()`,
    [kind, date],
  )
  await client.query(
    `INSERT INTO licensed (kind, name, licence, keys, phones, accounts, holders, state, valid_until)
     SELECT $1, e.name, e.licence, e.keys, e.phones, e.accounts, e.holders, e.state, e."validUntil"
     FROM jsonb_to_recordset($2::jsonb) AS e(name text, licence text, keys text[], phones text[], accounts text[],
       holders text[], state text, "validUntil" date)`,
    [kind, JSON.stringify(entries.map((entry) => ({ ...entry, keys: nameKeys(entry.name) })))],
  )
  await audit(client, 'langkah', 'impor daftar', kind)
  return { before: rowCount ?? 0, after: entries.length }
}

/** What is imported now. */
export async function findLists(client: Client): Promise<Listed['lists']> {
  const { rows } = await client.query<{ kind: ListKind; date: string; names: string }>(
    `SELECT l.kind, l.date::text, (SELECT count(*) FROM licensed n WHERE n.kind = l.kind) AS names
     FROM licensed_lists l ORDER BY l.kind`,
  )
  return rows.map((row) => ({ ...row, names: Number(row.names) }))
}
