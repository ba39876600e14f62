import type { Script } from './conversation.ts'
import { type Measured, measure } from './measure.ts'
import type { Options } from './options.ts'
import { type Results, rowOf } from './results.ts'
import type { Scenario } from './scenarios.ts'
import { compilePeers, type Stage, type Subject, type SubjectName, startOurs, startPeer } from './subjects.ts'
import { memoryOf } from './usage.ts'

/** `spans`: when each subject was measured, on the clock of processor profiles (µs). */
export type Findings = { results: Results; spans: Map<SubjectName, { began: number; ended: number }[]> }

/** The whole run. Every subject that is started is put into `running`, for the caller to stop. */
export async function runThrough(options: Options, stage: Stage, running: Subject[]): Promise<Findings> {
  const ours = await startOurs(stage)
  running.push(ours)
  say('rehearsing')
  const script = await ours.crowd.ask({ kind: 'rehearse' })
  if (!options.subjects.includes('ours')) {
    await ours.stop()
    running.pop()
  }
  await startPeers(options, stage, running, script)
  const size = Math.max(...options.scenarios.map(({ people }) => people))
  for (const subject of running) await introduce(subject, script, size)
  return measureAll(options, running)
}

async function startPeers(options: Options, stage: Stage, running: Subject[], script: Script): Promise<void> {
  const peers = options.subjects.filter((name) => name !== 'ours')
  if (peers.length > 0) compilePeers()
  for (const name of peers) running.push(await startPeer(name, script, stage))
}

/** A peer needs no consent before its form. */
async function introduce({ name, crowd }: Subject, script: Script, size: number): Promise<void> {
  say(`${name}: ${size} people come in`)
  const opening = name === 'ours' ? script.opening : script.opening.slice(0, 1)
  const { lost, doubled, wrong } = await crowd.ask({ kind: 'introduce', script: { ...script, opening }, size })
  if (lost + doubled + wrong > 0) throw new Error(`${name}: ${lost} lost, ${doubled} doubled, ${wrong} wrong at once`)
}

async function measureAll({ scenarios, rounds, seconds }: Options, subjects: Subject[]): Promise<Findings> {
  const findings: Findings = { results: { rows: [], memory: [] }, spans: new Map() }
  for (const scenario of scenarios) {
    const windows = new Map<SubjectName, Measured[]>()
    for (let round = 0; round < rounds; round++)
      for (const subject of turnedBy(subjects, round)) {
        const measured = await measure(subject, scenario, seconds)
        say(progress(subject, scenario, round, measured))
        push(windows, subject.name, measured)
        push(findings.spans, subject.name, { began: measured.began, ended: measured.ended })
      }
    for (const [name, measured] of windows) findings.results.rows.push(rowOf(scenario, name, measured))
  }
  for (const { name, pid } of subjects) findings.results.memory.push({ subject: name, memory: memoryOf(pid) })
  return findings
}

/** Another one begins in each round, for whoever comes next finds the disk busy with the one before. */
const turnedBy = <T>(items: readonly T[], by: number): T[] => {
  const first = by % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}

const push = <K, V>(lists: Map<K, V[]>, key: K, value: V) => lists.set(key, [...(lists.get(key) ?? []), value])

const progress = ({ name }: Subject, scenario: Scenario, round: number, { turns, seconds }: Measured) =>
  `${scenario.name}, round ${round + 1}, ${name}: ${(turns / seconds).toFixed(0)} turns/s`

const say = (line: string) => console.error(line)
