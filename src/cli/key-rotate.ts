import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadConfig } from '../config.ts'
import { keyFile, openKeyring, writeKeyFile } from '../store/key-file.ts'
import { newSecret, RELOAD_MS } from '../store/keyring.ts'
import { reseal } from '../store/reseal.ts'
import { type Command, print, printJson, tell } from './command.ts'
import { withStore } from './with-store.ts'

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
    const before = own ? prepareFile(config.DATA_DIR) : []
    await sleep(2 * RELOAD_MS) // by now every running process seals with the new key
    const counts = await withStore(({ db }) => reseal(db, tell))
    if (own) writeKeyFile(config.DATA_DIR, before.slice(0, 1))
    if (values.json) printJson(counts)
    else
      print(
        `${counts.resealed} catatan disandi ulang.${own ? ' Kunci lama sudah dibuang; simpan salinan data.key yang baru.' : ' Sekarang kunci lama boleh dikeluarkan dari DATA_KEY.'}`,
      )
    return 0
  },
}

/** The new key first; an interrupted rotation goes on with the key it had made. */
function prepareFile(dataDir: string): string[] {
  openKeyring(dataDir, undefined)
  const known = readFileSync(keyFile(dataDir), 'utf8').split(/\s+/).filter(Boolean)
  const keys = known.length > 1 ? known : [newSecret(), ...known]
  writeKeyFile(dataDir, keys)
  return keys
}
