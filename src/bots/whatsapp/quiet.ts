/**
 * libsignal writes to the console, private keys included ("Closing session:", whole sessions). Nothing that it says may
 * reach a log. Imported before Baileys, for good; whatever else speaks to the console is heard as before.
 */
import type { ILogger } from 'baileys/lib/Utils/logger.js'

const NOISY = /[\\/]node_modules[\\/](?:libsignal|baileys)[\\/]/

for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) {
  const speak = console[name].bind(console)
  console[name] = (...words: unknown[]) => {
    if (!NOISY.test(new Error().stack ?? '')) speak(...words)
  }
}

const nothing = () => {}

/** Baileys' own log quotes messages and numbers: it is not kept. */
export const silentLogger: ILogger = {
  level: 'silent',
  child: () => silentLogger,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
}
