import { fileType } from '../domain/file-type.ts'
import { isMade, MAX_FILE_BYTES } from '../domain/kept-file.ts'
import { describe } from './decide.ts'
import type { Log } from './log.ts'
import { type ChannelAdapter, FileError, type Vet } from './ports.ts'
import { Sleeper } from './sleeper.ts'
import type { Files, Wanted } from './store.ts'

/** Files in hand at once: each is in memory three times while it is sealed. */
const AT_ONCE = 2
const IDLE_MS = 1000
/** What was deleted is swept this often; its key is gone already. */
const SWEEP_MS = 5000
/** 2 s, 4 s … 5 min: about twenty minutes in all, and then it counts as gone. */
const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = 5 * 60_000
const MAX_ATTEMPTS = 10

export type Fetcher = {
  /** Resolves when nothing is in hand and nothing that may be fetched now waits. */
  quiet(): Promise<void>
  /** Resolves when what is in hand is settled, or will not be for long. */
  stop(): Promise<void>
}

export type FetcherParts = {
  files: Files
  adapters: readonly ChannelAdapter[]
  /** What is in a file that we make ourselves; undefined: nothing any more. */
  make: (wanted: Wanted) => Promise<Buffer | undefined>
  /** Looks at a document: is it of use? */
  vet: Vet
  log: Log
}

/** A file that hangs longer when we stop is left: another process, or the next start, fetches it anew. */
const STOPPING_MS = 2000

/** Fetches the files that flows want kept, or makes them, outside of any transaction; of fetched ones it keeps pictures and PDFs. */
export function startFetcher(parts: FetcherParts): Fetcher {
  return new Fetching(parts)
}

class Fetching implements Fetcher {
  readonly #parts: FetcherParts
  readonly #sleeper = new Sleeper()
  readonly #inHand = new Map<string, Promise<void>>()
  #stopping = false
  #sweepAt = 0
  #foundNothing = Number.NEGATIVE_INFINITY
  readonly #running: Promise<void>

  constructor(parts: FetcherParts) {
    this.#parts = parts
    this.#running = this.#run()
  }

  async quiet(): Promise<void> {
    const asked = performance.now()
    while (!this.#stopping && (this.#inHand.size > 0 || this.#foundNothing < asked)) {
      this.#sleeper.wake()
      await Promise.race([...this.#inHand.values(), new Promise((resolve) => setTimeout(resolve, 20))])
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.#sleeper.wake()
    await this.#running
    const patience = new Promise((resolve) => setTimeout(resolve, STOPPING_MS).unref())
    await Promise.race([Promise.all(this.#inHand.values()), patience])
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#sweep()
        const began = performance.now()
        const free = AT_ONCE - this.#inHand.size
        const claimed = free > 0 ? await this.#parts.files.claim(free, [...this.#inHand.keys()]) : []
        for (const wanted of claimed) this.#take(wanted)
        if (claimed.length === 0 && free > 0) this.#foundNothing = began
        if (claimed.length < free || free === 0) await this.#sleeper.sleep(IDLE_MS)
      } catch (error) {
        this.#parts.log.error({ error: describe(error) }, 'files cannot be looked for; trying again')
        await this.#sleeper.sleep(IDLE_MS)
      }
    }
  }

  async #sweep(): Promise<void> {
    if (performance.now() < this.#sweepAt) return
    this.#sweepAt = performance.now() + SWEEP_MS
    await this.#parts.files.sweep()
  }

  #take(wanted: Wanted): void {
    const working = this.#settle(wanted)
      .catch((error) =>
        this.#parts.log.error({ file: wanted.id, error: describe(error) }, 'a file could not be settled'),
      )
      .finally(() => {
        this.#inHand.delete(wanted.id) // whatever became of it: a row that is still wanted is claimed anew
        this.#sleeper.wake()
      })
    this.#inHand.set(wanted.id, working)
  }

  async #settle(wanted: Wanted): Promise<void> {
    const { files, log } = this.#parts
    try {
      const bytes = await this.#fetch(wanted)
      if (isMade(wanted.purpose)) return await files.keep(wanted, bytes, wanted.file.mime)
      const mime = fileType(bytes)
      if (!mime) return await files.refuse(wanted, 'other kind')
      if (wanted.purpose !== 'dokumen') return await files.keep(wanted, bytes, mime)
      const seen = await this.#parts.vet(bytes, mime)
      if ('unfit' in seen) return await files.refuse(wanted, seen.unfit)
      if (wanted.page !== undefined && seen.mime !== 'image/jpeg') return await files.refuse(wanted, 'no page')
      await files.keep(wanted, seen.bytes, seen.mime)
    } catch (error) {
      if (!(error instanceof FileError))
        log.error({ file: wanted.id, error: describe(error) }, 'a file could not be kept')
      const verdict = error instanceof FileError ? error.verdict : 'try later'
      log.debug({ file: wanted.id, verdict }, 'a file was not fetched')
      if (verdict !== 'try later') return files.refuse(wanted, verdict)
      if (wanted.attempts >= MAX_ATTEMPTS) return files.refuse(wanted, 'gone')
      const wait = Math.min(FIRST_WAIT_MS * 2 ** (wanted.attempts - 1), LONGEST_WAIT_MS)
      await files.later(wanted, Math.max(wait, (error instanceof FileError && error.retryAfterMs) || 0))
    }
  }

  async #fetch(wanted: Wanted): Promise<Buffer> {
    const { from, file, purpose } = wanted
    if (isMade(purpose)) {
      const made = await this.#parts.make(wanted)
      if (made === undefined) throw new FileError('gone', 'there is nothing to make it of')
      return made
    }
    const adapter = this.#parts.adapters.find((a) => a.channel === from.channel && a.account === from.account)
    if (!adapter) throw new FileError('try later', 'no such channel here')
    return adapter.fetch(file, from, MAX_FILE_BYTES)
  }
}
