import { expect } from 'vitest'
import type { Seen } from '../telegram/fake-telegram.ts'
import { countDoubles, straysIn } from './doubles.ts'
import type { Ledger } from './ledger.ts'
import type { Applicant } from './people/applicant.ts'

export type Counts = Record<
  'people' | 'turns' | 'sent' | 'doubles' | 'repeated' | 'unknown' | 'silences' | 'again' | 'mended',
  number
>

type Exported = Record<string, string>

/** A send and its entry in the ledger are not further apart than this (ms), while the database answers. */
const IN_FLIGHT_MS = 1000

/**
 * Everybody is registered exactly once, with what they said; every message was handled once and answered; what was sent
 * twice had been on its way when something was killed. `kills`: spans of time (ms since the epoch) in which the ledger
 * could not be written: from the kill of the database to its return, or the moment of a kill of the assistant.
 */
export function checkBooks(
  people: readonly Applicant[],
  seen: readonly Seen[],
  ledger: Ledger,
  exported: readonly Exported[],
  kills: readonly [from: number, to: number][],
): Counts {
  checkRegistrations(people, exported)
  checkInbox(people, ledger)
  checkOutbox(people, ledger)
  const doubles = checkDoubles(seen, ledger, kills)
  const sum = (count: (person: Applicant) => number) => people.reduce((total, person) => total + count(person), 0)
  return {
    people: people.length,
    turns: sum((person) => person.acts.length),
    sent: seen.length,
    doubles,
    repeated: ledger.outbox.filter((row) => row.repeated).length,
    unknown: ledger.outbox.filter((row) => row.state === 'unknown').length,
    silences: sum((person) => person.silences.length),
    again: sum((person) => person.again),
    mended: sum((person) => person.mended),
  }
}

function checkRegistrations(people: readonly Applicant[], exported: readonly Exported[]): void {
  expect(exported).toHaveLength(people.length)
  expect(new Set(exported.map((row) => row.personId)).size).toBe(people.length)
  for (const { life, answered } of people) {
    const name = life.answers.get('fullName')!.stored
    const [row, ...others] = exported.filter((candidate) => candidate.fullName === name)
    expect(others, name).toEqual([])
    const expected = Object.fromEntries(
      [...life.answers].map(([question, { stored }]) => [
        question,
        answered.has(question) ? stored : row![question] && stored,
      ]),
    )
    expect(row, name).toMatchObject({ ...expected, schemes: life.schemes.stored, nikCheck: '' })
  }
}

/** What a person did is there once, and was answered. */
function checkInbox(people: readonly Applicant[], { inbox }: Ledger): void {
  expect(inbox.filter((row) => !row.done || row.outcome !== 'answered')).toEqual([])
  const handled = countBy(inbox.map((row) => row.chatId))
  for (const { chatId, acts } of people) expect([chatId, handled.get(chatId)]).toEqual([chatId, acts.length])
  expect(inbox).toHaveLength(people.reduce((sum, { acts }) => sum + acts.length, 0))
}

/**
 * No message is left over. Who met no double has one reply to each thing they did, and the form's opening beside them:
 * more would be something handled twice, less a reply that is missing. A reply whose repeat was cut short too stays
 * `unknown`; only there may a person have heard nothing and have had to write again.
 */
function checkOutbox(people: readonly Applicant[], { outbox }: Ledger): void {
  const killedTwice = outbox.filter((row) => row.state === 'unknown' && row.repeated && row.attempts >= 2)
  expect(outbox.filter((row) => row.state !== 'sent' && !killedTwice.includes(row))).toEqual([])
  expectOrder(outbox)
  const sent = countBy(outbox.map((row) => row.chatId))
  for (const { chatId, acts, again, silences } of people) {
    const excused = killedTwice.some((row) => row.chatId === chatId)
    if (!excused) expect({ chatId, silences }).toEqual({ chatId, silences: [] })
    const plain = again === 0 && !outbox.some((row) => row.chatId === chatId && row.repeated)
    if (plain) expect([chatId, sent.get(chatId)]).toEqual([chatId, acts.length + 1])
    else expect(sent.get(chatId)).toBeGreaterThan(0)
  }
}

/** What was decided first also arrived first, chat by chat. */
export function expectOrder(outbox: Ledger['outbox']): void {
  const last = new Map<number, number>()
  for (const { chatId, platformIds, id } of outbox)
    for (const message of platformIds) {
      expect(message, `row ${id} of ${chatId}`).toBeGreaterThan(last.get(chatId) ?? 0)
      last.set(chatId, message)
    }
}

/** Nothing was sent but by a row, and more than once only by one that was on its way when something was killed. */
function checkDoubles(seen: readonly Seen[], ledger: Ledger, kills: readonly [from: number, to: number][]): number {
  const strays = straysIn(seen, ledger)
  const inFlight = ({ at }: Seen) => kills.some(([from, to]) => at > from - IN_FLIGHT_MS && at <= to)
  expect(strays.filter(({ seen, row }) => !row?.repeated || !inFlight(seen))).toEqual([])
  const copies = countBy(strays.map(({ seen, row }) => `${row!.id} ${row!.state} ${seen.sent}`))
  for (const [copy, times] of copies) expect(times, copy).toBeLessThanOrEqual(copy.includes(' unknown ') ? 2 : 1)
  return countDoubles(strays)
}

function countBy<K>(keys: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
