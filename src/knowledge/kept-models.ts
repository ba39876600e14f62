/** Models take seconds to train and milliseconds to read, so they are kept in a file beside what they were made from. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { makeNormaliser } from './normalise.ts'
import { type Lessons, type Models, trainModels } from './understanding/models.ts'

/** Where `npm run build` keeps them. */
const MODELS_FILE = fileURLToPath(new URL('../../.build/pemahaman.bin', import.meta.url))

type Kept = { key: string; models: Models }

/** The models kept in this file; undefined: there are none, or they were made from other content. */
export function keptModels(lessons: Lessons, file = MODELS_FILE): Models | undefined {
  try {
    const { key, models } = deserialize(readFileSync(file)) as Kept
    return key === keyOf(lessons) ? models : undefined
  } catch {
    return undefined
  }
}

/** Trains anew and keeps; a reader never sees half a file. */
export function keepModels(lessons: Lessons, file = MODELS_FILE): void {
  const kept: Kept = { key: keyOf(lessons), models: trainModels(lessons, makeNormaliser(lessons.language)) }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, serialize(kept))
  renameSync(`${file}.${process.pid}`, file)
}

function keyOf({ questions, cries, meanings, language, areas }: Lessons): string {
  const { words, fillers } = language
  return createHash('sha256')
    .update(JSON.stringify({ questions, cries, meanings, words, fillers, areas }))
    .digest('hex')
}
