/** What the bench counts as answered, doubled and wrong: a measurement that cannot fail proves nothing. */
import { describe, expect, test } from 'vitest'
import type { Script } from '../../bench/conversation.ts'
import { Person } from '../../bench/crowd/person.ts'

const said = (text: string) => ({ text, html: text, buttons: [] })
const SCRIPT: Script = {
  opening: [{ text: '/start', answer: [said('halo')] }],
  round: [
    { text: 'daftar', answer: [said('mulai'), said('nama?')] },
    { text: 'siti', answer: [said('umur?')] },
  ],
}

describe('a person of the bench', () => {
  test('goes through the opening once and round after round', () => {
    const person = new Person(1, SCRIPT)
    const written = Array.from({ length: 6 }, (_, at) => person.writes(at))
    expect(written).toEqual(['/start', 'daftar', 'siti', 'daftar', 'siti', 'daftar'])
  })

  test('has the answer when its last part is there', () => {
    const person = new Person(1, SCRIPT)
    person.writes(0)
    expect(person.sees('halo', 3)).toEqual({ kind: 'answered', wrong: false, at: 0, ms: 3 })
    person.writes(10)
    expect(person.sees('mulai', 12)).toEqual({ kind: 'part', wrong: false })
    expect(person.waiting).toBe(1)
    expect(person.sees('nama?', 17)).toEqual({ kind: 'answered', wrong: false, at: 10, ms: 7 })
    expect(person.waiting).toBe(0)
  })

  test('notices what comes twice, to nobody, or is something else', () => {
    const person = new Person(1, SCRIPT)
    expect(person.sees('iklan', 0)).toEqual({ kind: 'doubled' })
    person.writes(0)
    person.sees('halo', 1)
    expect(person.sees('halo', 2)).toEqual({ kind: 'doubled' })
    person.writes(3)
    expect(person.sees('halo', 4)).toEqual({ kind: 'doubled' })
    expect(person.sees('selesai', 5)).toEqual({ kind: 'part', wrong: true })
  })

  test('counts what never came', () => {
    const person = new Person(1, SCRIPT)
    person.writes(0)
    person.writes(1)
    person.sees('halo', 2)
    expect(person.givesUp()).toBe(1)
    expect(person.waiting).toBe(0)
  })
})
