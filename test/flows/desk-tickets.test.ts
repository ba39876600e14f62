import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Choice } from '../../src/domain/chat.ts'
import { Theatre } from '../theatre.ts'

const PEOPLE = ['siti', 'rahmah', 'wati']
/** On Telegram, and on WhatsApp. */
const STAFF = ['petugas', 'wa']

type Move = { by: number; what: 'open' | 'answer' | 'write' | 'send' | 'tap' | 'leave' | 'person'; pick: number }

const move: fc.Arbitrary<Move> = fc.record({
  by: fc.nat(1),
  what: fc.constantFrom('open', 'answer', 'answer', 'write', 'write', 'write', 'send', 'send', 'send', 'tap', 'person'),
  pick: fc.nat(1000),
})

/**
 * Two of the staff and three tickets. Whoever writes believes to write for the ticket that they chose to answer last; the
 * words say for which one.
 */
class Office {
  readonly #theatre: Theatre
  readonly #tickets = new Map<number, string>()
  readonly #answering = new Map<string, number>()
  #words = 0
  /** What somebody got: to whom it came, and for which ticket it was written. */
  readonly arrived: { to: string; written: number }[] = []

  constructor(theatre: Theatre) {
    this.#theatre = theatre
  }

  async open(): Promise<void> {
    await this.#theatre.db.pool.query(
      "INSERT INTO staff (name, role, channel, chat_id) VALUES ('Tono', 'petugas', 'whatsapp', 'wa')",
    )
    for (const who of STAFF) await this.#does(who, 'menu')
    for (const [n, who] of PEOPLE.entries()) {
      await this.#does(who, 'petugas')
      await this.#does(who, `saya ${who}, mau tanya`)
      this.#tickets.set(n + 1, who)
    }
  }

  async moves({ by, what, pick }: Move): Promise<void> {
    const who = STAFF[by]!
    if (what === 'open') return this.#does(who, { id: `meja:tiket=${(pick % 3) + 1}`, label: 'Buka' })
    if (what === 'answer') return this.#does(who, { id: `meja:jawab=${(pick % 3) + 1}`, label: 'Jawab' })
    if (what === 'write') {
      if (!this.#answering.has(who)) await this.#does(who, { id: `meja:jawab=${(pick % 3) + 1}`, label: 'Jawab' })
      return this.#write(who)
    }
    if (what === 'send') return this.#does(who, 'kirim')
    if (what === 'leave') return this.#does(who, 'batal')
    if (what === 'person') return this.#does(PEOPLE[pick % 3]!, 'halo, saya lagi')
    const seen = this.#buttons(who)
    const button = seen[pick % Math.max(1, seen.length)]
    if (button) await this.#does(who, button)
  }

  isRight({ to, written }: { to: string; written: number }): boolean {
    return this.#tickets.get(written) === to
  }

  /** Every button about tickets that they were ever shown. */
  #buttons(who: string): Choice[] {
    const shown = this.#theatre.heard.filter(({ to }) => to === who).flatMap(({ reply }) => reply.choices ?? [])
    return shown.filter(({ id }) => id.startsWith('meja:') && !/=\d+\.[a-z]+$/.test(id.replace(/kirim=.*/, '')))
  }

  /** Only who was asked for an answer writes one. */
  async #write(who: string): Promise<void> {
    const ticket = this.#answering.get(who)
    if (ticket !== undefined) await this.#does(who, `jawaban#${ticket}#${++this.#words}`)
  }

  async #does(who: string, done: string | Choice): Promise<void> {
    this.#theatre.now = new Date(this.#theatre.now.getTime() + 1000)
    const input =
      typeof done === 'string' ? ({ kind: 'text', text: done } as const) : ({ kind: 'choice', id: done.id } as const)
    const said = await this.#theatre.does(who, input)
    for (const { to, reply } of said) {
      const asked = /(?:Tulis jawaban untuk|^Untuk) tiket (\d+)[.:]/m.exec(reply.text)?.[1]
      if (to === who && STAFF.includes(who)) {
        if (asked) this.#answering.set(who, Number(asked))
        else if (!reply.aside) this.#answering.delete(who)
      }
      if (!STAFF.includes(to))
        for (const [, written] of reply.text.matchAll(/jawaban#(\d+)#/g))
          this.arrived.push({ to, written: Number(written) })
    }
  }
}

describe('what staff type', () => {
  it('arrives at the person of the ticket it was written for, and at nobody else', async () => {
    let arrived = 0
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 20, maxLength: 30 }), async (moves) => {
        const theatre = await Theatre.open()
        try {
          const office = new Office(theatre)
          await office.open()
          for (const one of moves) await office.moves(one)
          expect(office.arrived.filter((one) => !office.isRight(one))).toEqual([])
          arrived += office.arrived.length
        } finally {
          await theatre.close()
        }
      }),
      { numRuns: 10 },
    )
    expect(arrived).toBeGreaterThan(5)
  }, 180_000)
})
