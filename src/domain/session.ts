import { z } from 'zod'

const Offered = z.object({ id: z.string(), label: z.string() })

/**
 * One chat's memory between two messages: who has the floor, what chat-bound flows noted, and the choices that
 * the person sees. Forms' drafts are not in it: they belong to the person (see Drafts).
 */
export const Session = z.object({
  active: z.string(),
  notes: z.record(z.string(), z.unknown()),
  shown: z.array(Offered),
  /** What was offered before the last answer, which offered nothing: a number may still mean that. */
  before: z.array(Offered).optional(),
  /** The last message we could make nothing of; what follows within seconds is read together with it. */
  unclear: z.object({ at: z.iso.datetime(), text: z.string() }).optional(),
})
export type Session = z.infer<typeof Session>

/** Every unfinished form of a person, by flow name. */
export type Drafts = Record<string, unknown>

export type Memory = { session: Session; drafts: Drafts }

export const newSession = (): Session => ({ active: 'menu', notes: {}, shown: [] })
