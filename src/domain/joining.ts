/** Two chats of one human become one: what a code is, what is found behind it, and what becomes of what both have told. */
import type { Channel } from './chat.ts'
import type { Person } from './person.ts'
import type { Answers, Registration } from './registration.ts'
import type { Drafts } from './session.ts'
import { isEnd } from './stage.ts'

/** Digits only, for they are typed on a phone. Eight of them, and five tries an hour: guessing is hopeless. */
export const CODE_DIGITS = 8
export const CODE_MINUTES = 10
export const TRIES = 5
export const TRIES_MINUTES = 60

/** "4821 7359" */
export const spacedCode = (code: string): string => `${code.slice(0, CODE_DIGITS / 2)} ${code.slice(CODE_DIGITS / 2)}`

/** What one of the two has told so far; `at`: when each draft was last touched. */
export type Side = { person: Person; drafts: Drafts; at: Record<string, Date> }

/**
 * What is behind a typed code. `limited`: too many were wrong. `used`: typed in another chat, or joined already. `joined`:
 * both chats are one person's. `busy`: the other chat is being talked with at this moment.
 */
export type JoinFound =
  | { outcome: 'wrong' | 'old'; triesLeft: number }
  | { outcome: 'limited' | 'used' | 'own' | 'joined' | 'busy' }
  | { outcome: 'open'; channel: Channel; there: Side; hereAt: Side['at'] }

export type JoinPlan = {
  /** The registration that counts from now on, and the older one of the same human that is taken back for it. */
  keeps: Registration | undefined
  withdraws: Registration | undefined
  /** By flow: what takes the place of both drafts; undefined: nothing is left open. */
  drafts: Drafts
  /** By flow: answers that gave way to newer ones, by where they stood. */
  dropped: Record<string, Answers[]>
}

const FORM = 'daftar'
/** What these ask of a person is the same in every chat; of another form, two drafts may be about two things. */
const ABOUT_ONESELF = new Set([FORM, 'cek-syarat'])

type Told = { at: number; answers: Answers }

/** Every answer to a form that one side has given, sent or not. */
function told(flow: string, { person, drafts, at }: Side): Told[] {
  const sent = flow === FORM ? person.registrations : []
  const answers = answersOf(drafts[flow])
  return [
    ...sent.map(({ submittedAt, answers }) => ({ at: submittedAt.getTime(), answers })),
    ...(answers ? [{ at: at[flow]?.getTime() ?? 0, answers }] : []),
  ]
}

/** undefined: nothing is kept, or what is kept is no form. */
const answersOf = (draft: unknown) => (draft as { answers?: Answers } | null | undefined)?.answers

/** Do both say who they are, and not the same? By NIK, else by day of birth; two registrations need the same NIK. */
export function areTwoPeople(here: Side, there: Side): boolean {
  const [one, other] = [told(FORM, here), told(FORM, there)]
  const niks = said(one, other, 'nik', (value) => /^\d{16}$/.test(value))
  if (niks) return niks === 'different'
  if (here.person.registrations.length > 0 && there.person.registrations.length > 0) return true
  return said(one, other, 'birthDate', () => true) === 'different'
}

function said(one: Told[], other: Told[], field: string, isOne: (value: string) => boolean) {
  const values = (all: Told[]) => all.map(({ answers }) => String(answers[field] ?? '')).filter((v) => v && isOne(v))
  const [here, there] = [values(one), values(other)]
  if (here.length === 0 || there.length === 0) return undefined
  return here.some((value) => there.includes(value)) ? 'same' : 'different'
}

/**
 * What becomes of both: the newest registration that is under way counts, newer answers win, and whatever only one of them has is kept. Of a
 * form that is not about the person the newer draft stays as it is.
 */
export function planJoin(here: Side, there: Side): JoinPlan {
  const sent = [...here.person.registrations, ...there.person.registrations].sort(
    (a, b) => a.submittedAt.getTime() - b.submittedAt.getTime(),
  )
  const underWay = sent.filter(({ stage }) => !isEnd(stage))
  const keeps = underWay.at(-1) ?? sent.at(-1)
  const plan: JoinPlan = { keeps, withdraws: underWay.at(-2), drafts: {}, dropped: {} }
  for (const flow of new Set([FORM, ...Object.keys(here.drafts), ...Object.keys(there.drafts)])) {
    const [one, other] = [told(flow, here), told(flow, there)]
    if (one.length === 0 || other.length === 0) continue
    const all = [...one, ...other].sort((a, b) => a.at - b.at)
    const answers = ABOUT_ONESELF.has(flow) ? merged(all) : all.at(-1)!.answers
    const counting = flow === FORM ? keeps?.answers : undefined
    const nothingNew = counting !== undefined && differing(answers, counting) === undefined
    plan.drafts[flow] = nothingNew ? undefined : { answers }
    // What stands in the registration that counts is not lost, whatever the unsent changes say.
    const losing = all.filter((source) => source.answers !== counting)
    const dropped = losing.map((source) => differing(source.answers, answers)).filter((given) => given !== undefined)
    if (dropped.length > 0) plan.dropped[flow] = dropped
  }
  return plan
}

/** Oldest first. What was skipped takes nothing away from what was answered. */
function merged(all: Told[]): Answers {
  const answers: Answers = Object.create(null)
  for (const [field, value] of all.flatMap((one) => Object.entries(one.answers)))
    if (value !== undefined && !(value === null && answers[field] !== undefined)) answers[field] = value
  return answers
}

/** What `these` say otherwise than `those`; skipped answers say nothing. undefined: nothing. */
function differing(these: Answers, those: Answers): Answers | undefined {
  const other = Object.entries(these).filter(([field, value]) => value != null && !isSame(value, those[field]))
  return other.length > 0 ? Object.fromEntries(other) : undefined
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
