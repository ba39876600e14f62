import { type Goal, goals } from './goals.ts'
import { type Results, type Row, ratio } from './results.ts'
import { SCENARIOS, type Scenario } from './scenarios.ts'
import { TITLES } from './subjects.ts'
import { figure, table } from './table.ts'

/** Above this the measuring side was itself too busy to be believed (ms). */
const TRUSTED_DELAY_MS = 20

export function report(results: Results): string {
  const parts = SCENARIOS.map((scenario) => scenarioPart(results, scenario)).filter((part) => part !== undefined)
  return [...parts, memoryPart(results), goalsPart(goals(results))].join('\n\n')
}

function scenarioPart(results: Results, { name, title }: Scenario): string | undefined {
  const rows = results.rows.filter((row) => row.scenario === name)
  if (rows.length === 0) return undefined
  const head = ['', 'turns/s', 'ours ÷', 'p50', 'p95', 'p99', 'bot', 'database', 'people', 'texts', ...ASTRAY]
  const lines = rows.map((row) => cells(row, ratio(results, name, row.subject)))
  const delay = Math.max(...rows.map((row) => row.delay))
  const doubt =
    delay > TRUSTED_DELAY_MS ? `\n! The measuring side itself ran up to ${figure(delay)} ms late (p99).` : ''
  return `${title}  (p50–p99: ms; bot, database, people: processor ms a turn)\n${table(head, lines)}${doubt}`
}

const ASTRAY = ['lost', 'doubled', 'wrong'] as const

const cells = (row: Row, ours: number | undefined): string[] => [
  TITLES[row.subject],
  figure(row.turnsPerSecond),
  row.subject === 'ours' ? '' : figure(ours, 2),
  figure(row.p50, 1),
  figure(row.p95, 1),
  figure(row.p99, 1),
  figure(row.cpu?.bot, 2),
  figure(row.cpu?.database, 2),
  figure(row.cpu?.crowd, 2),
  figure(row.texts),
  ...ASTRAY.map((kind) => figure(row[kind])),
]

function memoryPart({ memory }: Results): string {
  const lines = memory.map(({ subject, memory }) => [TITLES[subject], figure(memory?.nowMb), figure(memory?.peakMb)])
  return `Memory of the process at the end (RSS, MB)\n${table(['', 'now', 'peak'], lines)}`
}

function goalsPart(all: Goal[]): string {
  const verdict = ({ met }: Goal) => (met === undefined ? 'not measured' : met ? 'pass' : 'FAIL')
  const lines = all.map((goal) => [goal.goal, verdict(goal), figure(goal.measured, 2), goal.wanted])
  return table(['Goals', '', 'measured', 'wanted'], lines, 2)
}
