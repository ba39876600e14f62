/** How a scheme's requirements are written down in content/schemes, so that office staff can change them. */
import { z } from 'zod'
import { EDUCATIONS, FIELDS, JAPANESE } from './candidate.ts'

const Line = z.string().trim().min(1).max(400, 'paling panjang 400 huruf')
/** "05-31". 29 February is no day of reference: most years have none. */
const DAY_OF_YEAR =
  /^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))$/

const Sources = z.array(z.string()).min(1, 'setiap syarat perlu sumber')
const Checked = z.iso.date('tanggal ditulis YYYY-MM-DD')

/** Years. `max: 35` includes who is 35 and a half; `under: 18.5` ends with the day on which that is reached. */
const Age = z.strictObject({
  min: z.number().multipleOf(0.5).optional(),
  max: z.number().int().optional(),
  under: z.number().multipleOf(0.5).optional(),
  /** Counted so many months after the day of reference: a limit that comes near while that day is not known. */
  monthsAhead: z.number().int().positive().optional(),
})

/** Holds when everything in it holds. What was not told makes it undecided. */
export const Condition = z.strictObject({
  age: Age.optional(),
  sex: z.enum(['L', 'P']).optional(),
  education: z.array(z.enum(EDUCATIONS)).optional(),
  field: z.array(z.enum(FIELDS)).optional(),
  str: z.boolean().optional(),
  /** Months as a nurse since the STR. `untilReference`: counted as if work went on until the day of reference. */
  experience: z.strictObject({ min: z.number(), untilReference: z.literal(true).optional() }).optional(),
  /** This level or a higher one. */
  japanese: z.enum(JAPANESE).optional(),
  japaneseCertificate: z.boolean().optional(),
  kaigoSkillTest: z.boolean().optional(),
  kaigoLanguageTest: z.boolean().optional(),
  skillTest: z.boolean().optional(),
  careworkerCertificate: z.boolean().optional(),
  technicalTraining: z.boolean().optional(),
  epsTopik: z.strictObject({ min: z.number() }).optional(),
  tattoo: z.boolean().optional(),
  piercing: z.boolean().optional(),
  colourBlind: z.boolean().optional(),
  glasses: z.boolean().optional(),
  formerEpa: z.boolean().optional(),
  formerTitp: z.boolean().optional(),
  height: z.strictObject({ min: z.number() }).optional(),
  weight: z.strictObject({ min: z.number() }).optional(),
  married: z.boolean().optional(),
  /** What somebody has behind them, as far as they say so: who says nothing has not. */
  past: z.enum(['epa', 'titp', 'titp-2', 'titp-2-kaigo', 'titp-5-years']).optional(),
})
export type Condition = z.infer<typeof Condition>

/** How something that is missing can be had, and how long that takes in words and, where a source says so, in months. */
const Mend = z.strictObject({ how: Line, time: Line, months: z.number().positive().optional() })

const Case = z
  .strictObject({
    when: Condition.optional(),
    /** belum: can still be had; tidak: cannot be mended; perlu-dicek: no source says, or the sources differ. */
    is: z.enum(['ok', 'belum', 'tidak', 'perlu-dicek']),
    /** `{umur}`, `{acuan}` and the like are filled in (see placeholders.ts). */
    why: Line,
    mend: Mend.optional(),
    /** Where this case has other sources than its rule. */
    sources: Sources.optional(),
  })
  .refine(({ is, mend }) => (is === 'belum') === (mend !== undefined), 'mend perlu ada pada belum, dan hanya di situ')

/** One requirement: the first case that holds decides. */
export const Rule = z
  .strictObject({
    rule: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    /** Its name in a list: "Umur". */
    label: Line.max(30),
    /** The day on which age and experience count: the next 31 May is "05-31". Without it: today. */
    at: z.string().regex(DAY_OF_YEAR, 'tanggal acuan ditulis BB-TT, misalnya 05-31').optional(),
    cases: z.array(Case).min(1),
    /** What is said when an answer is missing. Needed where a case asks for one. */
    unknown: Line.optional(),
    sources: Sources,
    checked: Checked,
  })
  .refine(
    ({ cases }) => cases.every((one, i) => (one.when === undefined) === (i === cases.length - 1)),
    'kasus terakhir berlaku untuk semua yang lain, jadi tanpa when; kasus sebelumnya perlu when',
  )
  .refine(({ cases, unknown }) => cases.length === 1 || unknown !== undefined, 'unknown perlu ditulis')
export type Rule = z.infer<typeof Rule>

const Figure = { text: Line, sources: Sources, checked: Checked }

/** A scheme's requirements, and what somebody who compares schemes wants to know. */
export const Eligibility = z
  .strictObject({
    rules: z.array(Rule).min(1),
    /** Written requirements that nobody is asked about here. */
    notAsked: z.array(Line).default([]),
    /** The least it is said to cost oneself; `rupiah` only where a source adds it up. */
    cost: z.strictObject({ ...Figure, rupiah: z.number().int().nonnegative().optional() }),
    /** How long it takes once everything is there: months from now, or from the day `from` ("05-31") comes next. */
    wait: z.strictObject({
      ...Figure,
      months: z.number().positive().optional(),
      from: z.string().regex(DAY_OF_YEAR).optional(),
    }),
    /** The next step, in one or two sentences. */
    next: Line,
  })
  .refine(({ rules }) => new Set(rules.map(({ rule }) => rule)).size === rules.length, 'nama rule harus berbeda-beda')
export type Eligibility = z.infer<typeof Eligibility>
