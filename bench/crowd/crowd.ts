import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FakeTelegram } from '../../test/telegram/fake-telegram.ts'
import type { Script } from '../conversation.ts'
import { Person } from './person.ts'
import { phases } from './phases.ts'
import { Recorder, type Window } from './window.ts'

const FIRST_CHAT = 1_000_000
/** Not counted at the beginning of a window: everybody writes at once there (ms). */
const RAMP_MS = 500
/** After this an answer is not waited for any longer (ms). */
const PATIENCE_MS = 60_000
const LOOK_MS = 20
const TICK_MS = 1
/** Between two tidyings of the fake's memory (ms). */
const FORGET_MS = 1000

/** People who all have the same conversation with the bot behind one fake. */
export class Crowd {
  readonly #fake: FakeTelegram
  readonly #people = new Map<number, Person>()
  #recorder = new Recorder()
  #onAnswered: (person: Person) => void = () => {}

  constructor(fake: FakeTelegram, script: Script, size: number) {
    this.#fake = fake
    for (let i = 0; i < size; i++) this.#people.set(FIRST_CHAT + i, new Person(FIRST_CHAT + i, script))
    fake.sight.watch(({ chatId, text }) => this.#sees(chatId, text))
  }

  /** Everybody goes through the opening, each at their own pace. */
  async introduce(): Promise<Window> {
    this.#recorder = new Recorder()
    this.#onAnswered = (person) => (person.introduced ? undefined : this.#write(person))
    const everybody = this.#first(this.#people.size)
    for (const person of everybody) this.#write(person)
    await this.#calm(everybody)
    return this.#end(everybody, 0)
  }

  /** So many people who write again as soon as they are answered. */
  closed(size: number, seconds: number): Promise<Window> {
    const people = this.#first(size)
    return this.#measure(people, seconds, (until) => {
      this.#onAnswered = (person) => (performance.now() < until ? this.#write(person) : undefined)
      for (const person of people) this.#write(person)
    })
  }

  /** So many people who each write once a second, answered or not, every one at their own moment of it. */
  steady(size: number, seconds: number): Promise<Window> {
    const people = this.#first(size)
    const moments = phases(size)
    return this.#measure(people, seconds, (until) => {
      this.#onAnswered = () => {}
      const start = performance.now()
      let written = 0
      const tick = setInterval(() => {
        const now = performance.now()
        if (now >= until) return clearInterval(tick)
        while (start + 1000 * (Math.floor(written / size) + moments[written % size]!) <= now)
          this.#write(people[written++ % size]!)
      }, TICK_MS)
    })
  }

  async #measure(people: Person[], seconds: number, begin: (until: number) => void): Promise<Window> {
    const from = performance.now() + RAMP_MS
    const until = from + seconds * 1000
    this.#recorder = new Recorder(from, until)
    const forgetting = setInterval(() => this.#fake.forget(), FORGET_MS)
    const loop = monitorEventLoopDelay({ resolution: 1 })
    loop.enable()
    begin(until)
    await sleep(until - performance.now())
    loop.disable()
    await this.#calm(people)
    clearInterval(forgetting)
    return this.#end(people, loop.percentile(99) / 1e6)
  }

  #end(people: Person[], delay: number): Window {
    for (const person of people) this.#recorder.lost += person.givesUp()
    return this.#recorder.window(delay)
  }

  /** Resolves when nobody waits for an answer; false: somebody waited too long. */
  async #calm(people: Person[]): Promise<boolean> {
    const end = performance.now() + PATIENCE_MS
    while (people.some((person) => person.waiting > 0)) {
      if (performance.now() > end) return false
      await sleep(LOOK_MS)
    }
    await sleep(LOOK_MS) // a double would come right behind
    return true
  }

  #write(person: Person): void {
    this.#recorder.texts++
    const text = person.writes(performance.now())
    this.#fake.people.says(person.chatId, text)
  }

  #sees(chatId: number, text: string): void {
    const person = this.#people.get(chatId)
    if (!person) return
    const heard = person.sees(text, performance.now())
    if (heard.kind === 'doubled') {
      this.#recorder.doubled++
      return
    }
    if (heard.wrong) this.#recorder.wrong++
    if (heard.kind === 'part') return
    this.#recorder.answered(heard.at, heard.ms)
    this.#onAnswered(person)
  }

  #first(size: number): Person[] {
    return [...this.#people.values()].slice(0, size)
  }
}
