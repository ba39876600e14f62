/** What the engine itself promises, with small flows of our own. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newSession } from '../../src/domain/session.ts'
import { book } from '../../src/flows/book.ts'
import { defineFlow, type Flow, saying } from '../../src/flows/flow.ts'
import { menu } from '../../src/flows/menu.ts'
import type { FlowBook } from '../../src/flows/talk.ts'
import { Chatter, textOf } from './chatter.ts'

const STAFF = { staff: { id: 's1', name: 'Rina', role: 'petugas' as const } }

const bookOf = (...flows: Flow[]): FlowBook => ({
  flows: new Map([menu, ...flows].map((flow) => [flow.name, flow])),
  commands: new Map(flows.map((flow) => [flow.name, flow.name])),
})

/** Says its name and hands over. */
const leading = (name: string, goTo: string): Flow => saying(name, () => ({ replies: [{ text: name }], goTo }))

describe('handing over', () => {
  it('follows a chain, and says everything on the way', () => {
    const chain = ['a', 'b', 'c', 'd'].map((name, i) => leading(name, ['b', 'c', 'd', 'menu'][i]!))
    const heard = new Chatter({ book: bookOf(...chain) }).says('a')
    expect(heard.replies.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'Ada yang bisa saya bantu, Kak?'])
  })

  it('stops a circle with an error that names it, so that nobody waits for ever', () => {
    const circle = new Chatter({ book: bookOf(leading('a', 'b'), leading('b', 'a')) })
    expect(() => circle.says('a')).toThrow(/in circles: .* → [ab]/)
  })

  it('takes a flow that is not there for the menu', () => {
    expect(textOf(new Chatter({ book: bookOf(leading('a', 'nowhere')) }).says('a'))).toContain('Ada yang bisa')
  })
})

describe('the staff desk', () => {
  it('opens for staff, and looks up what waits', () => {
    const chatter = new Chatter({ person: STAFF })
    chatter.says('meja')
    expect(chatter.memory.session.active).toBe('meja')
  })

  it.each(['meja', '/meja', 'MEJA'])('is the menu for everybody else who types "%s"', (word) => {
    const chatter = new Chatter()
    expect(textOf(chatter.says(word))).toContain('Mau mulai dari mana')
    expect(chatter.memory.session.active).toBe('menu')
  })

  it.each(['meja:terima=LA-2026-000001', 'meja:tiket=1', 'meja:kirim', 'meja:depan'])(
    'does nothing for a button %s of somebody who is not staff',
    (id) => {
      const heard = new Chatter().taps(id)
      expect(heard.effects).toEqual([])
      expect(textOf(heard)).toContain('Tombol itu sudah tidak berlaku')
    },
  )

  it('does nothing either for whoever was staff when they opened it', () => {
    const session = { ...newSession(), active: 'meja', notes: { meja: { answering: 1, text: 'rahasia' } } }
    const heard = new Chatter({ memory: { session } }).says('kirim')
    expect(heard.effects).toEqual([])
  })

  it('lets staff write of danger to somebody else, but not only to themselves', () => {
    const writing = { ...newSession(), active: 'meja', notes: { meja: { answering: 1 } } }
    const heard = new Chatter({ person: STAFF, memory: { session: writing } }).says('Kakak disekap? Hubungi 110')
    expect(textOf(heard)).toContain('Untuk tiket 1')
    const idle = { ...newSession(), active: 'meja', notes: { meja: {} } }
    expect(textOf(new Chatter({ person: STAFF, memory: { session: idle } }).says('saya disekap'))).toContain('110')
  })
})

describe('memory', () => {
  it('begins a flow afresh whose note does not fit any more', () => {
    const flow = defineFlow({
      name: 'hitung',
      draft: z.object({ n: z.number() }),
      fresh: { n: 0 },
      enter: (draft) => ({ draft: { n: draft.n + 1 }, replies: [{ text: `ke-${draft.n + 1}` }] }),
      receive: (draft) => ({ draft, replies: [{ text: 'ya' }] }),
    })
    const session = { ...newSession(), notes: { hitung: { n: 'banyak' } } }
    const chatter = new Chatter({ book: bookOf(flow), memory: { session } })
    expect(textOf(chatter.says('hitung'))).toBe('ke-1')
    expect(textOf(chatter.says('hitung'))).toBe('ke-2')
  })

  it('keeps every flow that a button of the menu leads to', () => {
    const chatter = new Chatter({ person: STAFF })
    const { choices = [] } = chatter.says('menu').replies[0]!
    for (const { id } of choices) {
      const heard = chatter.twin().taps(id)
      expect(textOf(heard)).not.toContain('sudah tidak berlaku')
    }
    expect(choices.length).toBeGreaterThan(5)
    expect([...book.commands.values()].every((name) => book.flows.has(name))).toBe(true)
  })
})

describe('an emergency', () => {
  it('passes on what is written for half a day, and not what is written days later', () => {
    const chatter = new Chatter()
    chatter.says('saya disekap')
    expect(chatter.says('di lantai 3', 3600_000).effects).toMatchObject([{ kind: 'tellStaff', about: 'darurat' }])
    expect(chatter.says('halo kak', 3 * 24 * 3600_000).effects).toEqual([])
    expect(chatter.says('saya disekap lagi').effects).toMatchObject([{ kind: 'tellStaff', about: 'darurat' }])
  })

  it.each([
    ['saya disekap di rumah majikan di taiwan', '1955'],
    ['saya dipukul bos di jepang, mau pulang ke indonesia', 'KBRI Tokyo'],
    ['paspor saya disita, saya di korea', '112'],
    ['saya disekap di banjarmasin', 'Polisi Indonesia'],
  ])('shows the numbers of the place in "%s"', (text, number) => {
    const heard = textOf(new Chatter().says(text))
    expect(heard).toContain(number)
    if (!text.includes('banjarmasin')) expect(heard).not.toContain('Polisi Indonesia')
  })
})

describe('a person under 18', () => {
  it('leaves nothing behind, not even a registration that was sent before', () => {
    const chatter = new Chatter()
    for (const line of ['daftar', 'setuju', '12', 'lewati']) chatter.says(line)
    chatter.person.registrations = [
      { number: 'LA-1', stage: 'terdaftar', schemes: [], answers: {}, submittedAt: chatter.now },
    ]
    const heard = chatter.says('3 mei 2010')
    expect(heard.effects.map(({ kind }) => kind)).toEqual(['withdrawConsent', 'withdrawRegistration'])
    expect(chatter.memory.drafts).toEqual({})
    expect(textOf(chatter.says('lihat data'))).toContain('belum menyimpan data pribadi')
  })
})
