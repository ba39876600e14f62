/** The real process with people who may be written to, steered by `langkah announce` as an office would. */
import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Tally } from '../../src/domain/announcement.ts'
import { startEmbedded } from '../../src/store/embedded.ts'
import { openKeyring } from '../../src/store/key-file.ts'
import { freePort, newHome, RealProcess } from '../../test/real-process.ts'
import type { Fake } from './fake.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** People's chat ids begin here. */
export const FIRST_CHAT = 1_000_000

export class Ours {
  readonly assistant: RealProcess
  readonly #env: Record<string, string>
  readonly #home: ReturnType<typeof newHome>
  #pool: pg.Pool | undefined

  private constructor(assistant: RealProcess, env: Record<string, string>, home: ReturnType<typeof newHome>) {
    this.assistant = assistant
    this.#env = env
    this.#home = home
  }

  /** `rate`: TELEGRAM_RATE. Nobody else needs to say yes here. */
  static async start(fake: Fake, rate: number): Promise<Ours> {
    const home = newHome()
    const content = join(home.dataDir, '..', 'content')
    cpSync(join(ROOT, 'content'), content, { recursive: true })
    const office = join(content, 'office.yaml')
    writeFileSync(office, readFileSync(office, 'utf8').replace(/secondEyesAbove: \d+/, 'secondEyesAbove: 100000000'))
    const env = {
      TELEGRAM_BOT_TOKEN: fake.token,
      TELEGRAM_API_ROOT: fake.apiRoot,
      TELEGRAM_RATE: String(rate),
      DATA_DIR: home.dataDir,
      CONTENT_DIR: content,
      LOG_LEVEL: 'warn',
    }
    const assistant = new RealProcess(await freePort(), env)
    await assistant.start()
    return new Ours(assistant, env, home)
  }

  async #database(): Promise<pg.Pool> {
    if (!this.#pool) {
      const { url } = await startEmbedded(this.#home.dataDir)
      this.#pool = new pg.Pool({ connectionString: url, max: 1 })
    }
    return this.#pool
  }

  async sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await (await this.#database()).query<T>(text, values)).rows
  }

  /** So many people more who wrote once. */
  async people(count: number, account: string): Promise<void> {
    await this.sql(
      `WITH person AS (INSERT INTO people (created_at) SELECT now() - interval '1 day' FROM generate_series(1, $1::int) RETURNING id),
         numbered AS (SELECT id, row_number() OVER () AS n FROM person),
         chat AS (INSERT INTO chats (channel, account, chat_id, person_id)
                  SELECT 'telegram', $2, ($3::bigint + (SELECT count(*) FROM chats) + n)::text, id FROM numbered RETURNING id)
       INSERT INTO sessions (chat, body, updated_at) SELECT id, $4::bytea, now() - interval '1 hour' FROM chat`,
      [count, account, FIRST_CHAT, openKeyring(this.#home.dataDir, undefined).seal('session', {})],
    )
    await this.sql('ANALYZE')
  }

  /** `langkah announce`; resolves to its id when its recipients are written down. */
  async announce(text: string, to = 'all'): Promise<number> {
    const file = join(this.#home.dataDir, '..', 'text.txt')
    writeFileSync(file, text)
    const { stdout } = await this.langkah('announce', '--to', to, '--text-file', file, '--yes', '--json')
    return JSON.parse(stdout).id
  }

  async status(id: number): Promise<Tally> {
    const { stdout } = await this.langkah('announce', 'status', String(id), '--json')
    return JSON.parse(stdout)
  }

  langkah(...args: string[]): Promise<{ stdout: string }> {
    const { PATH = '' } = process.env
    return promisify(execFile)(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], {
      cwd: '/tmp',
      env: { PATH, HOME: '/tmp', ...this.#env },
    })
  }

  async stop(): Promise<void> {
    await this.#pool?.end()
    await this.assistant.terminate()
    this.#home.remove()
  }
}
