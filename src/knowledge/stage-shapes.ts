import { z } from 'zod'
import { STAGES } from '../domain/stage.ts'
import { Id, Line } from './shapes.ts'

const StageWords = z.strictObject({
  /** On a button. */
  name: Line.max(20),
  sign: Line.max(4),
  means: Line.max(300),
  next: Line.max(400),
  /** By scheme, where it is said otherwise there. */
  schemes: z
    .record(Id, z.strictObject({ means: Line.max(300).optional(), next: Line.max(400).optional() }))
    .default({}),
})
/** content/stages.yaml: what each stage means for a person, and what comes next. */
export const Stages = z.record(z.enum(STAGES), StageWords)
export type Stages = z.infer<typeof Stages>
