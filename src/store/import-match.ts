/** Which record a person of an imported file already has. Pure. */
import type { Answers } from '../domain/registration.ts'
import type { Stage } from '../domain/stage.ts'

/** A record that an earlier file made. `own`: its person has sent newer answers since. `running`: they have one that is under way. */
export type Known = {
  number: string
  person: string
  stage: Stage
  batch: string | null
  schemes: string[]
  answers: Answers
  nikHash: Buffer | null
  nameHash: Buffer | null
  own: boolean
  running: boolean
}

export type Wanted = {
  nikHash: Buffer | undefined
  nameHash: Buffer | undefined
  batch: string | undefined
  schemes: readonly string[]
}

/** `known`: this record is theirs. `new`: they need one, beside `beside` if they are known by their NIK. */
export type Match = { how: 'known'; known: Known } | { how: 'new'; beside: Known | undefined } | { how: 'unclear' }

/**
 * The NIK decides; one human may have a record for each scheme they went with. Without it, or where the record has none:
 * name, birth date and batch.
 */
export function matchOf(known: readonly Known[], wanted: Wanted): Match {
  const { nikHash, nameHash } = wanted
  const byNik = nikHash ? known.filter((one) => one.nikHash?.equals(nikHash)) : []
  if (byNik.length > 0) {
    const fits = byNik.filter((one) => mayBeSameWay(one, wanted))
    const best = fits.find(({ batch }) => batch === (wanted.batch ?? null)) ?? fits[0]
    return best ? { how: 'known', known: best } : { how: 'new', beside: byNik[0] }
  }
  const byName = nameHash
    ? known.filter((one) => one.nameHash?.equals(nameHash) && !(nikHash && one.nikHash) && mayBeSameBatch(one, wanted))
    : []
  if (byName.length > 1) return { how: 'unclear' }
  return byName[0] ? { how: 'known', known: byName[0] } : { how: 'new', beside: undefined }
}

/** Of the same scheme as far as both say one; then a batch that differs is a correction. */
function mayBeSameWay(one: Known, { schemes, batch }: Wanted): boolean {
  if (one.batch !== null && one.batch === batch) return true
  const [here, there] = [schemes.filter(isScheme), one.schemes.filter(isScheme)]
  return here.length === 0 || there.length === 0 || here.some((scheme) => there.includes(scheme))
}

const isScheme = (scheme: string) => scheme !== 'belum-tahu'

const mayBeSameBatch = (one: Known, { batch }: Wanted) =>
  one.batch === null || batch === undefined || one.batch === batch
