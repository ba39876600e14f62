/** Everything in one file: gzipped JSON lines, a line a row, sealed fields still sealed. Keys are not in it. */
import { createReadStream, createWriteStream, renameSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Client, Database } from './database.ts'

const FORMAT = 'langkah-aman-backup-1'
const PAGE = 1000

/** Every table with people's data, in the order in which rows may be inserted. */
export const TABLES = [
  'people',
  'chats',
  'staff',
  'inbox',
  'sessions',
  'drafts',
  'outbox',
  'consents',
  'registrations',
  'tickets',
  'ticket_messages',
  'open_questions',
  'audit',
  'pauses',
] as const

const SEQUENCES = [
  ['chats', 'id'],
  ['inbox', 'id'],
  ['outbox', 'id'],
  ['consents', 'id'],
  ['tickets', 'id'],
  ['ticket_messages', 'id'],
  ['open_questions', 'id'],
  ['audit', 'id'],
] as const

/** The file is no backup, is damaged, or was made by a newer version. Nothing was changed. */
export class BackupError extends Error {
  override name = 'BackupError'
}

/** One consistent moment, whatever is written meanwhile. A half-written file never has the wanted name. */
export async function backup(db: Database, file: string): Promise<{ rows: number }> {
  let rows = 0
  await db.transaction(async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await pipeline(
      Readable.from(lines(client, () => rows++)),
      createGzip(),
      createWriteStream(`${file}.new`, { mode: 0o600 }),
    )
  })
  renameSync(`${file}.new`, file)
  return { rows }
}

async function* lines(client: Client, count: () => void): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: FORMAT, migrations: await migrations(client) })}\n`
  for (const table of TABLES) {
    await client.query(`DECLARE page CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${table} t`)
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`FETCH ${PAGE} FROM page`)
      if (rows.length === 0) break
      for (const { row } of rows) {
        count()
        yield `["${table}",${row}]\n`
      }
    }
    await client.query('CLOSE page')
  }
  yield `${JSON.stringify({ end: true })}\n`
}

/**
 * Replaces everything with the file's content, in one transaction. What was waiting to be sent or decided when the
 * backup was made is closed, not repeated: nobody knows what happened since. Throws BackupError.
 */
export async function restore(db: Database, file: string): Promise<{ rows: number }> {
  let rows = 0
  await db.transaction(async (client) => {
    await client.query(`TRUNCATE ${TABLES.join(', ')} CASCADE`)
    let ended = false
    let page: { table: string; rows: string[] } = { table: '', rows: [] }
    const flush = async () => {
      if (page.rows.length > 0) await insert(client, page.table, page.rows)
      page = { table: '', rows: [] }
    }
    let first = true
    for await (const line of createInterface({ input: await open(file) })) {
      if (first) await checkHead(client, line)
      else if (line.startsWith('["')) {
        const table = line.slice(2, line.indexOf('"', 2))
        if (!(TABLES as readonly string[]).includes(table)) throw new BackupError(`tabel tidak dikenal: ${table}`)
        if (table !== page.table || page.rows.length >= PAGE) await flush()
        page.table = table
        page.rows.push(line.slice(table.length + 4, -1))
        rows++
      } else if (line === '{"end":true}') ended = true
      first = false
    }
    await flush()
    if (!ended) throw new BackupError('berkas cadangan terpotong')
    await closeWhatWaited(client)
    for (const [table, column] of SEQUENCES)
      await client.query(
        `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), (SELECT coalesce(max(${column}), 0) + 1 FROM ${table}), false)`,
      )
  })
  return { rows }
}

async function open(file: string): Promise<NodeJS.ReadableStream> {
  const source = createReadStream(file)
  const unzip = createGunzip()
  source.on('error', (error) => unzip.destroy(error))
  unzip.on('error', (error) => unzip.destroy(error))
  return source.pipe(unzip)
}

async function checkHead(client: Client, line: string): Promise<void> {
  let head: { format?: string; migrations?: string[] } = {}
  try {
    head = JSON.parse(line)
  } catch {
    // said below
  }
  if (head.format !== FORMAT) throw new BackupError('ini bukan berkas cadangan Langkah Aman')
  const ours = await migrations(client)
  const newer = (head.migrations ?? []).filter((name) => !ours.includes(name))
  if (newer.length > 0) throw new BackupError('berkas ini dibuat oleh versi yang lebih baru; perbarui dulu asistennya')
}

const insert = (client: Client, table: string, rows: string[]) =>
  client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [
    `[${rows.join(',')}]`,
  ])

async function closeWhatWaited(client: Client): Promise<void> {
  await client.query(
    "UPDATE outbox SET state = 'skipped', reason = 'restored', settled_at = now() WHERE state = 'queued'",
  )
  await client.query(
    "UPDATE outbox SET state = 'unknown', reason = 'restored', claimed_by = NULL, settled_at = now() WHERE state = 'sending'",
  )
  await client.query("UPDATE inbox SET done_at = now(), body = NULL, outcome = 'failed' WHERE done_at IS NULL")
}

async function migrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1',
  )
  return rows.map((row) => row.name)
}
