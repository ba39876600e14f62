/** The keys of an embedded installation: DATA_DIR/data.key, one key a line, the newest first. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
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

/** Two processes may start at once: only one file comes to be, and nobody sees it half written. */
function createKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeDurably(draft, [newSecret()])
  try {
    linkSync(draft, file)
    syncFolder(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Replaces the keys in one step; an interrupted write leaves the old file. */
export function writeKeyFile(dataDir: string, secrets: readonly string[]): void {
  const file = keyFile(dataDir)
  writeDurably(`${file}.new`, secrets)
  renameSync(`${file}.new`, file)
  syncFolder(file)
}

/** What is sealed is lost with its key, so the key must be on the disk first, through a power cut too. */
function writeDurably(file: string, secrets: readonly string[]): void {
  const handle = openSync(file, 'w', 0o600)
  try {
    writeFileSync(handle, `${secrets.join('\n')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function syncFolder(file: string): void {
  const handle = openSync(dirname(file), 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
