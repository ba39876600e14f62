import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import type { Report } from '../condition.ts'
import { endedBy } from './clients.ts'
import { toSendError } from './errors.ts'

/** An error older than this many looks is history. */
const RECENT_LOOKS = 3

/** Asks Telegram now and then whether it gets through to our URL: a webhook that fails is silent on our side. */
export async function watchWebhook(
  api: Api,
  url: string,
  condition: Report<'receiving'>,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(everyMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    try {
      const info = await api.getWebhookInfo(endedBy(signal))
      const sinceError = Date.now() - (info.last_error_date ?? 0) * 1000
      if (info.url !== url) condition.bad('receiving', 'the webhook was changed elsewhere')
      else if (info.pending_update_count > 0 && sinceError < RECENT_LOOKS * everyMs)
        condition.bad('receiving', 'Telegram cannot deliver to the webhook')
      else condition.good('receiving')
    } catch (error) {
      condition.bad('receiving', toSendError(error).message)
    }
  }
}
