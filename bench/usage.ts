/** What processes use, as Linux tells. Elsewhere nothing is known: undefined. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Linux counts processor time in hundredths of a second, whatever the kernel's own clock. */
const TICK_MS = 10
/** In /proc/PID/stat, counted behind the name. */
const PARENT = 1
const OWN_TIME = [11, 12]
const TIME_OF_ENDED_CHILDREN = [13, 14]

export type Memory = { nowMb: number; peakMb: number }

/** Processor time of one process so far (ms). */
export function cpuOf(pid: number): number | undefined {
  return sum(stat(pid), OWN_TIME)
}

/** Processor time of the embedded server of this DATA_DIR so far, all its processes together (ms). */
export function databaseCpu(dataDir: string): number | undefined {
  const postmaster = Number.parseInt(contents(join(dataDir, 'postgres', 'data', 'postmaster.pid')), 10)
  const own = sum(stat(postmaster), [...OWN_TIME, ...TIME_OF_ENDED_CHILDREN])
  if (own === undefined) return undefined
  const children = readdirSync('/proc').map((name) => stat(Number(name)))
  return children.reduce((all, s) => (s?.[PARENT] === postmaster ? all + sum(s, OWN_TIME)! : all), own)
}

/** Resident memory of one process. */
export function memoryOf(pid: number): Memory | undefined {
  const status = contents(`/proc/${pid}/status`)
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
  const memory = { nowMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') }
  return Number.isNaN(memory.nowMb) ? undefined : memory
}

function stat(pid: number): number[] | undefined {
  const text = pid > 0 ? contents(`/proc/${pid}/stat`) : ''
  return text
    ? text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
    : undefined
}

const sum = (fields: number[] | undefined, which: number[]) =>
  fields && which.reduce((all, n) => all + fields[n]! * TICK_MS, 0)

function contents(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
