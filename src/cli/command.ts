/** What a `langkah` command is. */
import type { ParseArgsConfig } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

export type Given = { values: Record<string, string | boolean | undefined>; words: string[] }

export type Command = {
  /** "people export" */
  name: string
  /** One line, in Indonesian. */
  does: string
  /** How it is written: "[--json] [--out FILE]" */
  usage: string
  options: Options
  /** Words besides options are wanted (a file, an id); else they are wrong usage. */
  takesWords?: true
  /** What it uses keeps timers of its own, so the process does not end by itself. */
  lingers?: true
  /** Resolves to the exit code: 0 done, 1 refused or not found. Throws UsageError for wrong words. */
  run(given: Given): Promise<0 | 1>
}

/** The id of a person or of a member of staff. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Wrong usage: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Results go to stdout, everything else to stderr. */
export const print = (text: string) => process.stdout.write(`${text}\n`)
export const tell = (text: string) => process.stderr.write(`${text}\n`)
export const printJson = (value: unknown) => print(JSON.stringify(value))

export const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined
