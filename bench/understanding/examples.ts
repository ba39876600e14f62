import { readFileSync } from 'node:fs'

/** A question and the topics that answer it, best first; `labelled`: the file of content it is in. */
export type Asked = { text: string; topics: string[]; labelled?: string | undefined }

/** Written by a hand that saw neither the forms nor the labelled questions; nothing is tuned to the second half. */
export function unseen(): { first: Asked[]; second: Asked[] } {
  const asked = rows('unseen.tsv').map(([text, topics]) => ({ text: text!, topics: topics!.split(',') }))
  return { first: asked.filter((_, i) => i % 2 === 0), second: asked.filter((_, i) => i % 2 === 1) }
}

export type Cry = { text: string; danger: boolean }

/** Cries for help and look-alikes, each file by a hand of its own that saw no example; nothing is tuned to the unseen ones. */
export const cries = () => ({ lookedAt: criesOf('cries.tsv'), unseen: criesOf('cries-unseen.tsv') })

const criesOf = (file: string): Cry[] =>
  rows(file).map(([text, meaning]) => ({ text: text!, danger: meaning === 'bahaya' }))

function rows(file: string): string[][] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  const lines = text.trim().split('\n').slice(1)
  return lines.map((line) => line.split('\t'))
}
