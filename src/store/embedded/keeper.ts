import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { dataArgument, type Folders } from './folders.ts'
import { makeLifeline } from './lifeline.ts'
import { settings } from './settings.ts'

/** A server that we started, and our hold on its lifeline. */
export type Launched = { child: ChildProcess; hold: number }

/**
 * The shell turns into the server; the keeper it leaves behind waits for the lifeline's end and then ends the server.
 * It makes sure that the process id is still the server's, waits for a server that is only just starting, and ends the
 * hard way one that does not end in five seconds: PostgreSQL can hang when it is asked to end amid a recovery.
 * The second pair of brackets keeps it from becoming a child of the server, which takes a child's death for a crash.
 */
const KEEPER = `
exec 4<&0 </dev/null
runs() { read -r pid 2>/dev/null <"$1/postmaster.pid" && [ "$pid" = "$$" ]; }
( (
  trap '' INT TERM HUP
  read -r line <&4
  exec 4<&-
  n=0; until runs "$1" || [ $n -ge 20 ]; do sleep 0.1; n=$((n + 1)); done
  runs "$1" && kill -INT "$$"
  n=0; while runs "$1" && [ $n -lt 50 ]; do sleep 0.1; n=$((n + 1)); done
  runs "$1" && kill -QUIT "$$"
) & )
shift
exec "$@" 4<&-`

/** Spawns a server with its keeper; both write to the file descriptor `log`, which is closed here. */
export function spawnServer(folders: Folders, binaries: string, log: number, throwaway: boolean): Launched {
  const { reader, hold } = makeLifeline(folders.lifeline)
  const data = openSync(folders.data, 'r')
  const argument = dataArgument(folders, folders.data)
  const server = [join(binaries, 'postgres'), '-D', argument, ...settings(folders, throwaway)]
  const child = spawn('/bin/sh', ['-c', KEEPER, 'sh', argument, ...server], {
    ...folders.account,
    cwd: '/',
    env: { PATH: process.env.PATH }, // no secret of ours, no PGPORT of the user's
    detached: true, // Ctrl-C in a terminal must not reach it before we are done with it
    stdio: [reader, log, log, data],
  })
  for (const fd of [reader, log, data]) closeSync(fd)
  child.unref()
  child.once('exit', () => endKeeper(child))
  return { child, hold }
}

/** A keeper without a server would go on reading the lifeline and pass for one that has. It is alone in its group now. */
function endKeeper({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended by itself
  }
}
