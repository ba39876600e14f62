import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Config, loadConfig } from '../config.ts'
import type { Database } from '../store/database.ts'
import { keyFile, writeKeyFile } from '../store/key-file.ts'
import { newSecret, RELOAD_MS, readSecrets } from '../store/keyring.ts'
import { reseal } from '../store/reseal.ts'
import { type Command, print, printJson, tell } from './command.ts'
import { withStore } from './with-store.ts'

/** An advisory lock: two rotations at once would each make a key, and one of the two would be lost with what it sealed. */
const ROTATION_LOCK = 0x4c63

/**
 * Embedded: makes a new key, seals everything with it, then drops the old one. With DATA_KEY in the environment the
 * operator puts the new key first ("NEW,OLD"), restarts every process, runs this, and then takes the old one out.
 */
export const keyRotate: Command = {
  name: 'key rotate',
  does: 'mengganti kunci penyandi dan menyandi ulang semua data',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const config = loadConfig()
    const own = config.DATA_KEY === undefined
    const outcome = await withStore(({ db }) => alone(db, () => rotate(db, config)))
    if (typeof outcome === 'string') {
      if (values.json) printJson({ ok: false, reason: outcome })
      else tell(outcome)
      return 1
    }
    if (values.json) printJson({ ok: true, ...outcome })
    else
      print(
        `${outcome.resealed} catatan disandi ulang. ${own ? 'Kunci lama sudah dibuang; simpan salinan data.key yang baru.' : 'Sekarang kunci lama boleh dikeluarkan dari DATA_KEY.'} Cadangan yang dibuat sebelum ini masih perlu kunci lama.`,
      )
    return 0
  },
}

/** How many values were sealed anew, or why nothing was done. */
async function rotate(db: Database, { DATA_KEY, DATA_DIR }: Config): Promise<{ resealed: number } | string> {
  if (DATA_KEY !== undefined && readSecrets(DATA_KEY).length < 2)
    return 'DATA_KEY baru berisi satu kunci. Tulis kunci baru di depan, lalu koma, lalu kunci lama; jalankan ulang semua proses; kemudian ulangi perintah ini.'
  const keys = DATA_KEY === undefined ? prepareFile(DATA_DIR) : []
  await sleep(2 * RELOAD_MS) // by now every running process seals with the new key
  const counts = await reseal(db, tell)
  if (keys.length > 0) writeKeyFile(DATA_DIR, keys.slice(0, 1))
  return counts
}

/** The new key first; an interrupted rotation goes on with the key it had made. */
function prepareFile(dataDir: string): string[] {
  const known = readFileSync(keyFile(dataDir), 'utf8').split(/\s+/).filter(Boolean)
  const keys = known.length > 1 ? known : [newSecret(), ...known]
  writeKeyFile(dataDir, keys)
  return keys
}

async function alone<T>(db: Database, work: () => Promise<T>): Promise<T | string> {
  const client = await db.pool.connect()
  try {
    const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1, 0) AS ours', [
      ROTATION_LOCK,
    ])
    if (!rows[0]!.ours) return 'Penggantian kunci yang lain masih berjalan. Tunggu sampai selesai.'
    return await work()
  } finally {
    client.release(true) // the lock goes with the connection
  }
}
