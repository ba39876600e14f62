/** What is counted while the assistant runs. Names and states only, nothing of a person. */
export type Meter = {
  received(channel: string, events: number): void
  decided(seconds: number, events: number): void
  settled(state: string): void
  /** What became of so many steps of reminding: queued, missed, covered, skipped, replaced … */
  reminded(state: string, count: number): void
}
