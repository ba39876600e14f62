/** What is known of somebody whose eligibility is checked. A key that is missing was not told. */
import { z } from 'zod'

export const EDUCATIONS = ['SD', 'SMP', 'SMA', 'SMK', 'D3', 'D4', 'S1', 'Ners', 'S2'] as const
export const FIELDS = ['keperawatan', 'kebidanan', 'kesehatan-lain', 'non-kesehatan'] as const
/** Lowest first. JFT-Basic A2 opens the same doors as N4 (content/schemes/ssw-kaigo.yaml, K01). */
export const JAPANESE = ['none', 'N5', 'JFT-A2', 'N4', 'N3', 'N2', 'N1'] as const

const Day = z.iso.date('tanggal ditulis YYYY-MM-DD')
const Yes = z.boolean()
const months = z.number().min(0).max(720)

const Titp = z.object({ field: z.string().optional(), months: months.optional(), completed: Yes.optional() })

/** The keys of `langkah eligibility`. Those that it does not know are dropped; null counts as not told. */
export const Candidate = z.preprocess(
  (given) => withoutNulls(given),
  z
    .object({
      birthDate: Day,
      sex: z.enum(['L', 'P']),
      educationLevel: z.enum(EDUCATIONS),
      field: z.enum(FIELDS),
      /** Registered as a nurse, and since when. */
      str: Yes,
      strDate: Day,
      /** As a nurse, after the STR. */
      experienceMonths: months,
      japanese: z.enum(JAPANESE),
      /** A certificate of it, from a course with a licence or of a test; as a text: which one. */
      japaneseCertificate: z.union([Yes, z.string().min(1)]),
      kaigoSkillTest: Yes,
      kaigoLanguageTest: Yes,
      /** The skill test of another SSW field. */
      skillTest: Yes,
      careworkerCertificate: Yes,
      /** 160 hours of technical training or technical work; for others half a year of training. */
      technicalTraining: Yes,
      /** The score of 200, or only that it was passed. */
      epsTopik: z.union([Yes, z.number().min(0).max(200)]),
      tattoo: Yes,
      piercing: Yes,
      colourBlind: Yes,
      glasses: Yes,
      formerEpa: Yes,
      formerTitp: z.union([Yes, Titp]),
      heightCm: z.number().min(50).max(250),
      weightKg: z.number().min(20).max(300),
      married: Yes,
    })
    .partial(),
)
export type Candidate = z.infer<typeof Candidate>

function withoutNulls(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined))
}
