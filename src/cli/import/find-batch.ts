/** Which batch a cell means: by its id, or by its name where only one has it. Pure. */

export type BatchName = { id: string; scheme: string; name: string }

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/\b(?:angkatan|batch|gelombang|ke)\b/g, ' ')
    .replace(/[^a-z0-9]+/g, '')

/** `schemes`: what else the row says; a name alone may be borne by batches of two schemes. */
export function findBatch(
  written: string,
  schemes: readonly string[],
  batches: readonly BatchName[],
): BatchName | undefined {
  const byId = batches.find(({ id }) => id === written.trim().toLowerCase())
  if (byId) return byId
  const said = plain(written)
  const named = said === '' ? [] : batches.filter(({ name }) => plain(name) === said)
  const fitting = named.filter(({ scheme }) => schemes.length === 0 || schemes.includes(scheme))
  return fitting.length === 1 ? fitting[0] : undefined
}
