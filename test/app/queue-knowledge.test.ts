import { describe, expect, it } from 'vitest'
import { QueueKnowledge } from '../../src/app/queue-knowledge.ts'

function world() {
  const clock = { now: 1000 }
  return { clock, knowledge: new QueueKnowledge(() => clock.now) }
}

describe('what a decision knew of the queue', () => {
  it('is true as long as nothing went back', () => {
    const { knowledge } = world()
    expect(knowledge.isTrue('siti', 900)).toBe(true)
  })

  it('is not true while a message of the chat goes back, nor for who looked before it was written', () => {
    const { clock, knowledge } = world()
    knowledge.wentBack({ row: '1', chat: 'siti' })
    knowledge.wentBack({ row: '2', chat: 'siti' })
    clock.now = 2000
    knowledge.written(['1', '99'])
    clock.now = 3000
    expect(knowledge.isTrue('siti', 2500)).toBe(false) // the second is still on its way
    knowledge.written(['2'])
    clock.now = 4000
    expect(knowledge.isTrue('siti', 3000)).toBe(false)
    expect(knowledge.isTrue('siti', 3001)).toBe(true)
    expect(knowledge.isTrue('rahmah', 500)).toBe(true)
  })

  it('is remembered as long as a decision may take, and then forgotten', () => {
    const { clock, knowledge } = world()
    knowledge.wentBack({ row: '1', chat: 'siti' })
    knowledge.written(['1'])
    clock.now += 59_000
    knowledge.written([])
    expect(knowledge.isTrue('siti', 900)).toBe(false)
    clock.now += 2000
    knowledge.written([])
    expect(knowledge.isTrue('siti', 900)).toBe(true)
  })

  it('is true of nothing while a commit is in doubt, nor for who looked before the doubt was over', () => {
    const { clock, knowledge } = world()
    knowledge.doubt()
    expect(knowledge.isTrue('siti', 5000)).toBe(false)
    clock.now = 2000
    knowledge.sure()
    expect(knowledge.isTrue('siti', 1999)).toBe(false)
    expect(knowledge.isTrue('siti', 2000)).toBe(true)
    clock.now = 3000
    knowledge.sure() // there was no doubt
    expect(knowledge.isTrue('siti', 2500)).toBe(true)
  })
})
