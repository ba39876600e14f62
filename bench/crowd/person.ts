import type { Line, Said, Script } from '../conversation.ts'

type Open = { answer: Said[]; at: number; seen: number }

/** `doubled`: seen before, or nothing was asked. `part`: more of this answer is to come. `ms`: from writing to the last part. */
export type Heard =
  | { kind: 'doubled' }
  | { kind: 'part'; wrong: boolean }
  | { kind: 'answered'; wrong: boolean; at: number; ms: number }

/** Somebody who keeps to the script, and notices every message that does not. */
export class Person {
  readonly chatId: number
  readonly #script: Script
  #next = 0
  #open: Open[] = []
  #last: string | undefined

  constructor(chatId: number, script: Script) {
    this.chatId = chatId
    this.#script = script
  }

  /** Past the opening; the round goes on for ever. */
  get introduced(): boolean {
    return this.#next >= this.#script.opening.length
  }

  /** Texts without their whole answer. */
  get waiting(): number {
    return this.#open.length
  }

  /** The next text of the script, written at `at` (ms). */
  writes(at: number): string {
    const line = this.#line()
    this.#next++
    this.#open.push({ answer: line.answer, at, seen: 0 })
    return line.text
  }

  sees(text: string, now: number): Heard {
    const open = this.#open[0]
    const due = open?.answer[open.seen]?.text
    if (!open || (text !== due && text === this.#last)) return { kind: 'doubled' }
    this.#last = text
    open.seen++
    const wrong = text !== due
    if (open.seen < open.answer.length) return { kind: 'part', wrong }
    this.#open.shift()
    return { kind: 'answered', wrong, at: open.at, ms: now - open.at }
  }

  /** Waits no longer for anything; returns how many texts that were. */
  givesUp(): number {
    return this.#open.splice(0).length
  }

  #line(): Line {
    const { opening, round } = this.#script
    return opening[this.#next] ?? round[(this.#next - opening.length) % round.length]!
  }
}
