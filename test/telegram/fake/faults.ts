import type { Call, RefusalParameters } from './call.ts'
import { numberOf } from './payload.ts'

/**
 * What goes wrong with a call. *Before* and *after* say on which side of accepting it:
 * after a `cut after` or `hang after` the person has the message and the bot does not know.
 */
export type Fault =
  | { code: number; description: string; parameters?: RefusalParameters | undefined }
  | 'cut before'
  | 'cut after'
  | 'hang before'
  | 'hang after'
  /** A gateway's page instead of JSON, status 502, not accepted. */
  | 'gateway page'

/** `method` "*" means every one. Counts only the calls it fits: lets `skip` through, then breaks `times`. */
export type FaultRule = { method: string; chatId?: number; skip?: number; times?: number; fault: Fault }

export class Faults {
  #rules: { rule: FaultRule; skip: number; times: number }[] = []

  /** Breaks the next call it fits, or as many as the rule says. Returns how to mend it early. */
  add(rule: FaultRule): () => void {
    const entry = { rule, skip: rule.skip ?? 0, times: rule.times ?? 1 }
    this.#rules.push(entry)
    return () => {
      this.#rules = this.#rules.filter((other) => other !== entry)
    }
  }

  mend(): void {
    this.#rules = []
  }

  /** Rules that have not broken all that they shall. */
  get waiting(): number {
    return this.#rules.length
  }

  for(call: Call): Fault | undefined {
    if (this.#rules.length === 0) return undefined
    for (const entry of this.#rules) {
      if (!fits(entry.rule, call)) continue
      if (entry.skip-- > 0) continue
      if (--entry.times <= 0) this.#rules = this.#rules.filter((other) => other !== entry)
      return entry.rule.fault
    }
    return undefined
  }
}

const fits = ({ method, chatId }: FaultRule, call: Call) =>
  (method === '*' || method === call.method) && (chatId === undefined || chatId === numberOf(call.payload, 'chat_id'))
