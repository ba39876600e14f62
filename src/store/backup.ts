/** Everything in one file: gzipped JSON lines, a line a row or a kept file, what is sealed still sealed. Keys are not in it. */
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { applyTombstones } from './apply-tombstones.ts'
import { ADDED, NUMBERED, TABLES } from './backup-tables.ts'
import type { Client, Database } from './database.ts'
import { dropMade, FILE_LINE, fileLines, keepRestored, noteAll, RestoredFiles } from './files/backup-files.ts'
import type { Shelf } from './files/shelf.ts'
import { presentRow } from './older-backups.ts'
import { missingKeys } from './reseal.ts'
import { dropNumbers } from './staff-numbers.ts'

const FORMAT = 'langkah-aman-backup-1'
const PAGE = 1000

/** The file is no backup, is damaged, was made by a newer version, or its keys are not at hand. Nothing was changed. */
export class BackupError extends Error {
  override name = 'BackupError'
}

/** One consistent moment, whatever is written meanwhile. A half-written file never has the wanted name. */
export async function backup(db: Database, shelf: Shelf, file: string): Promise<{ rows: number }> {
  let rows = 0
  const draft = `${file}.new`
  try {
    await db.transaction(async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
      await pipeline(
        Readable.from(linesOf(client, shelf, () => rows++)),
        createGzip(),
        createWriteStream(draft, { mode: 0o600, flush: true }),
      )
    })
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  return { rows }
}

