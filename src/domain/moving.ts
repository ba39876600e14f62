/** Moving people, one or many, from stage to stage: who is meant, and who can go there. */
import type { Batch } from './batch.ts'
import { movesFrom, type Path, pathOf, type Stage } from './stage.ts'

/** `batch`: its id, or its name written like one (slug). */
export type MovingQuery = { numbers: string[]; batch: string | undefined }

/** Somebody who may be moved, as staff see them. `by` undefined: the last move was not a staff member's. */
export type Mover = {
  number: string
  fullName: string
  stage: Stage
  schemes: string[]
  batch: Batch | undefined
  lastMove: { by: string | undefined; at: Date } | undefined
}

type Schemes = readonly { id: string; stages: Path }[]

/** "Korea Januari 2027" → "korea-januari-2027" */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

export const pathOfMover = ({ schemes: chosen, batch }: Pick<Mover, 'schemes' | 'batch'>, schemes: Schemes): Path =>
  pathOf(schemes, { chosen, batch })

/** Everywhere that one of them can go, in the order of the first who can. */
export function placesFor(people: readonly Mover[], schemes: Schemes): Stage[] {
  return [...new Set(people.flatMap((one) => movesFrom(one.stage, pathOfMover(one, schemes))))]
}

/** Who can go there, and who cannot. */
export function sorted(people: readonly Mover[], to: Stage, schemes: Schemes): { go: Mover[]; stay: Mover[] } {
  const can = (one: Mover) => movesFrom(one.stage, pathOfMover(one, schemes)).includes(to)
  return { go: people.filter(can), stay: people.filter((one) => !can(one)) }
}
