import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Hello, Order, Outcome, Result } from './crowd/orders.ts'

const MAIN = fileURLToPath(new URL('./crowd/main.ts', import.meta.url))

/** The fake Bot API and its people, in a process of their own. One order at a time. */
export class CrowdProcess {
  readonly hello: Hello
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, hello: Hello) {
    this.#child = child
    this.hello = hello
  }

  static async start(): Promise<CrowdProcess> {
    const child = fork(MAIN, { execArgv: ['--import', 'tsx'] })
    return new CrowdProcess(child, (await nextMessage(child)) as Hello)
  }

  get pid(): number {
    return this.#child.pid!
  }

  /** Throws what went wrong over there. */
  async ask<O extends Order>(order: O): Promise<Result[O['kind']]> {
    this.#child.send(order)
    const outcome = (await nextMessage(this.#child)) as Outcome
    if ('error' in outcome) throw new Error(outcome.error)
    return outcome.result as Result[O['kind']]
  }

  async stop(): Promise<void> {
    if (!this.#child.connected) return
    this.#child.disconnect()
    await once(this.#child, 'exit')
  }
}

/** Throws when the process ends instead. */
function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the process of the fake Bot API ended'))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message)
    })
  })
}
