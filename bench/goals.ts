import { find, type Results, ratio } from './results.ts'
import { SCENARIOS } from './scenarios.ts'

/** `measured` undefined: not part of this run. */
export type Goal = { goal: string; measured: number | undefined; wanted: string; met: boolean | undefined }

const AGAINST_SESSIONS = 1
const AGAINST_CONVERSATIONS = 2
const P95_MS = 50
const RSS_MB = 200

export function goals(results: Results): Goal[] {
  const closed = SCENARIOS.filter(({ kind }) => kind === 'closed')
  const ours = results.rows.filter(({ subject }) => subject === 'ours')
  const astray = ours.reduce((sum, { lost, doubled, wrong }) => sum + lost + doubled + wrong, 0)
  return [
    ...closed.map(({ name }) =>
      atLeast(`turns/s ÷ grammY sessions, ${name}`, ratio(results, name, 'sessions'), AGAINST_SESSIONS),
    ),
    ...closed.map(({ name }) =>
      atLeast(`turns/s ÷ grammY conversations, ${name}`, ratio(results, name, 'conversations'), AGAINST_CONVERSATIONS),
    ),
    atMost('p95 at 500 people a second, ms', find(results, 'steady', 'ours')?.p95, P95_MS),
    atMost('RSS at the end, MB', results.memory.find(({ subject }) => subject === 'ours')?.memory?.nowMb, RSS_MB),
    atMost('messages not answered exactly once', ours.length > 0 ? astray : undefined, 0),
  ]
}

const atLeast = (goal: string, measured: number | undefined, least: number): Goal => ({
  goal,
  measured,
  wanted: `≥ ${least}`,
  met: measured === undefined ? undefined : measured >= least,
})

const atMost = (goal: string, measured: number | undefined, most: number): Goal => ({
  goal,
  measured,
  wanted: `≤ ${most}`,
  met: measured === undefined ? undefined : measured <= most,
})
