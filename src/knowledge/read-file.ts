/** Reads one content file; collects what is wrong instead of stopping at the first mistake. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import type { z } from 'zod'
import { problemsOf } from './content-error.ts'

/** A day stays text, for a zod shape reads it. */
const PLAIN = { schema: CORE_SCHEMA }
const MORE = /^---selengkapnya---$/m

export class ContentReader {
  readonly problems: string[] = []
  readonly #dir: string

  constructor(dir: string) {
    this.#dir = dir
  }

  /** Files of a folder with this ending, in the order of their names. */
  list(folder: string, ending: string): string[] {
    try {
      return readdirSync(join(this.#dir, folder))
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => `${folder}/${name}`)
    } catch {
      this.problems.push(`${folder}/: folder ini tidak ada`)
      return []
    }
  }

  yaml<T>(file: string, shape: z.ZodType<T>): T | undefined {
    return this.#check(file, shape, () => load(this.#text(file), PLAIN))
  }

  /** Front matter and text; `---selengkapnya---` on a line of its own parts the text. */
  markdown<T>(file: string, shape: z.ZodType<T>): T | undefined {
    return this.#check(file, shape, () => {
      const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(this.#text(file)) ?? []
      if (head === undefined || body === undefined)
        throw new Error('harus diawali kepala berkas di antara dua baris ---')
      const [text, more] = body.split(MORE)
      return {
        ...(load(head, PLAIN) as object),
        text: text!.trim(),
        ...(more === undefined ? {} : { more: more.trim() }),
      }
    })
  }

  /** One item a line. */
  lines(file: string): string[] {
    return this.#rows(file).map(({ row }) => row)
  }

  /** Lines of fields parted by tabs, after a line that names them. `make` gives the raw item. */
  table<T>(file: string, shape: z.ZodType<T>, make: (fields: string[]) => unknown): T[] {
    return this.#rows(file)
      .slice(1)
      .flatMap(({ row, line }) => this.#check(`${file}:${line}`, shape, () => make(row.split('\t'))) ?? [])
  }

  #rows(file: string): { row: string; line: number }[] {
    try {
      const rows = this.#text(file).split('\n')
      return rows.map((row, i) => ({ row: row.trim(), line: i + 1 })).filter(({ row }) => row !== '')
    } catch {
      this.problems.push(`${file}: berkas ini tidak ada`)
      return []
    }
  }

  /** The name of a file must be its id, so that it can be found. */
  named(file: string, id: string | undefined): void {
    const name = basename(file)
      .replace(/\.\w+$/, '')
      .replace(/^\d+-/, '')
    if (id !== undefined && id !== name) this.problems.push(`${file}: nama berkas harus sama dengan id "${id}"`)
  }

  #text(file: string): string {
    return readFileSync(join(this.#dir, file), 'utf8').replaceAll('\r\n', '\n')
  }

  #check<T>(file: string, shape: z.ZodType<T>, read: () => unknown): T | undefined {
    let raw: unknown
    try {
      raw = read()
    } catch (error) {
      this.problems.push(`${file}: ${(error as Error).message.split('\n')[0]}`)
      return undefined
    }
    const parsed = shape.safeParse(raw)
    if (parsed.success) return parsed.data
    this.problems.push(...problemsOf(file, parsed.error))
    return undefined
  }
}
