/** Ids that were seen lately. Bounded: the oldest half goes when it is full. */
const MAX = 10_000

export class Recent {
  readonly #ids = new Set<string>()

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  add(id: string): void {
    if (this.#ids.size >= MAX) for (const old of [...this.#ids].slice(0, MAX / 2)) this.#ids.delete(old)
    this.#ids.add(id)
  }
}
