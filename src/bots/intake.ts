import type { Report } from './condition.ts'

/** Events on their way into the inbox. */
export class Intake {
  readonly #taking = new Set<Promise<void>>()
  readonly #condition: Report<'storing'>

  constructor(condition: Report<'storing'>) {
    this.#condition = condition
  }

  /** Resolves, or rejects, as `taking` does. */
  async keep(taking: Promise<void>): Promise<void> {
    this.#taking.add(taking)
    try {
      await taking
      this.#condition.good('storing')
    } catch (error) {
      this.#condition.bad('storing', 'messages cannot be stored')
      throw error
    } finally {
      this.#taking.delete(taking)
    }
  }

  /** Resolves when nothing is on its way any more, whatever became of it. */
  async empty(): Promise<void> {
    while (this.#taking.size > 0) await Promise.allSettled(this.#taking)
  }
}
