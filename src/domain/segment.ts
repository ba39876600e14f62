/** Whom an announcement is for: `all`, or pairs like `scheme=gtog-korea,stage=lengkap` that must all hold. */
import { z } from 'zod'
import { COUNTRIES } from './work.ts'

/** Somebody without a registration; with one; at work abroad; back from it; and who works in the office. */
const ROLES = ['calon', 'pendaftar', 'pekerja', 'alumni', 'petugas'] as const

const value = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)

/** All of it must hold; an empty segment is everybody who may be written to, but staff. */
export const Segment = z.strictObject({
  role: z.enum(ROLES).optional(),
  scheme: value.optional(),
  batch: value.optional(),
  stage: value.optional(),
  /** BPS code of the province of the KTP's address, two digits. */
  province: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  channel: z.enum(['telegram', 'whatsapp', 'terminal']).optional(),
  /** Where they work, as they or the office have said. */
  country: z.enum(COUNTRIES).optional(),
})
export type Segment = z.infer<typeof Segment>
type SegmentKey = keyof Segment

const SEGMENT_KEYS = Object.keys(Segment.shape) as SegmentKey[]

/** Only a registration tells these. */
const OF_A_REGISTRATION: readonly SegmentKey[] = ['scheme', 'batch', 'stage', 'province']

/** Is everybody in it registered? */
export const impliesRegistration = (segment: Segment): boolean =>
  OF_A_REGISTRATION.some((key) => segment[key] !== undefined) ||
  (segment.role !== undefined && segment.role !== 'calon' && segment.role !== 'petugas')

export type SegmentRead = { segment: Segment } | { wrong: string }

/** Reads "all" or "key=value,key=value". `wrong`: the part that cannot be read. */
export function readSegment(text: string): SegmentRead {
  const written = text.trim().toLowerCase()
  if (written === 'all') return { segment: {} }
  const pairs = new Map<string, string>()
  for (const part of written.split(',')) {
    const [, key, value] = /^\s*([a-z]+)\s*=\s*(\S+)\s*$/.exec(part) ?? []
    if (!key || !value || pairs.has(key)) return { wrong: part.trim() }
    pairs.set(key, value)
  }
  const read = Segment.safeParse(Object.fromEntries(pairs))
  if (read.success) return { segment: read.data }
  const [issue] = read.error.issues
  const key = String(issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : ''))
  return { wrong: `${key}=${pairs.get(key) ?? ''}` }
}

/** The segment as it is typed. */
export function segmentWords(segment: Segment): string {
  const pairs = SEGMENT_KEYS.flatMap((key) => (segment[key] === undefined ? [] : [`${key}=${segment[key]}`]))
  return pairs.length === 0 ? 'all' : pairs.join(',')
}
