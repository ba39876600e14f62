import { type Env, freePort, newHome, RealProcess } from '../real-process.ts'
import { type FakeOptions, FakeTelegram } from '../telegram/fake-telegram.ts'

/** A fake Telegram and an assistant that talks to it, on a data folder of their own. */
export type Scene = { fake: FakeTelegram; assistant: RealProcess; dataDir: string; env: Env; close(): Promise<void> }

/** Nothing runs yet but the fake. */
export async function openScene(env: Env = {}, options: FakeOptions = {}): Promise<Scene> {
  const home = newHome()
  const fake = new FakeTelegram({ journal: false, ...options })
  const settings = {
    DATA_DIR: home.dataDir,
    TELEGRAM_BOT_TOKEN: fake.token,
    TELEGRAM_API_ROOT: await fake.listen(),
    ...env,
  }
  const assistant = new RealProcess(await freePort(), settings)
  return {
    fake,
    assistant,
    dataDir: home.dataDir,
    env: settings,
    async close() {
      await assistant.kill()
      await fake.end()
      if (!process.env.FAULT_KEEP) home.remove()
      else console.log('kept', home.dataDir)
    },
  }
}
