import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Words of the process's command line; empty where it has ended, also while nobody has asked for its exit code yet. */
export function commandLine(pid: number): string[] {
  if (process.platform === 'linux') return contents(`/proc/${pid}/cmdline`).split('\0')
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return (stdout ?? '').trim().split(' ')
}

/** Processes that work in `folder`, as far as we may see where they work. None outside of Linux. */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && workingFolder(pid) === folder)
}

export function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(contents(`/proc/${pid}/status`))?.[1] ?? 0)
}

/** The file as text; empty where there is none to read. */
export function contents(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
