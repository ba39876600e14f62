/** What was seen in one stretch of measuring. */
export type Window = {
  seconds: number
  /** Turns whose answer came within the stretch. */
  turns: number
  /** Of the texts written within the stretch, however late they were answered (ms). */
  latencies: number[]
  texts: number
  /** Texts without their whole answer after a long wait. */
  lost: number
  /** Messages that came twice, or to nobody's question. */
  doubled: number
  /** Messages that were not what the script says. */
  wrong: number
  /** How late the crowd's own timers ran, 99th percentile (ms): the measuring side's part in the latencies. */
  delay: number
}

/** Fills a window. `from` and `until` bound what counts for speed (ms); what goes wrong counts always. */
export class Recorder {
  readonly #from: number
  readonly #until: number
  #turns = 0
  readonly #latencies: number[] = []
  texts = 0
  lost = 0
  doubled = 0
  wrong = 0

  constructor(from = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY) {
    this.#from = from
    this.#until = until
  }

  answered(at: number, ms: number): void {
    const now = at + ms
    if (now >= this.#from && now < this.#until) this.#turns++
    if (at >= this.#from && at < this.#until) this.#latencies.push(Math.round(ms * 100) / 100)
  }

  window(delay: number): Window {
    const { texts, lost, doubled, wrong } = this
    const seconds = (this.#until - this.#from) / 1000
    return { seconds, turns: this.#turns, latencies: this.#latencies, texts, lost, doubled, wrong, delay }
  }
}
