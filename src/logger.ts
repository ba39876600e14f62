import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { destination, type Logger, pino } from 'pino'

/**
 * JSON lines on stderr; when a person chats in this very terminal, into DATA_DIR/langkah.log instead, so that the talk
 * stays readable. Nobody's words and no token ever go into it.
 */
export function makeLogger(level: string, quietFor?: { dataDir: string }): Logger {
  if (!quietFor || !process.stderr.isTTY) return pino({ level, base: null }, destination(2))
  mkdirSync(quietFor.dataDir, { recursive: true })
  return pino(
    { level, base: null },
    destination({ dest: join(quietFor.dataDir, 'langkah.log'), append: true, sync: true }),
  )
}
