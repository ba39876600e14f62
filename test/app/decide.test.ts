import { describe, expect, it } from 'vitest'
import { type Brain, decideChats } from '../../src/app/decide.ts'
import type { Decided } from '../../src/app/store.ts'
import { MemoryTurns } from './memory-turns.ts'
import { type Logged, smallBrain } from './small-brain.ts'

const APOLOGY = /^Maaf, Kak, ada gangguan di pihak saya/

async function decide(turns: MemoryTurns, brain: Brain = smallBrain()): Promise<void> {
  await turns.take(10, async (tx) => tx.save(await decideChats(brain, tx)))
}

describe('a decision', () => {
  it('answers every event in order', async () => {
    const turns = new MemoryTurns()
    turns.says('siti', 'satu', 'dua', { kind: 'voice', what: 'pesan suara' })
    await decide(turns)
    expect(turns.told('siti')).toEqual(['jawab satu', 'jawab dua', 'dengar voice'])
    expect(turns.outcomes('siti')).toEqual(['answered', 'answered', 'answered'])
  })

  it('apologises for a flow that throws, keeps what was remembered, and goes on with everybody else', async () => {
    const logged: Logged[] = []
    const turns = new MemoryTurns()
    const siti = turns.says('siti', 'boom: NIK saya 6371015708990001', 'satu')
    siti.memory = { session: { ...siti.memory.session, notes: { meja: 1 } }, drafts: { daftar: { answers: { a: 1 } } } }
    const { memory } = siti
    turns.says('rahmah', 'dua')
    await decide(turns, smallBrain(logged))
    expect(turns.told('siti')).toEqual([expect.stringMatching(APOLOGY), 'jawab satu'])
    expect(turns.outcomes('siti')).toEqual(['failed', 'answered'])
    expect(siti.memory.drafts).toEqual(memory.drafts)
    expect(siti.memory.session.notes).toEqual({ meja: 1 })
    expect(turns.told('rahmah')).toEqual(['jawab dua'])
    expect(logged).toMatchObject([{ level: 'error', fields: { event: '1', error: { name: 'TypeError' } } }])
    expect(JSON.stringify(logged)).not.toMatch(/NIK|6371015708990001/)
    expect((logged[0]!.fields as { error: { at: string } }).error.at).toMatch(/small-brain\.ts/)
  })

  it('drops what was said for want of better when something clearer came at once', async () => {
    const turns = new MemoryTurns()
    turns.says('siti', 'hm', 'satu')
    await decide(turns)
    expect(turns.told('siti')).toEqual(['jawab satu'])
    turns.says('siti', 'dua', 'hm')
    await decide(turns)
    expect(turns.told('siti')).toEqual(['jawab satu', 'jawab dua', 'jawab hm'])
  })

  it('leaves what follows an effect to the next transaction, which sees what the effect changed', async () => {
    const turns = new MemoryTurns()
    turns.says('siti', 'satu', 'lapor', 'dua')
    await decide(turns)
    expect(turns.told('siti')).toEqual(['jawab satu', 'jawab lapor'])
    expect(turns.chats.get('siti')!.events.map(({ input }) => input)).toEqual([{ kind: 'text', text: 'dua' }])
    await decide(turns)
    expect(turns.told('siti').at(-1)).toBe('jawab dua')
  })

  it('tells every member of staff but the one who did it, and the person whom it concerns', async () => {
    const turns = new MemoryTurns()
    turns.staff = ['rina', 'tono', 'siti']
    turns.notices = () => [
      { to: 'staff', about: 'ticket', ticket: 7, urgent: true, text: 'tolong', file: undefined },
      { to: 'person', chat: 'rahmah', about: 'answer', text: 'Senin', by: 'Rina' },
    ]
    turns.says('siti', 'lapor')
    await decide(turns)
    const { outgoing } = turns.saved[0] as Decided
    expect(outgoing.map(({ chat, kind }) => [chat, kind])).toEqual([
      ['siti', 'reply'],
      ['rina', 'notice'],
      ['tono', 'notice'],
      ['rahmah', 'notice'],
    ])
    expect(turns.told('rina')[0]).toMatch(/DARURAT.*tiket 7[\s\S]*tolong/)
    expect(turns.told('rahmah')[0]).toMatch(/Rina[\s\S]*Senin/)
    for (const { reply, kind } of outgoing) expect(reply.aside).toBe(kind === 'notice' ? true : undefined)
  })

  it('keeps nothing in memory of a person who is forgotten, nor what was said to them in the same breath', async () => {
    const turns = new MemoryTurns()
    const siti = turns.says('siti', 'data saya', 'hapus', 'dua')
    siti.memory = { session: { ...siti.memory.session, notes: { x: 'Siti' } }, drafts: { daftar: 'Siti' } }
    await decide(turns)
    expect(turns.told('siti')).toEqual(['jawab hapus'])
    expect(siti.memory).toEqual({ session: { active: 'menu', notes: {}, shown: [] }, drafts: {} })
    expect(turns.saved[0]!.chat.person.id).toBe('person siti, blank')
    expect(turns.saved[0]!.chat.memory.drafts).toEqual({}) // the store drops nothing of the blank person
  })

  it('opens the chat of a person who is back, and not of one who left once more', async () => {
    const turns = new MemoryTurns()
    turns.says('siti', 'halo').left = true
    turns.says('budi', { kind: 'left' }).left = true
    await decide(turns)
    expect(turns.applied).toEqual([
      { chat: 'siti', effect: { kind: 'chatState', state: 'open' } },
      { chat: 'budi', effect: { kind: 'chatState', state: 'left' } },
    ])
  })

  it('says in a group only what everybody may read, and runs no flow', async () => {
    const turns = new MemoryTurns()
    const group = turns.says('grup', 'boom', { kind: 'file', file: { ref: 'x', mime: 'image/jpeg', bytes: 1 } })
    for (const event of group.events) event.group = true
    await decide(turns)
    expect(turns.told('grup')).toEqual([expect.stringMatching(/chat pribadi/)])
    expect(turns.outcomes('grup')).toEqual(['answered', 'answered'])
  })

  it('lets somebody who left or came back be handled without a word', async () => {
    const turns = new MemoryTurns()
    turns.says('siti', { kind: 'left' })
    await decide(turns)
    expect(turns.told('siti')).toEqual([])
    expect(turns.outcomes('siti')).toEqual(['answered'])
  })
})
