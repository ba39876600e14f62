import type { Refusal } from './refusal.ts'

/**
 * What goes wrong with a call. *Before* and *after* say on which side of accepting it: after a `cut after` the person has
 * the message and the sender does not know.
 */
export type Fault = Refusal | 'cut before' | 'cut after' | 'gateway page' | 'no id'

type Rule = { path: RegExp; skip: number; times: number; fault: Fault }

export class Faults {
  #rules: Rule[] = []

  /** Lets `skip` calls to the path through, then breaks `times`. */
  add(fault: Fault, { path = /\/messages$/, skip = 0, times = 1 }: Partial<Omit<Rule, 'fault'>> = {}): void {
    this.#rules.push({ path, skip, times, fault })
  }

  for(path: string): Fault | undefined {
    const rule = this.#rules.find((one) => one.path.test(path))
    if (!rule || rule.skip-- > 0) return undefined
    if (--rule.times === 0) this.#rules = this.#rules.filter((one) => one !== rule)
    return rule.fault
  }
}
