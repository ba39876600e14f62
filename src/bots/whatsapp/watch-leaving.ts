import { setTimeout as sleep } from 'node:timers/promises'
import type { LoginStore } from '../../app/login.ts'
import type { Line } from './line.ts'

/** Looks every `lookMs` whether somebody asked to unlink the number, and unlinks it; until `over`. */
export async function watchLeaving(
  line: Pick<Line, 'unlink'>,
  login: Pick<LoginStore, 'leaving'>,
  lookMs: number,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    await sleep(lookMs, undefined, { signal: over }).catch(() => {})
    if (over.aborted || !(await login.leaving().catch(() => false))) continue
    await line.unlink()
  }
}
