import { existsSync, readFileSync } from 'node:fs'
import { type Profile, type Share, selfTimes } from './self-time.ts'
import { profileOf, type SubjectName, TITLES } from './subjects.ts'
import { figure, table } from './table.ts'

const MOST_FUNCTIONS = 30
const MOST_PLACES = 20

/** Where each measured process spent its time. */
export function profilePart(
  folder: string,
  spans: ReadonlyMap<SubjectName, readonly { began: number; ended: number }[]>,
): string {
  const parts = [...spans].map(([name, measured]) => {
    const file = profileOf(folder, name)
    if (!existsSync(file)) return `${TITLES[name]}: no profile was written`
    const { functions, places } = selfTimes(JSON.parse(readFileSync(file, 'utf8')) as Profile, measured)
    const lists = [shares('place', places, MOST_PLACES), shares('function', functions, MOST_FUNCTIONS)]
    return [`${TITLES[name]}, own time without waiting (${file})`, ...lists].join('\n\n')
  })
  return parts.join('\n\n')
}

const shares = (what: string, all: readonly Share[], most: number) =>
  table(
    [what, 'ms', '%'],
    all.slice(0, most).map(({ name, ms, percent }) => [name, figure(ms), figure(percent, 1)]),
  )
