import { chownSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { EmbeddedProblem } from './problem.ts'

/** The account the server runs as; undefined: our own. */
export type Account = { uid: number; gid: number } | undefined

const EXECUTE = 0o1

/**
 * PostgreSQL refuses to run as root. Then the server runs as whoever owns `home` already,
 * else as `postgres`, else as `nobody`. Throws EmbeddedProblem.
 */
export function serverAccount(home: string): Account {
  const { uid, gid } = statSync(home)
  const own = process.getuid?.()
  if (own === uid && own !== 0) return undefined
  if (own !== 0) {
    throw new EmbeddedProblem(
      'not ours',
      `${home} belongs to user id ${uid}, this process runs as ${own}. Run it as that user, or set another DATA_DIR.`,
    )
  }
  if (uid !== 0) return { uid, gid }
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const row = ['postgres', 'nobody'].map((name) => accounts.find((fields) => fields[0] === name)).find(Boolean)
  if (!row) {
    throw new EmbeddedProblem(
      'no account',
      'PostgreSQL does not run as root, and neither a postgres nor a nobody account exists. Start the assistant as an ordinary user, or set DATABASE_URL.',
    )
  }
  return { uid: Number(row[2]), gid: Number(row[3]) }
}

/** Whether the account may enter every folder on the way to `path`. */
export function reachable(path: string, account: Account): boolean {
  if (!account) return true
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { uid, gid, mode } = statSync(folder)
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode
    if (!(bits & EXECUTE)) return false
    if (folder === dirname(folder)) return true
  }
}

export function giveTo(path: string, account: Account): void {
  if (account) chownSync(path, account.uid, account.gid)
}
