/** How fast reminders and announcements may leave each channel of this installation. */
import type { PaceOf } from './app/push-feed.ts'
import type { Config } from './config.ts'
import type { SlowPushes } from './domain/announcement.ts'
import { dayIn, hourIn } from './domain/day.ts'
import type { Office } from './knowledge/shapes.ts'

/** Of the account's whole rate; the rest is room for replies that come in the same second. */
const SHARE = 0.977
/** Meta lets 80 a second through one number; nobody is in a hurry. */
const CLOUD_PER_SECOND = 20

/** `random`: 0 to 1, anew for each message. */
export function pushPaceOf(
  config: Pick<Config, 'TELEGRAM_RATE' | 'WHATSAPP'>,
  { zone, whatsappPushes }: Pick<Office, 'zone' | 'whatsappPushes'>,
  clock: () => Date,
  random: () => number = Math.random,
): PaceOf {
  return (channel) => {
    if (channel === 'telegram') return { kind: 'steady', perSecond: config.TELEGRAM_RATE * SHARE }
    if (channel === 'terminal') return { kind: 'steady', perSecond: Number.POSITIVE_INFINITY }
    if (config.WHATSAPP === 'cloud') return { kind: 'steady', perSecond: CLOUD_PER_SECOND }
    return config.WHATSAPP === 'baileys' ? slowly(whatsappPushes, zone, clock(), random()) : undefined
  }
}

function slowly({ perDay, secondsBetween, from, until }: SlowPushes, zone: string, now: Date, random: number) {
  const hour = hourIn(zone, now)
  if (hour < from || hour >= until) return undefined
  const [least, most] = secondsBetween
  const afterMs = 1000 * (least + random * (most - least))
  return { kind: 'slow', afterMs, perDay, day: dayIn(zone, now) } as const
}
