/** Does a condition hold? Undecided where it needs something that was not told. */

import { monthsBetween } from '../civil-date.ts'
import { ageInMonths, experience, type Facts, fieldOf, hasCertificate, japaneseRank, titpOf } from './facts.ts'
import type { Condition } from './rule.ts'

export type Truth = boolean | undefined

/** Everything at once: false where anything is false, undecided where anything is undecided. */
function all(parts: Truth[]): Truth {
  if (parts.includes(false)) return false
  return parts.includes(undefined) ? undefined : true
}

type Tests = { [Key in keyof Condition]-?: (wanted: NonNullable<Condition[Key]>, facts: Facts) => Truth }

type Flag =
  | 'str'
  | 'kaigoSkillTest'
  | 'kaigoLanguageTest'
  | 'skillTest'
  | 'careworkerCertificate'
  | 'technicalTraining'
  | 'tattoo'
  | 'piercing'
  | 'colourBlind'
  | 'glasses'
  | 'formerEpa'
  | 'married'

const flag =
  (name: Flag) =>
  (wanted: boolean, { candidate }: Facts): Truth =>
    candidate[name] === undefined ? undefined : candidate[name] === wanted

const atLeast = (value: number | undefined, min: number): Truth => (value === undefined ? undefined : value >= min)
const oneOf = (value: string | undefined, wanted: readonly string[]): Truth =>
  value === undefined ? undefined : wanted.includes(value)

const TESTS: Tests = {
  age: (wanted, facts) => ageHolds(wanted, ageInMonths(facts, wanted.monthsAhead)),
  sex: (wanted, { candidate }) => oneOf(candidate.sex, [wanted]),
  education: (wanted, { candidate }) => oneOf(candidate.educationLevel, wanted),
  field: (wanted, facts) => oneOf(fieldOf(facts), wanted),
  str: flag('str'),
  experience: ({ min, untilReference }, facts) => {
    const { months, atMost } = experience(facts)
    const more = untilReference && facts.candidate.str !== false ? monthsBetween(facts.today, facts.reference) : 0
    return atMost + more < min ? false : months === undefined ? undefined : months + more >= min
  },
  japanese: (wanted, { candidate }) => atLeast(japaneseRank(candidate.japanese), japaneseRank(wanted)!),
  japaneseCertificate: (wanted, facts) => {
    const has = hasCertificate(facts)
    return has === undefined ? undefined : has === wanted
  },
  kaigoSkillTest: flag('kaigoSkillTest'),
  kaigoLanguageTest: flag('kaigoLanguageTest'),
  skillTest: flag('skillTest'),
  careworkerCertificate: flag('careworkerCertificate'),
  technicalTraining: flag('technicalTraining'),
  epsTopik: ({ min }, { candidate: { epsTopik } }) =>
    typeof epsTopik === 'boolean' ? epsTopik : atLeast(epsTopik, min),
  tattoo: flag('tattoo'),
  piercing: flag('piercing'),
  colourBlind: flag('colourBlind'),
  glasses: flag('glasses'),
  formerEpa: flag('formerEpa'),
  formerTitp: (wanted, facts) => {
    const titp = titpOf(facts)
    return titp && titp.been === wanted
  },
  height: ({ min }, { candidate }) => atLeast(candidate.heightCm, min),
  weight: ({ min }, { candidate }) => atLeast(candidate.weightKg, min),
  married: flag('married'),
  past: (wanted, facts) => pastHolds(wanted, facts),
}

export function holds(condition: Condition, facts: Facts): Truth {
  const asked = Object.entries(condition) as [keyof Condition, never][]
  return all(asked.map(([key, wanted]) => (TESTS[key] as (wanted: never, facts: Facts) => Truth)(wanted, facts)))
}

function ageHolds({ min, max, under }: NonNullable<Condition['age']>, months: number | undefined): Truth {
  if (months === undefined) return undefined
  return (
    (min === undefined || months >= min * 12) &&
    (max === undefined || months < (max + 1) * 12) &&
    (under === undefined || months < under * 12)
  )
}

function pastHolds(wanted: NonNullable<Condition['past']>, facts: Facts): Truth {
  if (wanted === 'epa') return facts.candidate.formerEpa === true
  const titp = titpOf(facts)
  if (!titp?.been) return false
  if (wanted === 'titp') return true
  if (wanted === 'titp-5-years') return titp.fiveYears
  return all([titp.second, wanted === 'titp-2' ? true : titp.kaigo])
}
