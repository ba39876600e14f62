import type { Log } from './app/log.ts'
import { type TelegramAdapter, telegram } from './bots/telegram/adapter.ts'
import type { Config } from './config.ts'

/** The Telegram adapter of this configuration; undefined: Telegram is off. */
export function telegramFrom(config: Config, log: Log): TelegramAdapter | undefined {
  const {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    PUBLIC_URL: url,
    TELEGRAM_WEBHOOK_SECRET: secret,
  } = config
  if (token === undefined) return undefined
  const webhook = config.TELEGRAM_MODE === 'webhook' && url !== undefined && secret !== undefined
  const mode = webhook
    ? { kind: 'webhook' as const, url: `${url.replace(/\/$/, '')}/webhook/telegram`, secret }
    : { kind: 'polling' as const }
  return telegram({ token, apiRoot, mode, log })
}
