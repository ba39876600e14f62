import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../contracts/until.ts'
import { type Env, freePort, newHome, RealProcess } from '../real-process.ts'
import { type FakeOptions, FakeTelegram } from '../telegram/fake-telegram.ts'

export type Mode = 'polling' | 'webhook'
export const WEBHOOK_SECRET = 'rahasia-uji-gangguan_1'

/** A fake Telegram and an assistant that talks to it, on a data folder of their own. */
export type Scene = {
  fake: FakeTelegram
  assistant: RealProcess
  dataDir: string
  apiRoot: string
  /** The assistant's settings. */
  env: Env
  /** A person writes and the assistant answers: resolves to what they see then. */
  asks(chatId: number, text: string): Promise<string>
  /** Resolves when nothing has come to this person for so long (ms). */
  quiet(chatId: number, ms: number): Promise<void>
  close(): Promise<void>
}

/** Nothing runs yet but the fake. */
export async function openScene(env: Env = {}, mode: Mode = 'polling', options: FakeOptions = {}): Promise<Scene> {
  const home = newHome()
  const fake = new FakeTelegram({ webhookRetryMs: 50, ...options })
  const apiRoot = await fake.listen()
  const port = await freePort()
  const settings = {
    DATA_DIR: home.dataDir,
    TELEGRAM_BOT_TOKEN: fake.token,
    TELEGRAM_API_ROOT: apiRoot,
    ...(mode === 'webhook' ? webhookAt(port) : {}),
    ...env,
  }
  const assistant = new RealProcess(port, settings)
  return {
    fake,
    assistant,
    env: settings,
    dataDir: home.dataDir,
    apiRoot,
    async asks(chatId, text) {
      const before = fake.seenBy(chatId).length
      fake.people.says(chatId, text)
      await until(() => fake.seenBy(chatId).length > before, 15_000)
      return fake.textsOf(chatId).at(-1)!
    },
    async quiet(chatId, ms) {
      for (let before = -1; before !== fake.seenBy(chatId).length; await sleep(ms)) before = fake.seenBy(chatId).length
    },
    async close() {
      await assistant.kill()
      await fake.end()
      home.remove()
    },
  }
}

const webhookAt = (port: number): Env => ({
  TELEGRAM_MODE: 'webhook',
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
})
