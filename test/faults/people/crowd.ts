import type { FakeTelegram } from '../../telegram/fake-telegram.ts'
import { Applicant, type Pace } from './applicant.ts'
import { lifeOf } from './life.ts'

const FIRST_CHAT = 5_000_001
const TICK_MS = 50

/** So many people who register at any time: whoever has finished is followed by somebody new until closing(). */
export class Crowd {
  readonly people: Applicant[] = []
  readonly #fake: FakeTelegram
  readonly #pace: Pace
  readonly #clock: NodeJS.Timeout
  #open = true

  /** `isUp`: whether the assistant is, for nobody loses patience while it is not. */
  constructor(fake: FakeTelegram, pace: Pace, isUp: () => boolean) {
    this.#fake = fake
    this.#pace = pace
    this.#clock = setInterval(() => {
      if (isUp()) for (const person of this.people) person.waits(TICK_MS)
    }, TICK_MS)
  }

  begin(size: number): void {
    for (let i = 0; i < size; i++) this.#enter()
  }

  /** Nobody new comes. Resolves when everybody has registered; rejects, naming those who have not, after `ms`. */
  async closing(ms: number): Promise<void> {
    this.#open = false
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`after ${ms} ms still registering:\n${this.#stuck()}`)), ms)
    })
    await Promise.race([Promise.all(this.people.map((person) => person.done)), late]).finally(() => {
      clearTimeout(timer)
      clearInterval(this.#clock)
      for (const person of this.people) person.leave()
    })
  }

  #enter(): void {
    const n = this.people.length
    const chatId = FIRST_CHAT + n
    const person = new Applicant(this.#fake, chatId, lifeOf(n, chatId), this.#pace)
    this.people.push(person)
    person.begin()
    void person.done.then(() => {
      if (this.#open) this.#enter()
    })
  }

  /** The end of the talk with each who has not finished. */
  #stuck(): string {
    return this.people
      .filter(({ chatId }) => !this.#fake.textsOf(chatId).some((text) => text.includes('Pendaftaran sudah terkirim')))
      .map((person) => `${person.chatId}: ${person.talk()}`)
      .join('\n')
  }
}
