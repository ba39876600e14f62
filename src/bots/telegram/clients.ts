import { Api } from 'grammy'
import { leanFetch } from './fetch.ts'

/** Seconds. grammY would wait 500; a send that takes longer than this is lost in any case. */
const SEND_TIMEOUT = 20
/** How long Telegram holds a poll open when nothing happens, and how much longer we listen. Seconds. */
export const POLL_SECONDS = 30
const POLL_TIMEOUT = POLL_SECONDS + 10

/** grammY as a typed client of the Bot API, once for calls and once for long polls. Its bot and its plugins are not used. */
export type Clients = { calls: Api; polls: Api }

export function clients(token: string, apiRoot: string): Clients {
  const root = apiRoot.replace(/\/+$/, '')
  const options = { apiRoot: root, fetch: leanFetch(root) }
  return {
    calls: new Api(token, { ...options, timeoutSeconds: SEND_TIMEOUT }),
    polls: new Api(token, { ...options, timeoutSeconds: POLL_TIMEOUT }),
  }
}

/** grammY names a signal type of its own; Node's does all that it uses. */
export const endedBy = (signal: AbortSignal) => signal as unknown as NonNullable<Parameters<Api['getMe']>[0]>
