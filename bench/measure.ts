import type { Window } from './crowd/window.ts'
import type { Scenario } from './scenarios.ts'
import type { Subject } from './subjects.ts'
import { cpuOf, databaseCpu } from './usage.ts'

/** Processor time while a window was filled (ms), the late answers included. */
export type Cpu = { bot: number; database: number; crowd: number }

/** `began` and `ended` (µs) on the clock of processor profiles. */
export type Measured = Window & { cpu: Cpu | undefined; began: number; ended: number }

export async function measure(subject: Subject, scenario: Scenario, seconds: number): Promise<Measured> {
  const before = cpu(subject)
  const began = microseconds()
  const window = await subject.crowd.ask({ kind: scenario.kind, size: scenario.people, seconds })
  const ended = microseconds()
  const after = cpu(subject)
  return { ...window, began, ended, cpu: before && after && minus(after, before) }
}

const microseconds = () => Number(process.hrtime.bigint() / 1000n)

function cpu({ pid, crowd, dataDir }: Subject): Cpu | undefined {
  const [bot, people, database] = [cpuOf(pid), cpuOf(crowd.pid), databaseCpu(dataDir)]
  return bot === undefined || people === undefined || database === undefined
    ? undefined
    : { bot, database, crowd: people }
}

const minus = (a: Cpu, b: Cpu): Cpu => ({
  bot: a.bot - b.bot,
  database: a.database - b.database,
  crowd: a.crowd - b.crowd,
})
