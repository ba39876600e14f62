import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type EmbeddedServer, startEmbedded } from '../../src/store/embedded.ts'

const PROGRAM = fileURLToPath(new URL('./embedded-user.ts', import.meta.url))
/** A person's own settings for other databases; ours must not listen to them. */
const FOREIGN = { PGPORT: '9', PGHOST: 'nowhere', PGSSLMODE: 'require', PGDATABASE: 'other', PGUSER: 'other' }

const made: { template?: string; folders: string[]; users: EmbeddedUser[]; servers: EmbeddedServer[] } = {
  folders: [],
  users: [],
  servers: [],
}

export type Account = { uid?: number; gid?: number }

/** A DATA_DIR of the test's own. */
export function newDataDir(mode = 0o755): string {
  const folder = realpathSync(mkdtempSync('/tmp/langkah-test-'))
  chmodSync(folder, mode)
  made.folders.push(folder)
  return join(folder, 'data')
}

/** A DATA_DIR with a database that was ended in good order: copied, for making one takes most of a second. */
export async function preparedDataDir(): Promise<string> {
  made.template ??= await makeTemplate()
  const dir = newDataDir()
  execFileSync('cp', ['-a', made.template, dir])
  return dir
}

async function makeTemplate(): Promise<string> {
  const dir = join(mkdtempSync('/tmp/langkah-test-template-'), 'data')
  chmodSync(dirname(dir), 0o755)
  await (await startEmbedded(dir)).stop()
  return dir
}

/** Call it once after the last test. */
export function dropTemplate(): void {
  if (made.template) rmSync(dirname(made.template), { recursive: true, force: true })
}

/** The database on `dir`, joined or started by this very process. */
export async function start(dir: string, options?: Parameters<typeof startEmbedded>[1]): Promise<EmbeddedServer> {
  const server = await startEmbedded(dir, options)
  made.servers.push(server)
  return server
}

/** Ends every process and removes every folder that the test made. */
export async function cleanUp(): Promise<void> {
  for (const user of made.users.splice(0)) await user.kill()
  for (const server of made.servers.splice(0)) await server.stop()
  for (const folder of made.folders.splice(0)) {
    await until(() => serverPid(join(folder, 'data')) === undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A process of its own that uses the database on `dir` and writes rows under `label`. */
export class EmbeddedUser {
  readonly child: ChildProcess
  readonly lines: string[] = []
  constructor(dir: string, label: string, account: Account = {}) {
    this.child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, dir, label], {
      ...account,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...FOREIGN, HOME: '/tmp' },
    })
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => this.lines.push(line))
    }
    made.users.push(this)
  }

  get acks(): number[] {
    return this.lines.filter((line) => line.startsWith('ack ')).map((line) => Number(line.slice(4)))
  }

  get troubles(): string[] {
    return this.lines.filter((line) => !/^(ack|up) /.test(line))
  }

  /** Resolves to `owned` or `joined`; rejects with all it said when it ends instead. */
  async up(): Promise<string> {
    const said = () => this.lines.find((line) => line.startsWith('up '))
    await until(() => said() !== undefined || this.ended, 30_000)
    if (!said()) throw new Error(this.lines.join('\n'))
    return said()!.slice(3)
  }

  /** Resolves when it has written that many more rows. */
  async writes(rows: number): Promise<void> {
    const wanted = this.acks.length + rows
    await until(() => this.acks.length >= wanted || this.ended, 30_000).catch((error) => {
      throw new Error(`${error.message}; it said last: ${this.lines.slice(-3).join(' | ')}`)
    })
    if (this.ended) throw new Error(`it ended: ${this.lines.slice(-9).join('\n')}`)
  }

  async kill(): Promise<void> {
    if (this.ended) return
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }

  /** Lets it leave in good order; resolves to its exit code. */
  async leave(): Promise<number> {
    this.child.stdin!.write('stop\n')
    const [code] = await once(this.child, 'exit')
    return code
  }

  private get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }
}

export async function until(condition: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${condition}`)
    await sleep(10)
  }
}

/** The running server's process id, as PostgreSQL wrote it. */
export function serverPid(dir: string): number | undefined {
  const file = join(dir, 'postgres', 'data', 'postmaster.pid')
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  return commandLine(pid) ? pid : undefined
}

/** The server's child whose title holds `role`: "checkpointer", or a backend by its database. */
export function serverChild(dir: string, role: string): number {
  const server = serverPid(dir)
  const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ').map(Number)
  const found = children.find((pid) => commandLine(pid).includes(role))
  if (!found) throw new Error(`no ${role} among ${children.map(commandLine)}`)
  return found
}

/** The shell that waits for the lifeline's end. */
export function keeperPid(dir: string): number {
  const mark = `langkah.home=${dir}/postgres`
  const found = readdirSync('/proc')
    .map(Number)
    .find((pid) => /^\S*sh -c/.test(commandLine(pid)) && commandLine(pid).includes(mark))
  if (!found) throw new Error('no keeper')
  return found
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

export async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** The rows that were told to be committed and are not there. */
export async function lostRows(url: string, user: EmbeddedUser, label: string): Promise<number[]> {
  const told = user.acks // before the look: it may go on writing
  const rows = await query(url, `SELECT n FROM kept WHERE label = '${label}'`)
  const kept = new Set(rows.map((row) => row.n))
  return told.filter((n) => !kept.has(n))
}
