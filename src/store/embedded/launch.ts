import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { giveTo } from './account.ts'
import { type Folders, urlOf } from './folders.ts'
import { type Launched, spawnServer } from './keeper.ts'
import { dropStaleLocks, killRemnants } from './postmaster.ts'
import { probe } from './probe.ts'
import { asProblem } from './problem.ts'
import { contents, isAlive } from './processes.ts'

/** What a server writes merely to start. */
const LEAST_FREE_BYTES = 1024 * 1024

let starts = 0

/** Another server has the folder. */
const TAKEN = /lock file ".*" (already exists|is empty)/
/** Something of a killed server is still there. */
const REMNANTS = /pre-existing shared memory block/

/** Starts a server. undefined: something is in the way that will pass, look again. Throws EmbeddedProblem. */
export async function launch(
  folders: Folders,
  binaries: string,
  options: { throwaway: boolean; deadline: number },
): Promise<Launched | undefined> {
  starts += 1
  const log = `${folders.log}.${process.pid}-${starts}`
  try {
    dropStaleLocks(folders)
    const launched = spawnServer(folders, binaries, openLog(log, folders), options.throwaway)
    if (await becomesReady(launched.child, urlOf(folders, 'postgres'), options.deadline)) {
      renameSync(log, folders.log)
      removeOldLogs(folders)
      return launched
    }
    closeSync(launched.hold)
    const report = contents(log)
    rmSync(log, { force: true })
    if (REMNANTS.test(report)) killRemnants(folders)
    if (REMNANTS.test(report) || TAKEN.test(report)) return undefined
    const reason = isFull(folders.home) ? 'No space left on device' : report.slice(-2000) // a full disk takes no report
    throw new Error(`the server does not run: ${reason}`)
  } catch (error) {
    throw asProblem('starting PostgreSQL', error)
  }
}

function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < LEAST_FREE_BYTES
}

/** A log of this start's own, for several processes may try at once; the one that succeeds gives it its lasting name. */
function openLog(log: string, { account }: Folders): number {
  const fd = openSync(log, 'w', 0o600)
  giveTo(log, account)
  return fd
}

/** Those of processes that were killed while they started a server. */
function removeOldLogs({ home, log }: Folders): void {
  const prefix = `${basename(log)}.`
  for (const name of readdirSync(home)) {
    const maker = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : process.pid
    if (maker !== process.pid && !isAlive(maker)) rmSync(join(home, name), { force: true })
  }
}

async function becomesReady(child: ChildProcess, url: string, deadline: number): Promise<boolean> {
  let ended = false
  for (const event of ['exit', 'error'])
    child.once(event, () => {
      ended = true
    })
  while (!ended && Date.now() < deadline) {
    const answer = await probe(url)
    if (!ended && (answer === 'ready' || answer === 'no database')) return true
    await sleep(15)
  }
  return false
}
