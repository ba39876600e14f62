import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** A process that has not ended by then is killed (ms). */
const END_MS = 20_000

/** A bot under test: one of Node's processes, with nothing in its environment but what it is given. */
export class BotProcess {
  readonly #child: ChildProcess
  readonly #name: string
  #stopping = false

  /** `onEnd` is called when it ends by itself. */
  constructor(name: string, args: string[], env: Record<string, string>, onEnd: (error: Error) => void) {
    const { PATH = '' } = process.env
    this.#name = name
    this.#child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { PATH, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true, // a terminal's Ctrl-C is for the bench, which ends its bots in order
    })
    const kill = () => void this.#child.kill('SIGKILL')
    process.once('exit', kill) // one that was only just starting when everything else was stopped
    this.#child.once('exit', (code, signal) => {
      process.off('exit', kill)
      if (!this.#stopping) onEnd(new Error(`${this.#name} ended by itself (${signal ?? code})`))
    })
  }

  get pid(): number {
    return this.#child.pid!
  }

  async stop(): Promise<void> {
    this.#stopping = true
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), END_MS)
    this.#child.kill('SIGTERM')
    await once(this.#child, 'exit')
    clearTimeout(killing)
  }
}
