import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Folders, socketLockOf } from './folders.ts'
import { EmbeddedProblem } from './problem.ts'
import { commandLine, contents, isAlive, parentOf, processesIn } from './processes.ts'

/** A server that starts fills its lock files at once. */
const WRITING_MS = 1000

/** A setting of our own on the server's command line, which tells it from every other program with its process id. */
export const markOf = ({ home }: Folders): string => `langkah.home=${home}`

/** The process id of the server that runs on the folder, as far as it can be seen from here. */
export function runningPostmaster(folders: Folders): number | undefined {
  const pid = pidIn(join(folders.data, 'postmaster.pid'))
  return pid !== undefined && isPostmaster(pid, folders) ? pid : undefined
}

/**
 * PostgreSQL takes its lock files for valid while any program has the process id in them. After a hard end and a
 * restart of the machine or container that may be a program of quite another kind: then they go. So does an empty one,
 * left by a server that was killed while writing it.
 */
export function dropStaleLocks(folders: Folders): void {
  for (const file of [join(folders.data, 'postmaster.pid'), socketLockOf(folders)]) {
    const pid = pidIn(file)
    const stale = pid === undefined ? isOldAndEmpty(file) : isAlive(pid) && !isPostmaster(pid, folders)
    if (stale) rmSync(file, { force: true })
  }
}

/**
 * Kills what is left of a server that was killed. Mostly that goes by itself, but the process that recovers the
 * database can wait a minute for a sister that is no more, and no new server starts meanwhile.
 */
export function killRemnants(folders: Folders): void {
  for (const pid of processesIn(folders.data)) {
    const isChild = commandLine(pid)[0]?.startsWith('postgres: ')
    if (isChild && !isPostmaster(parentOf(pid), folders)) signal(pid, 'SIGKILL')
  }
}

/**
 * Tells the server to end. SIGINT: open transactions are rolled back, everything else is written. SIGQUIT: at once;
 * the next start recovers. May be repeated.
 */
export function end(pid: number, how: 'SIGINT' | 'SIGQUIT'): void {
  signal(pid, how)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
    throw new EmbeddedProblem('not ours', `the database server (process ${pid}) runs as another user`, { cause: error })
  }
}

function isPostmaster(pid: number, folders: Folders): boolean {
  const [program = '', ...rest] = isAlive(pid) ? commandLine(pid) : []
  return program.endsWith('postgres') && rest.includes(markOf(folders))
}

function isOldAndEmpty(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found?.size === 0 && Date.now() - found.mtimeMs > WRITING_MS
}

/** The first line of a lock file, where it is a process id. */
function pidIn(file: string): number | undefined {
  const pid = Number.parseInt(contents(file), 10)
  return pid > 0 ? pid : undefined
}
