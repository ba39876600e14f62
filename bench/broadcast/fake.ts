/** A fake Bot API in a process of its own, as broadcasts see it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../test/telegram/fake/main.ts', import.meta.url))

/** Who got how many messages; `refused`: how often it said "too many requests". */
export type Spread = { messages: number; chats: number; most: number; refused: number }

export class Fake {
  readonly apiRoot: string
  readonly token: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, { apiRoot, token }: { apiRoot: string; token: string }) {
    this.#child = child
    this.apiRoot = apiRoot
    this.token = token
  }

  /** `perSecond` undefined: it admits any number. */
  static async start(perSecond?: number): Promise<Fake> {
    const limit = perSecond === undefined ? [] : ['--per-second', String(perSecond)]
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--open-doors', ...limit], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
    return new Fake(child, JSON.parse(line))
  }

  /** The bot's account, as chats are kept under it. */
  get account(): string {
    return this.token.split(':')[0]!
  }

  async run<T = unknown>(...command: [string, ...unknown[]]): Promise<T> {
    const response = await fetch(`${this.apiRoot}/control`, { method: 'POST', body: JSON.stringify([command]) })
    const [result] = (await response.json()) as [T]
    return result
  }

  spread = () => this.run<Spread>('spread', 0)

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    this.#child.kill('SIGTERM')
    await once(this.#child, 'exit')
  }
}
