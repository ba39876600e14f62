/** The keys of an embedded installation: DATA_DIR/data.key, one key a line, the newest first. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Keyring, makeKeyring, newSecret, readSecrets } from './keyring.ts'

export const keyFile = (dataDir: string): string => join(dataDir, 'data.key')

/** The keyring of the environment's DATA_KEY, else of the key file, which is made when it is not there. */
export function openKeyring(dataDir: string, dataKey: string | undefined): Keyring {
  if (dataKey !== undefined) return makeKeyring(() => readSecrets(dataKey))
  const file = keyFile(dataDir)
  if (!existsSync(file)) createKeyFile(file)
  let seen = 0
  return makeKeyring(() => {
    const changed = statSync(file).mtimeMs
    if (changed === seen) return undefined
    seen = changed
    return readSecrets(readFileSync(file, 'utf8'))
  })
}

/** Two processes may start at once: only one file comes to be. */
function createKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, `${newSecret()}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Replaces the keys in one step; an interrupted write leaves the old file. */
export function writeKeyFile(dataDir: string, secrets: readonly string[]): void {
  const file = keyFile(dataDir)
  writeFileSync(`${file}.new`, `${secrets.join('\n')}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
