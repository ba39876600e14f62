import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, giveTo, reachable, serverAccount } from './account.ts'
import { asProblem, EmbeddedProblem } from './problem.ts'

/** Where everything of one embedded database lies. */
export type Folders = {
  account: Account
  /** DATA_DIR/postgres */
  home: string
  /** PostgreSQL's own data directory. */
  data: string
  /** Whether the account can enter `data` by its path; else only through a file descriptor that it is handed. */
  entered: 'by path' | 'by descriptor'
  /** For the socket and the lifeline. */
  run: string
  lifeline: string
  log: string
}

/** sockaddr_un holds 108 bytes with the closing zero, 104 on macOS. */
const LONGEST_SOCKET = process.platform === 'darwin' ? 103 : 107
const SOCKET_NAME = '.s.PGSQL.5432'

/** Makes what is missing and gives it to the server's account. Throws EmbeddedProblem. */
export function prepareFolders(dataDir: string): Folders {
  try {
    mkdirSync(dataDir, { recursive: true })
    mkdirSync(join(dataDir, 'postgres'), { recursive: true, mode: 0o700 })
    const home = realpathSync(join(dataDir, 'postgres'))
    const account = serverAccount(home)
    ownFolder(home, account)
    const run = runFolder(home, account)
    return {
      account,
      home,
      data: join(home, 'data'),
      entered: wayIn(home, account),
      run,
      lifeline: join(run, 'lifeline'),
      log: join(home, 'server.log'),
    }
  } catch (error) {
    throw asProblem(`preparing ${join(dataDir, 'postgres')}`, error)
  }
}

/** `host` of a connection string: a folder, and the port that names the socket in it. */
export function urlOf({ run }: Folders, database: string): string {
  return `postgresql://postgres@localhost:5432/${database}?host=${encodeURIComponent(run)}&sslmode=disable`
}

/**
 * What a program of PostgreSQL takes for its data directory, when it is handed `folder` as descriptor 3.
 * The descriptor needs no right to enter the folders above.
 */
export const dataArgument = ({ entered }: Folders, folder: string): string =>
  entered === 'by path' ? folder : '/proc/self/fd/3'

export const socketLockOf = ({ run }: Folders): string => join(run, `${SOCKET_NAME}.lock`)

/** A folder under a closed home folder, say, is the account's own and yet out of its reach. */
function wayIn(home: string, account: Account): Folders['entered'] {
  if (reachable(join(home, 'data'), account)) return 'by path'
  if (process.platform === 'linux') return 'by descriptor'
  throw new EmbeddedProblem(
    'not reachable',
    `user id ${account?.uid} cannot enter ${home}. Set DATA_DIR to a folder that it can reach, or do not run as root.`,
  )
}

/** Beside the data; in /tmp where the path is too long, out of the account's reach, or the file system knows no sockets. */
function runFolder(home: string, account: Account): string {
  const beside = join(home, 'run')
  const fits = Buffer.byteLength(join(beside, SOCKET_NAME)) <= LONGEST_SOCKET
  if (fits && reachable(beside, account) && tryLifeline(beside, account)) return beside
  const short = join('/tmp', `langkah-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
  if (tryLifeline(short, account)) return short
  throw new EmbeddedProblem('not reachable', `no socket can be made in ${beside} nor in ${short}`)
}

function tryLifeline(run: string, account: Account): boolean {
  ownFolder(run, account)
  const path = join(run, 'lifeline')
  const isThere = () => lstatSync(path, { throwIfNoEntry: false })?.isFIFO() ?? false
  if (!isThere()) spawnSync('mkfifo', ['-m', '600', path], { ...account, stdio: 'ignore' })
  return isThere() // also when another process made it meanwhile
}

/** A folder of the account's own that nobody else can enter: it is all that guards the socket. */
function ownFolder(path: string, account: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const found = lstatSync(path)
  const { uid } = found
  const known = found.isDirectory() && [process.getuid?.(), account?.uid].includes(uid)
  if (!known) throw new EmbeddedProblem('not ours', `${path} belongs to somebody else (user id ${uid})`)
  chmodSync(path, 0o700)
  if (uid !== account?.uid) giveTo(path, account)
}
