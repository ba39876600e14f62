/** Kept files in a backup: a line each, as sealed as they lie; their keys stand, sealed, in the rows of their table. */
import type { Client } from '../database.ts'
import type { Shelf } from './shelf.ts'

/** What a file's line begins with, where others name their table. */
export const FILE_LINE = 'berkas'

/** One file is in memory at a time. What was deleted meanwhile is left out. */
export async function* fileLines(client: Client, shelf: Shelf): AsyncGenerator<string> {
  const { rows } = await client.query<{ place: string }>(
    "SELECT place FROM files WHERE state = 'kept' AND expires_at IS NULL ORDER BY place",
  )
  for (const { place } of rows) {
    const sealed = await shelf.get(place)
    if (sealed) yield `["${FILE_LINE}",${JSON.stringify([place, sealed.toString('base64')])}]\n`
  }
}

/** Puts files on the shelf while a restore goes on; what it put there goes again where the restore fails. */
export class RestoredFiles {
  readonly #shelf: Shelf
  readonly #put: string[] = []

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  async take(line: string): Promise<void> {
    const [, [place, sealed]] = JSON.parse(line) as [string, [string, string]]
    if (!(await this.#shelf.get(place))) this.#put.push(place)
    await this.#shelf.put(place, Buffer.from(sealed, 'base64'))
  }

  async undo(): Promise<void> {
    for (const place of this.#put) await this.#shelf.remove(place)
  }
}

/** Before the rows go: their places are to be emptied, */
export const noteAll = (client: Client) =>
  client.query('INSERT INTO gone_places SELECT place FROM files WHERE place IS NOT NULL ON CONFLICT DO NOTHING')
/** Those that we made to be sent once are in no backup. */
export const dropMade = (client: Client) => client.query('DELETE FROM files WHERE expires_at IS NOT NULL')
/** but for those that the restored rows name. */
export const keepRestored = (client: Client) =>
  client.query('DELETE FROM gone_places g USING files f WHERE f.place = g.place')
