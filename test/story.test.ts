/** One invented person, three years: see story/tiga-tahun.chat. Afterwards nothing of her may be left anywhere. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backup, restore } from '../src/store/backup.ts'
import { SEALED } from '../src/store/reseal.ts'
import { playOn } from './golden.ts'
import { everything } from './store/backup-world.ts'
import { Theatre } from './theatre.ts'

const FILE = new URL('./story/tiga-tahun.chat', import.meta.url)
const FAREWELL = '\n# Ia menghapus semuanya\n'
/** What she said beside her answers. */
const SAID = ['nur hasanah', '1995-08-17', '17 agustus 1995', 'ansan', 'isi foto']

/** Everything that the database holds: its rows, and whatever is sealed in them, opened. */
async function held({ db, shelf }: Theatre): Promise<string> {
  const opened: unknown[] = []
  for (const { table, column, purpose } of SEALED) {
    const { rows } = await db.pool.query(`SELECT ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL`)
    opened.push(...rows.map(({ sealed }) => db.keys.open(purpose, sealed)))
  }
  const files = [...shelf.kept.values()].map((bytes) => bytes.toString('latin1'))
  return JSON.stringify([await everything(db), opened, files]).toLowerCase()
}

/** What would tell who she is: her answers that are neither a choice of few nor a code. */
async function secretsOf({ db }: Theatre): Promise<string[]> {
  const { rows } = await db.pool.query('SELECT answers FROM registrations')
  const answers = Object.values(db.keys.open('registration', rows[0].answers) as object)
  const telling = answers.filter((answer) => typeof answer === 'string' && /\d{6}| \S+ |@/.test(answer))
  return [...SAID, ...telling.map((answer) => answer.toLowerCase())]
}

const found = (secrets: readonly string[], text: string) => secrets.filter((secret) => text.includes(secret))

it('goes from the first question to alumna, and leaves nothing behind', { timeout: 120_000 }, async () => {
  const theatre = await Theatre.open()
  const dir = mkdtempSync(join(tmpdir(), 'langkah-tiga-tahun-'))
  try {
    const [life, farewell] = readFileSync(FILE, 'utf8').split(FAREWELL) as [string, string]
    const lived = await playOn(theatre, life)
    const secrets = await secretsOf(theatre)
    expect(secrets.length).toBeGreaterThan(SAID.length + 2)
    const known = found(secrets, await held(theatre)) // the search does find what is there
    expect(secrets.filter((secret) => !known.includes(secret))).toEqual(['17 agustus 1995', 'isi foto'])
    await backup(theatre.db, theatre.shelf, join(dir, 'lama.gz'))

    const left = await playOn(theatre, farewell)
    await theatre.files.sweep()
    expect(found(secrets, await held(theatre))).toEqual([])
    const files = await theatre.db.pool.query('SELECT purpose FROM files')
    expect(files.rows).toEqual([{ purpose: 'jejak' }]) // of the announcement, for its writer: it shows numbers
    expect(theatre.shelf.kept.size).toBe(1)
    expect(found(secrets, theatre.logged.join('\n').toLowerCase())).toEqual([])

    expect(await restore(theatre.db, theatre.shelf, join(dir, 'lama.gz'))).toMatchObject({ forgotten: 1 })
    await theatre.files.sweep()
    expect(found(secrets, await held(theatre))).toEqual([])
    const { rows } = await theatre.db.pool.query(
      'SELECT (SELECT count(*)::int FROM tombstones) AS stones, (SELECT recipients FROM announcements) AS recipients',
    )
    expect(rows).toEqual([{ stones: expect.any(Number), recipients: 1 }])
    expect(rows[0].stones).toBeGreaterThan(0)
    await expect(`${lived}${FAREWELL}${left}`).toMatchFileSnapshot(FILE.pathname)
  } finally {
    await theatre.close()
    rmSync(dir, { recursive: true })
  }
})
