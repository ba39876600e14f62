import type { Place } from './flow.ts'

/** Is this the bare name of a command ("menu", "/menu", "hapus data."), and not only another way to write one? */
export function isCommandName(text: string, { knowledge }: Pick<Place, 'knowledge'>): boolean {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '')
  return said.startsWith('/') || Object.hasOwn(knowledge.language.commands, said)
}
