/** The assistant as it is deployed: `node dist/main.js` on a data folder of the test's own, to be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY_MS = 90_000
const LOOK_MS = 5

export type Env = Record<string, string>
export type Exit = { code: number | null; signal: NodeJS.Signals | null }

/** A folder for one assistant's data, which the account that runs PostgreSQL can enter too. */
export function newHome(): { dataDir: string; remove(): void } {
  const home = realpathSync(mkdtempSync('/tmp/langkah-faults-'))
  chmodSync(home, 0o755)
  return { dataDir: join(home, 'data'), remove: () => rmSync(home, { recursive: true, force: true }) }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** What every process of these tests runs with; nothing of the caller's own settings. */
const base = (): Env => ({
  PATH: process.env.PATH ?? '',
  HOME: '/tmp',
  CONTENT_DIR: process.env.TEST_CONTENT ?? join(ROOT, 'content'),
})

/** What `npm start` gives to node; its script is named from the project's own folder. */
export function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const [node, ...args] = (scripts.start as string).split(' ')
  if (node !== 'node') throw new Error('npm start is no plain call of node any more')
  return [...args.slice(0, -1), join(ROOT, args.at(-1)!)]
}

const START = startArguments()

export class RealProcess {
  readonly port: number
  readonly #env: Env
  #child: ChildProcess | undefined
  #ending = false
  /** It has said that it is ready, and nobody has ended it since. */
  up = false
  /** Everything that all runs wrote to stderr. */
  stderr = ''
  stdout = ''
  /** Ends that nobody asked for. */
  readonly crashes: Exit[] = []

  /** `env`: TELEGRAM_…, DATA_DIR and the like. */
  constructor(port: number, env: Env) {
    this.port = port
    this.#env = { ...base(), PORT: String(port), TELEGRAM_RATE: '10000', ...env }
  }

  get pid(): number {
    return this.#child!.pid!
  }

  /** Whether it runs now. */
  get alive(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Only spawns it. */
  spawn(args: string[] = []): void {
    this.#ending = false
    const child = spawn(process.execPath, [...START, ...args], {
      cwd: '/tmp', // where no .env lies
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout!.on('data', (chunk) => {
      this.stdout += chunk
    })
    child.stderr!.on('data', (chunk) => {
      this.stderr += chunk
    })
    child.once('exit', (code, signal) => {
      this.up = false
      if (!this.#ending) this.crashes.push({ code, signal })
    })
    this.#child = child
  }

  /** Spawns it and waits until /health/ready says yes; resolves to how long that took (ms). */
  async start(): Promise<number> {
    const before = performance.now()
    this.spawn()
    await this.ready()
    return performance.now() - before
  }

  async ready(): Promise<void> {
    const end = performance.now() + READY_MS
    while ((await this.health()) !== 200) {
      if (!this.alive) throw new Error(`the assistant ended: ${this.stderr.slice(-2000)}`)
      if (performance.now() > end)
        throw new Error(`not ready after ${READY_MS} ms (${await this.#reasons()}): ${this.stderr.slice(-2000)}`)
      await sleep(LOOK_MS)
    }
    this.up = true
  }

  /** The status of /health/ready; 0: nobody answers. */
  async health(): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.port}/health/ready`).catch(() => undefined)
    await response?.body?.cancel()
    return response?.status ?? 0
  }

  /** What /health/ready says is missing. */
  async #reasons(): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${this.port}/health/ready`).catch(() => undefined)
    return (await response?.text()) ?? 'nobody answers'
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  /** Asks it to end; resolves to how, and after how long (ms). */
  async terminate(): Promise<Exit & { ms: number }> {
    const before = performance.now()
    return { ...(await this.end('SIGTERM')), ms: performance.now() - before }
  }

  private async end(signal: NodeJS.Signals): Promise<Exit> {
    if (!this.alive) return { code: this.#child?.exitCode ?? null, signal: this.#child?.signalCode ?? null }
    this.#ending = true
    this.up = false
    const ended = once(this.#child!, 'exit')
    this.#child!.kill(signal)
    await ended
    return { code: this.#child!.exitCode, signal: this.#child!.signalCode }
  }

  /** Resolves to how it ended by itself. */
  async ended(): Promise<Exit> {
    if (this.alive) await once(this.#child!, 'exit')
    return { code: this.#child!.exitCode, signal: this.#child!.signalCode }
  }

  /** A `langkah` command with the same settings; resolves to what it printed. Throws when it does not exit with 0. */
  async langkah(...args: string[]): Promise<string> {
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { cwd: '/tmp', env: this.#env })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    await once(child, 'close')
    if (child.exitCode !== 0) throw new Error(`langkah ${args[0]} ended with ${child.exitCode}: ${stderr}`)
    return stdout
  }
}
