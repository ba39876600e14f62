import { spawn } from 'node:child_process'
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { giveTo } from './account.ts'
import { dataArgument, type Folders } from './folders.ts'
import { asProblem } from './problem.ts'
import { isAlive } from './processes.ts'

const LINUX_LOCALE = ['--locale=C.UTF-8']
/** macOS does not know C.UTF-8 in every version. */
const MAC_LOCALE = ['--locale=C', '--lc-ctype=UTF-8']

/** Folders that this very process works on; in a container, one that was killed had the same process id. */
const making = new Set<string>()

/**
 * Makes the database's files where there are none. They come into place whole, by one rename: an interrupted run
 * leaves only a folder that the next one removes. Throws EmbeddedProblem.
 */
export async function createCluster(folders: Folders, binaries: string, throwaway: boolean): Promise<void> {
  try {
    removeLeftovers(folders)
    if (existsSync(join(folders.data, 'PG_VERSION'))) return
    const fresh = mkdtempSync(`${folders.data}.new-${process.pid}-`)
    making.add(basename(fresh))
    try {
      giveTo(fresh, folders.account)
      await initdb(folders, join(binaries, 'initdb'), fresh, throwaway)
      putInPlace(fresh, folders)
    } finally {
      making.delete(basename(fresh))
      rmSync(fresh, { recursive: true, force: true })
    }
  } catch (error) {
    throw asProblem('making the database', error)
  }
}

function removeLeftovers({ home, data }: Folders): void {
  const prefix = `${basename(data)}.new-`
  for (const name of readdirSync(home)) {
    if (!name.startsWith(prefix)) continue
    const maker = Number.parseInt(name.slice(prefix.length), 10)
    const inUse = maker === process.pid ? making.has(name) : isAlive(maker)
    if (!inUse) removeIfIdle(join(home, name))
  }
}

function removeIfIdle(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // An initdb that outlived its process is still writing there; a later start removes it.
  }
}

function putInPlace(fresh: string, { home, data }: Folders): void {
  try {
    renameSync(fresh, data)
  } catch (error) {
    if (!existsSync(join(data, 'PG_VERSION'))) throw error // else another process was first
  }
  const folder = openSync(home, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function initdb(folders: Folders, program: string, fresh: string, throwaway: boolean) {
  const args = [
    ...['-D', dataArgument(folders, fresh)],
    ...['--username=postgres', '--auth=trust', '--encoding=UTF8', '--data-checksums', '--no-instructions'],
    ...(process.platform === 'darwin' ? MAC_LOCALE : LINUX_LOCALE),
    ...(throwaway ? ['--no-sync'] : []),
  ]
  const folder = openSync(fresh, 'r')
  const child = spawn(program, args, {
    ...folders.account,
    cwd: '/',
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', folder],
  })
  closeSync(folder)
  return new Promise<void>((resolve, reject) => {
    let report = ''
    child.stderr?.on('data', (chunk) => {
      report += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb ended with ${code}: ${report}`))))
  })
}
