/** A peer in a process of its own, on a PostgreSQL and a fake Bot API of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type EmbeddedServer, startEmbedded } from '../../src/store/embedded.ts'
import { newHome } from '../../test/real-process.ts'
import type { Fake } from './fake.ts'
import { FIRST_CHAT } from './ours.ts'

export const PEERS = ['ceiling', 'loop', 'pg-boss', 'graphile-worker'] as const
export type PeerName = (typeof PEERS)[number]

export class PeerProcess {
  readonly #child: ChildProcess
  readonly #server: EmbeddedServer
  readonly #home: ReturnType<typeof newHome>

  private constructor(child: ChildProcess, server: EmbeddedServer, home: ReturnType<typeof newHome>) {
    this.#child = child
    this.#server = server
    this.#home = home
  }

  /** Resolves when it waits for the start. */
  static async start(name: PeerName, fake: Fake, count: number): Promise<PeerProcess> {
    const home = newHome()
    const server = await startEmbedded(home.dataDir)
    const file = fileURLToPath(new URL(`./peers/${name}.ts`, import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', file], {
      env: {
        PATH: process.env.PATH ?? '',
        BENCH_TOKEN: fake.token,
        BENCH_API_ROOT: fake.apiRoot,
        BENCH_DATABASE_URL: server.url,
        BENCH_COUNT: String(count),
        BENCH_FIRST: String(FIRST_CHAT),
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await once(child.stdout!, 'data')
    return new PeerProcess(child, server, home)
  }

  get pid(): number {
    return this.#child.pid!
  }

  go(): void {
    this.#child.stdin!.write('go\n')
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await ended
    await this.#server.stop()
    this.#home.remove()
  }
}
