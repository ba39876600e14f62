import type { Cpu, Measured } from './measure.ts'
import { median, percentile, sumOf } from './numbers.ts'
import type { Scenario } from './scenarios.ts'
import type { SubjectName } from './subjects.ts'
import type { Memory } from './usage.ts'

/** All rounds of one subject in one scenario. */
export type Row = {
  scenario: string
  subject: SubjectName
  /** Median of the rounds. */
  turnsPerSecond: number
  /** Of each round, so that rounds next to each other in time can be compared. */
  rounds: number[]
  /** Milliseconds, over all rounds. */
  p50: number
  p95: number
  p99: number
  /** Processor time per turn (ms). */
  cpu: Cpu | undefined
  texts: number
  lost: number
  doubled: number
  wrong: number
  /** How late the measuring side's own timers ran in the worst round, 99th percentile (ms). */
  delay: number
}

/** Memory at the end of everything. */
type MemoryRow = { subject: SubjectName; memory: Memory | undefined }

export type Results = { rows: Row[]; memory: MemoryRow[] }

export function rowOf(scenario: Scenario, subject: SubjectName, windows: readonly Measured[]): Row {
  const latencies = windows.flatMap((window) => window.latencies)
  const rounds = windows.map(({ turns, seconds }) => turns / seconds)
  const texts = sumOf(windows, (window) => window.texts)
  const perTurn = (part: keyof Cpu) => sumOf(windows, ({ cpu }) => cpu?.[part] ?? Number.NaN) / texts
  return {
    scenario: scenario.name,
    subject,
    turnsPerSecond: median(rounds),
    rounds,
    p50: percentile(latencies, 50),
    p95: percentile(latencies, 95),
    p99: percentile(latencies, 99),
    cpu: windows.every(({ cpu }) => cpu)
      ? { bot: perTurn('bot'), database: perTurn('database'), crowd: perTurn('crowd') }
      : undefined,
    texts,
    lost: sumOf(windows, (window) => window.lost),
    doubled: sumOf(windows, (window) => window.doubled),
    wrong: sumOf(windows, (window) => window.wrong),
    delay: Math.max(...windows.map((window) => window.delay)),
  }
}

export const find = ({ rows }: Results, scenario: string, subject: SubjectName): Row | undefined =>
  rows.find((row) => row.scenario === scenario && row.subject === subject)

/** How many times as many turns ours made: the median over rounds, each against the peer's round beside it. */
export function ratio(results: Results, scenario: string, peer: SubjectName): number | undefined {
  const ours = find(results, scenario, 'ours')
  const theirs = find(results, scenario, peer)
  return ours && theirs && median(ours.rounds.map((turns, i) => turns / theirs.rounds[i]!))
}
