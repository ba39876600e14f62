/** Which schemes a cell names. Pure. */
import type { Scheme } from '../../knowledge/shapes.ts'

type Named = Pick<Scheme, 'id' | 'name' | 'short' | 'aliases'>

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '')

/** By id, name, button or alias; several may stand in one cell. undefined: one of them is unknown, or means several. */
export function findSchemes(written: string, schemes: readonly Named[]): string[] | undefined {
  const whole = findScheme(written, schemes)
  if (whole !== undefined) return [whole]
  const words = written.split(/\s+/)
  const areIds = words.every((word) => schemes.some(({ id }) => id === word)) // as an export writes them
  const parts = areIds ? words : written.split(/\s*[,;/&+|]\s*|\s+dan\s+/).filter(Boolean)
  if (parts.length < 2) return undefined
  const found = parts.map((part) => findScheme(part, schemes))
  return found.every((id) => id !== undefined) ? [...new Set(found)] : undefined
}

function findScheme(written: string, schemes: readonly Named[]): string | undefined {
  const said = plain(written)
  const byName = schemes.filter(({ id, name, short }) => [id, name, short].some((one) => plain(one) === said))
  if (byName.length > 0) return byName.length === 1 ? byName[0]!.id : undefined
  const byAlias = schemes.filter(({ aliases }) => aliases.some((one) => plain(one) === said))
  return byAlias.length === 1 ? byAlias[0]!.id : undefined
}
