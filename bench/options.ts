import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SCENARIOS, type Scenario } from './scenarios.ts'
import { SUBJECTS, type SubjectName } from './subjects.ts'

export type Options = {
  seconds: number
  rounds: number
  subjects: SubjectName[]
  scenarios: Scenario[]
  json: boolean
  profiles: string | undefined
}

const USAGE = `npm run bench -- [--seconds N] [--rounds N] [--only NAME]… [--json] [--profile FOLDER]
  --seconds N       length of each stretch of measuring (10)
  --rounds N        how often each is repeated, in turn (3)
  --only NAME       of ${SUBJECTS.join(', ')}, or of the scenarios ${SCENARIOS.map(({ name }) => name).join(', ')}; may be repeated
  --json            all figures as JSON instead of tables
  --profile FOLDER  also says where each process spends its time; its .cpuprofile goes into FOLDER`

/** Throws an Error with the usage when the command line makes no sense. */
export function readOptions(args: string[]): Options {
  const { values } = parse(args)
  const only = values.only ?? []
  const unknown = only.find((name) => !SUBJECTS.some((s) => s === name) && !SCENARIOS.some((s) => s.name === name))
  const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
  if (unknown !== undefined || !(seconds > 0) || !(Number.isInteger(rounds) && rounds > 0)) throw new Error(USAGE)
  const subjects = SUBJECTS.filter((name) => only.includes(name))
  const scenarios = SCENARIOS.filter(({ name }) => only.includes(name))
  return {
    seconds,
    rounds,
    subjects: subjects.length > 0 ? subjects : [...SUBJECTS],
    scenarios: scenarios.length > 0 ? scenarios : [...SCENARIOS],
    json: values.json,
    profiles: values.profile === undefined ? undefined : resolve(values.profile),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        seconds: { type: 'string', default: '10' },
        rounds: { type: 'string', default: '3' },
        only: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    })
  } catch {
    throw new Error(USAGE)
  }
}
