/** The offer on the table: kept like a form of the person, so it goes after `draftDays`, and with *hapus data*. */
import { z } from 'zod'
import { quote } from '../../domain/markup.ts'
import type { OfferReading } from '../../domain/offer.ts'
import { fold } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import { described } from './questions.ts'

/**
 * `text`: as it was pasted, with what was told later; gone when staff have it. `level`, `flags`: the verdict, which stays
 * until another offer comes. `asked`: in rupiah. `told`: staff have it already.
 */
export const Draft = z.object({
  text: z.string().optional(),
  signs: z.array(z.string()).optional(),
  scheme: z.string().optional(),
  asked: z.number().optional(),
  level: z.enum(['bahaya', 'hati-hati', 'perlu-dicek']).optional(),
  flags: z.array(z.string()).optional(),
  told: z.boolean().optional(),
})
export type Draft = z.infer<typeof Draft>

/** No more of an offer is kept, with everything that was told of it later (letters). */
const LONGEST = 6000

/** The same offer with something more told of it. */
export const withMore = ({ text = '', ...draft }: Draft, more: string): Draft => ({
  ...draft,
  text: `${text.slice(0, LONGEST - more.length - 1)}\n${more}`.trim(),
  told: false,
})

/** What is left when staff have the offer: the verdict and the sum, and nothing that anybody wrote. */
export const handedOver = ({ level, flags, scheme }: Draft, { asked, scheme: named }: OfferReading): Draft => ({
  level,
  flags,
  scheme: scheme ?? named,
  asked,
  told: true,
})

/** A whole text that was written elsewhere, or the answers to our questions. */
export const fromAnswers = (answers: Answers): Draft =>
  typeof answers.offer === 'string' ? { text: answers.offer } : described(answers)

/** So much of it is shown in *lihat data* (letters). */
const SHOWN = 600

/** The kept offer as *lihat data* shows it. undefined: none is kept. */
export function readableDraft(stored: unknown): string | undefined {
  const { text, level } = Draft.safeParse(stored).data ?? {}
  const written = text && fold(text)
  const shown = written && quote(written.length > SHOWN ? `${written.slice(0, SHOWN)}…` : written)
  return [shown, level && `Hasil cek: ${level.replace('-', ' ')}.`].filter(Boolean).join('\n') || undefined
}
