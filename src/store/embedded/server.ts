import type { ChildProcess } from 'node:child_process'
import { closeSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Folders, urlOf } from './folders.ts'
import { launch } from './launch.ts'
import { isRead, takeHold } from './lifeline.ts'
import { end, runningPostmaster } from './postmaster.ts'
import { createDatabase, probe } from './probe.ts'
import { asProblem, EmbeddedProblem } from './problem.ts'
import { isAlive } from './processes.ts'

const DATABASE = 'langkah'
/** Recovery after a hard end takes seconds; this is for a slow disk. */
const PATIENCE_MS = 120_000
const LOOK_MS = 20
const WATCH_MS = 500
/** A keeper may be there before its server answers. */
const STARTING_MS = 2000
/** A server whose socket was taken away from under it never answers again. */
const DEAF_MS = 10_000
/** PostgreSQL can hang when it is asked to end amid a recovery; then it is ended the hard way. */
const ENDING_MS = 5000
/** A server can be killed while it starts. */
const MOST_FAILURES = 5
const END_MS = 30_000
/** How long the keeper may need to notice that we were the last. */
const OTHERS_MS = 1000

export type Setup = { folders: Folders; binaries: string; throwaway: boolean; say: (line: string) => void }

/** Times (ms since the epoch): since when nobody listens on the socket, since when we tell the server to end. */
type Seen = { absentSince: number | undefined; endingSince: number | undefined; failures: number }

/** Our part in the embedded server. Made by startEmbedded(). */
export class EmbeddedServer {
  /** For a pg client or Prisma; stays the same for as long as the object lives. */
  readonly url: string
  readonly #setup: Setup
  #child: ChildProcess | undefined
  #hold: number | undefined
  #pid: number | undefined
  #stopping = false
  #acquiring: Promise<void> | undefined
  #watch: NodeJS.Timeout | undefined
  #complaint = ''

  constructor(setup: Setup) {
    this.#setup = setup
    this.url = urlOf(setup.folders, DATABASE)
  }

  /** Whether this process started the server that runs now; else it joined another one's. */
  get owned(): boolean {
    return this.#child !== undefined && !hasEnded(this.#child)
  }

  /** Resolves when the server takes queries; where it is lost, it is started again. Throws EmbeddedProblem. */
  ensure(): Promise<void> {
    this.#acquiring ??= this.#acquire().finally(() => {
      this.#acquiring = undefined
    })
    return this.#acquiring
  }

  /** Leaves the server. It ends when nobody else uses it, and then its end is waited for. */
  async stop(): Promise<void> {
    const { folders, throwaway } = this.#setup
    const patience = throwaway ? END_MS : this.owned ? OTHERS_MS : LOOK_MS
    this.#stopping = true
    clearInterval(this.#watch)
    await this.#acquiring?.catch(() => {})
    this.#letGo()
    const inUse = () => isRead(folders.lifeline)
    if (!(await cameTrue(() => !inUse(), patience))) return
    await cameTrue(() => !this.owned && runningPostmaster(folders) === undefined, END_MS)
    if (throwaway) rmSync(folders.run, { recursive: true, force: true })
  }

  async #acquire(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS
    try {
      const seen: Seen = { absentSince: undefined, endingSince: undefined, failures: 0 }
      for (; !this.#stopping; await sleep(LOOK_MS)) {
        this.#renewHold()
        const answer = await probe(this.url)
        const there = answer === 'ready' || answer === 'no database'
        if (there && this.#hold !== undefined) return await this.#settle(answer)
        seen.absentSince = answer === 'absent' ? (seen.absentSince ?? Date.now()) : undefined
        await this.#prod(seen, deadline)
        if (Date.now() > deadline) throw new EmbeddedProblem('no start', this.#tooLate())
      }
    } catch (error) {
      this.#letGo()
      throw asProblem('running the database server', error)
    }
  }

  /**
   * Starts a server where none is to be seen. A server whose lifeline nobody reads is ending, or an orphan that must
   * end before the folder can be used.
   */
  async #prod(seen: Seen, deadline: number): Promise<void> {
    const { folders, binaries, throwaway } = this.#setup
    const held = this.#hold !== undefined
    const absentFor = seen.absentSince === undefined ? -1 : Date.now() - seen.absentSince
    const pid = runningPostmaster(folders)
    if (pid !== undefined) {
      if (held && absentFor <= DEAF_MS) return
      seen.endingSince ??= Date.now()
      end(pid, Date.now() - seen.endingSince > ENDING_MS ? 'SIGQUIT' : 'SIGINT')
    } else if (absentFor >= (held ? STARTING_MS : 0)) {
      const launched = await launch(folders, binaries, { throwaway, deadline }).catch((error) => {
        seen.failures += 1
        if (seen.failures === MOST_FAILURES) throw error
      })
      if (!launched) return
      this.#letGo()
      this.#hold = launched.hold
      this.#child = launched.child
      launched.child.once('exit', () => this.#look())
    }
  }

  async #settle(answer: 'ready' | 'no database'): Promise<void> {
    const { folders } = this.#setup
    if (answer === 'no database') await createDatabase(urlOf(folders, 'postgres'), DATABASE)
    this.#pid = runningPostmaster(folders)
    this.#complaint = ''
    this.#watch ??= setInterval(() => this.#look(), WATCH_MS).unref()
  }

  /** Puts right what the watch finds lost. What cannot be put right is said once and tried again at the next look. */
  #look(): void {
    const lost = !isRead(this.#setup.folders.lifeline) || (this.#pid !== undefined && !isAlive(this.#pid))
    if (!lost || this.#stopping || this.#acquiring) return
    this.ensure().then(
      () => this.#setup.say('the database server was lost; it runs again'),
      (error: Error) => {
        if (error.message !== this.#complaint) this.#setup.say(error.message)
        this.#complaint = error.message
      },
    )
  }

  /** The new hold is taken before the old one goes: in between the keeper must not find itself alone. */
  #renewHold(): void {
    const fresh = takeHold(this.#setup.folders.lifeline)
    this.#letGo()
    this.#hold = fresh
  }

  #letGo(): void {
    if (this.#hold !== undefined) closeSync(this.#hold)
    this.#hold = undefined
  }

  #tooLate = () => `PostgreSQL does not become ready; see ${this.#setup.folders.log}`
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function cameTrue(condition: () => boolean, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs
  while (!condition()) {
    if (Date.now() > until) return false
    await sleep(LOOK_MS)
  }
  return true
}
