import type { Files } from './files.ts'
import type { Limits } from './limits.ts'
import type { RateLimit } from './rate.ts'
import type { Sight } from './sight.ts'
import type { Updates } from './updates.ts'
import type { Webhook } from './webhook.ts'

type BotUser = { id: number; is_bot: true; first_name: string; username: string }

/** Everything a method of the API may look at or change. */
export type World = {
  me: BotUser
  limits: Limits
  /** The bot may write to people who never wrote to it: for benchmarks only. */
  openDoors: boolean
  rate: RateLimit | undefined
  updates: Updates
  webhook: Webhook
  sight: Sight
  files: Files
  /** Taps that the bot has not answered yet: the button still shows its clock. */
  openTaps: Set<string>
  /** What the bot said about itself, by the method that said it. */
  profile: Map<string, unknown>
  nextMessageId(): number
}
