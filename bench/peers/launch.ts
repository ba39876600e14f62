import { type RunnerHandle, run } from '@grammyjs/runner'
import type { Bot, Context } from 'grammy'

/** From the environment, as the bench gives it. */
export const {
  BENCH_TOKEN: TOKEN = '',
  BENCH_API_ROOT: API_ROOT = '',
  BENCH_DATABASE_URL: DATABASE_URL = '',
} = process.env

/** Runs with grammY's runner as its documentation shows, until SIGTERM. */
export function launch<C extends Context>(bot: Bot<C>): RunnerHandle {
  bot.catch(({ error }) => console.error(error))
  const handle = run(bot)
  process.once('SIGINT', () => {})
  process.once('SIGTERM', () => void handle.stop().then(() => process.exit(0)))
  return handle
}
