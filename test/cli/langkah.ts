/** `langkah` as people run it: dist/cli.js in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { runLangkah } from '../../src/cli/langkah.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { startEmbedded } from '../../src/store/embedded.ts'
import { openKeyring } from '../../src/store/key-file.ts'
import { migrate } from '../../src/store/migrate.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const CONTENT = process.env.TEST_CONTENT ?? join(ROOT, 'content')

const SETTINGS = { CONTENT_DIR: CONTENT, DATA_DIR: '/tmp/langkah-no-data' }

export type Ran = { code: number | null; stdout: string; stderr: string }
export type Given = { input?: string; env?: Record<string, string>; cwd?: string }

/** Runs a command to its end, with nothing of the caller's own settings. */
export async function run(args: string[], { input = '', env = {}, cwd = '/tmp' }: Given = {}): Promise<Ran> {
  return runProgram('dist/cli.js', args, { input, env, cwd })
}

/** Commands that run in this process change its environment, so they take turns. */
let turn: Promise<unknown> = Promise.resolve()

/**
 * Runs a command in this process, which is ten times as fast. Not for those that linger, read from a terminal, or are to be
 * killed. Its working directory is ours.
 */
export function runHere(args: string[], { input = '', env = {} }: Omit<Given, 'cwd'> = {}): Promise<Ran> {
  const ran = turn.then(() => runAlone(args, input, { ...SETTINGS, ...env }))
  turn = ran.catch(() => {})
  return ran
}

async function runAlone(args: string[], input: string, env: Record<string, string>): Promise<Ran> {
  const [before, stdin] = [process.env, process.stdin]
  const ran: Ran = { code: null, stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      ran[stream] += text
      return true
    }),
  )
  process.env = { PATH: before.PATH, HOME: '/tmp', ...env }
  Object.defineProperty(process, 'stdin', { value: Readable.from([input]), configurable: true })
  try {
    ran.code = await runLangkah(args)
    return ran
  } finally {
    for (const spy of spies) spy.mockRestore()
    process.env = before
    Object.defineProperty(process, 'stdin', { value: stdin, configurable: true })
  }
}

/** The same for `npm start`, where it is expected to end by itself. */
export async function runMain(args: string[], { input = '', env = {}, cwd = '/tmp' }: Given = {}): Promise<Ran> {
  return runProgram('dist/main.js', args, { input, env, cwd })
}

async function runProgram(program: string, args: string[], { input, env, cwd }: Required<Given>): Promise<Ran> {
  const child = spawn(process.execPath, [join(ROOT, program), ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: '/tmp', ...SETTINGS, ...env },
  })
  const ran: Ran = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    ran.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    ran.stderr += text
  })
  child.stdin.on('error', () => {}) // it may end without having read everything
  child.stdin.end(input)
  await once(child, 'close')
  return { ...ran, code: child.exitCode }
}

/** A DATA_DIR of a test's own, whose database runs in the test's process, so that commands only have to join it. */
export class Home {
  readonly dataDir: string
  readonly db: Database
  readonly #folder: string
  readonly #stop: () => Promise<void>

  private constructor(folder: string, dataDir: string, db: Database, stop: () => Promise<void>) {
    this.#folder = folder
    this.dataDir = dataDir
    this.db = db
    this.#stop = stop
  }

  static async open(): Promise<Home> {
    const folder = realpathSync(mkdtempSync('/tmp/langkah-cli-'))
    chmodSync(folder, 0o755) // the account that runs PostgreSQL goes through it
    const dataDir = join(folder, 'data')
    const server = await startEmbedded(dataDir, { throwaway: true })
    await migrate(server.url)
    const db = openDatabase(server.url, openKeyring(dataDir, undefined), () => {})
    return new Home(folder, dataDir, db, () => server.stop())
  }

  /** A path for a file in a folder that goes with the home. */
  file(name: string): string {
    return join(this.#folder, name)
  }

  run(args: string[], { env, ...given }: Given = {}): Promise<Ran> {
    return runHere(args, { ...given, env: { DATA_DIR: this.dataDir, ...env } })
  }

  /** Runs a command with --json; its standard output must be one JSON value and nothing else. */
  async json(args: string[], given: Given = {}): Promise<{ code: number | null; value: unknown }> {
    const { code, stdout, stderr } = await this.run([...args, '--json'], given)
    if (!/^.+\n$/.test(stdout)) throw new Error(`no line of JSON: ${stdout}${stderr}`)
    return { code, value: JSON.parse(stdout) }
  }

  async close(): Promise<void> {
    await this.db.close()
    await this.#stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
