/** The database of this process: the embedded server or DATABASE_URL, brought up to date, with its keys. */

import { join } from 'node:path'
import type { Log } from './app/log.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './store/database.ts'
import { startEmbedded } from './store/embedded.ts'
import { s3Shelf } from './store/files/s3-shelf.ts'
import { diskShelf, type Shelf } from './store/files/shelf.ts'
import { openKeyring } from './store/key-file.ts'
import { SealError } from './store/keyring.ts'
import { migrate } from './store/migrate.ts'

/** `shelf`: where files lie. */
export type OpenStore = { db: Database; url: string; shelf: Shelf; close(): Promise<void> }

/** Throws EmbeddedProblem, MigrationProblem, SealError, or the database's own error. */
export async function openStore(config: Config, log: Log): Promise<OpenStore> {
  const embedded =
    config.DATABASE_URL === undefined
      ? await startEmbedded(config.DATA_DIR, { say: (line) => log.warn({}, line) })
      : undefined
  const url = config.DATABASE_URL ?? embedded!.url
  try {
    const applied = await migrate(url)
    if (applied.length > 0) log.info({ applied }, 'the database was brought up to date')
    const keys = openKeyring(config.DATA_DIR, config.DATA_KEY)
    const db = openDatabase(url, keys, () => log.warn({}, 'a database connection was lost'))
    await tryKeys(db)
    return {
      db,
      url,
      shelf: shelfOf(config),
      async close() {
        await db.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** Where files lie: the bucket if one is named, else this machine's disk. */
export function shelfOf({ DATA_DIR, FILES_S3_URL, FILES_S3_REGION, FILES_S3_KEY_ID, FILES_S3_SECRET }: Config): Shelf {
  if (!FILES_S3_URL) return diskShelf(join(DATA_DIR, 'files'))
  return s3Shelf({ url: FILES_S3_URL, region: FILES_S3_REGION, keyId: FILES_S3_KEY_ID!, secret: FILES_S3_SECRET! })
}

/** With the wrong keys every message would be taken and none understood: better not to start. Throws SealError. */
async function tryKeys(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ body: Buffer }>('SELECT body FROM sessions LIMIT 1')
  try {
    if (rows[0]) db.keys.open('session', rows[0].body)
  } catch (error) {
    await db.close()
    if (!(error instanceof SealError)) throw error
    throw new SealError('kunci ini tidak membuka data yang tersimpan; kembalikan data.key atau DATA_KEY yang lama')
  }
}
