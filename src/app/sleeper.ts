/** Waits, and can be woken early or ended. */
export class Sleeper {
  #wake: (() => void) | undefined
  #woken = false

  /** Ends the present sleep, or the next one at once. */
  wake(): void {
    this.#woken = true
    this.#wake?.()
  }

  /** Resolves after `ms`, or when woken. */
  async sleep(ms: number): Promise<void> {
    if (!this.#woken)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    this.#wake = undefined
    this.#woken = false
  }
}