async function* linesOf(client: Client, shelf: Shelf, count: () => void): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: FORMAT, migrations: await migrations(client) })}\n`
  for (const table of [...TABLES, ...ADDED]) {
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
  yield* fileLines(client, shelf)
  yield `${JSON.stringify({ end: true })}\n`
}

/**
 * Replaces everything with the file's content, in one transaction. What was waiting to be sent or decided when the
 * backup was made is closed, not repeated: nobody knows what happened since. Throws BackupError. No assistant may run
 * on the database meanwhile, for it would go on with what it remembers. `newer`: a later backup, of which only the last
 * words are taken (see tombstones.ts).
 */
export async function restore(
  db: Database,
  shelf: Shelf,
  file: string,
  newer?: string,
): Promise<{ rows: number; forgotten: number }> {
  const files = new RestoredFiles(shelf)
  try {
    return await db.transaction(async (client) => {
      const rows = await readRows(client, file, [...TABLES, ...ADDED], files)
      if (newer !== undefined) await readRows(client, newer, ADDED)
      await dropMade(client)
      await keepRestored(client)
      const lacking = await missingKeys(client, db.keys)
      if (lacking.length > 0) throw new BackupError(lacksKeys(lacking))
      await closeWhatWaited(client)
      await dropNumbers(client) // older versions kept everybody's
      const forgotten = await applyTombstones(client, db.keys)
      for (const table of NUMBERED)
        await client.query(
          // never back: the ids of messages that were sent must not be given to others
          `SELECT setval(pg_get_serial_sequence('${table}', 'id'), greatest(
             (SELECT coalesce(max(id), 0) + 1 FROM ${table}), nextval(pg_get_serial_sequence('${table}', 'id'))), false)`,
        )
      return { rows, forgotten }
    })
  } catch (error) {
    await files.undo()
    throw isDamage(error) ? new BackupError('berkas cadangannya rusak', { cause: error }) : error
  }
}

const lacksKeys = (ids: string[]) =>
  `isinya disandi dengan kunci lain (${ids.join(', ')}). Tambahkan kunci itu sebagai baris kedua di data.key, atau di belakang koma di DATA_KEY, lalu ulangi`

/** The unzipper's complaints, JSON's, and PostgreSQL's about values (classes 22 and 23) and columns that do not fit. */
function isDamage(error: unknown): boolean {
  return error instanceof SyntaxError || /^(Z_|22|23|42703)/.test(String((error as { code?: unknown }).code))
}

/** Inserts the rows of these tables. `files`: where kept files go; without it they are passed by. */
async function readRows(
  client: Client,
  file: string,
  wanted: readonly string[],
  files?: RestoredFiles,
): Promise<number> {
  let rows = 0
  let page: { table: string; rows: string[] } = { table: '', rows: [] }
  const flush = async () => {
    if (page.rows.length > 0) await insert(client, page.table, page.rows)
    page = { table: '', rows: [] }
  }
  let [begun, ended] = [false, false]
  for await (const line of linesIn(file)) {
    if (!begun) {
      await checkHead(client, line)
      if (wanted.includes('people')) {
        await noteAll(client)
        await client.query(`TRUNCATE ${TABLES.join(', ')} CASCADE`) // what was sent goes with its chats
      }
      begun = true
    } else if (line.startsWith('["')) {
      const table = line.slice(2, line.indexOf('"', 2))
      if (table === FILE_LINE) {
        await files?.take(line)
        continue
      }
      if (!([...TABLES, ...ADDED] as readonly string[]).includes(table))
        throw new BackupError('berkas cadangannya rusak: ada tabel yang tidak dikenal')
      if (!wanted.includes(table)) continue
      if (table !== page.table || page.rows.length >= PAGE) await flush()
      page.table = table
      page.rows.push(presentRow(table, line.slice(table.length + 4, -1)))
      rows++
    } else if (line === '{"end":true}') ended = true
  }
  await flush()
  if (!ended) throw new BackupError('berkas cadangannya terpotong')
  return rows
}

/** Whoever stops reading closes the file; what is found wrong with it later is nobody's business any more. */
async function* linesIn(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const unzip = createGunzip()
  source.on('error', (error) => unzip.destroy(error))
  try {
    yield* createInterface({ input: source.pipe(unzip) })
  } finally {
    source.destroy()
    unzip.destroy()
  }
}

async function checkHead(client: Client, line: string): Promise<void> {
  let head: { format?: string; migrations?: string[] } = {}
  try {
    head = JSON.parse(line)
  } catch {
    // said below
  }
  if (head?.format !== FORMAT) throw new BackupError('ini bukan berkas cadangan Langkah Aman')
  const ours = await migrations(client)
  const newer = (head.migrations ?? []).filter((name) => !ours.includes(name))
  if (newer.length > 0) throw new BackupError('berkas ini dibuat oleh versi yang lebih baru; perbarui dulu asistennya')
}

/** Of two last words on one thing the later one stays. */
const ADDING: Record<string, string> = {
  tombstone_keys: 'ON CONFLICT DO NOTHING',
  tombstones:
    'ON CONFLICT (hash) DO UPDATE SET holds = EXCLUDED.holds, at = EXCLUDED.at WHERE tombstones.at < EXCLUDED.at',
}

/** Columns that came after the backup was made get their defaults. */
async function insert(client: Client, table: string, rows: string[]): Promise<void> {
  const columns = Object.keys(JSON.parse(rows[0]!)).map((name) => `"${name.replaceAll('"', '""')}"`)
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json) ${ADDING[table] ?? ''}`,
    [`[${rows.join(',')}]`],
  )
}

async function closeWhatWaited(client: Client): Promise<void> {
  await client.query(
    "UPDATE outbox SET state = 'skipped', reason = 'restored', settled_at = now() WHERE state = 'queued'",
  )
  await client.query(
    "UPDATE outbox SET state = 'unknown', reason = 'restored', claimed_by = NULL, settled_at = now() WHERE state = 'sending'",
  )
  // What was to come may have gone out since the backup was made: staff look before it goes on.
  await client.query("UPDATE announcements SET state = 'dijeda' WHERE state IN ('terjadwal', 'berjalan')")
  await client.query(
    "UPDATE reminders SET state = 'skipped', reason = 'restored', settled_at = now() WHERE state = 'waiting' AND due_at <= now()",
  )
  await client.query("UPDATE inbox SET done_at = now(), body = NULL, outcome = 'failed' WHERE done_at IS NULL")
}

async function migrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1',
  )
  return rows.map((row) => row.name)
}
