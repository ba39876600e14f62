/** The shapes of the files in content/offers/. */
import { z } from 'zod'
import { Day, Id, Line } from './shapes.ts'

/** Flags that are worked out and not found by words (src/knowledge/offer/rules.ts). */
export const OFFER_RULES = [
  'umur',
  'pemerintah-minta-uang',
  'jalur-tanpa-biaya',
  'rekening-orang',
  'biaya',
  'gaji',
  'cepat',
  'daring',
  'alasan',
  'uang-ke-orang',
  'uang-tanpa-nama',
  'mengaku-resmi',
  'tanpa-nama',
  'hanya-chat',
  'surel',
  'daftar-izin',
  'daftar-kontak',
  'daftar-mirip',
  'daftar-tidak-ada',
] as const

const SourceIds = z.array(z.string()).min(1, 'setiap tanda perlu sumber')
const Weight = z.number().int().min(0).max(10)

/** content/offers/flags.yaml: one sign of danger. */
export const OfferSign = z
  .strictObject({
    id: Id,
    weight: Weight,
    absolute: z.boolean().default(false),
    /** Counts towards hati-hati, not towards bahaya; so does whatever weighs 1. */
    mild: z.boolean().default(false),
    why: Line.max(260),
    signs: z.array(Line).default([]),
    /** Phrases that contain such words and are harmless. */
    unless: z.array(Line).default([]),
    rule: z.enum(OFFER_RULES).optional(),
    /** Other weights: by scheme id, for all schemes of the state, for offers that name a PT. */
    schemes: z.record(z.string(), Weight).default({}),
    /** Not counted beside these flags, which say the same more gravely. */
    yieldsTo: z.array(Id).default([]),
    sources: SourceIds,
    checked: Day,
  })
  .refine((flag) => flag.signs.length > 0 || flag.rule !== undefined, 'isi signs atau rule')
export type OfferSign = z.infer<typeof OfferSign>

/** content/offers/costs.yaml: what a scheme costs by our sources, in rupiah. */
export const OfferCost = z.strictObject({
  scheme: Id,
  kind: z.enum(['pemerintah', 'swasta']),
  words: z.array(Line).min(1),
  /** 0: participants are not said to pay. */
  high: z.number().int().min(0).optional(),
  agency: z.enum(['tidak', 'tidak-jelas']),
  text: Line.max(420),
  sources: SourceIds,
  checked: Day,
})
export type OfferCost = z.infer<typeof OfferCost>

const Phrases = z.array(Line).min(1)

/** content/offers/rules.yaml: what all flags share, and what a person is told to do. */
export const OfferRules = z.strictObject({
  salary: z.strictObject({
    IDR: z.number().positive(),
    JPY: z.number().positive(),
    USD: z.number().positive(),
    sources: SourceIds,
    checked: Day,
  }),
  anyCost: z.strictObject({ high: z.number().positive(), text: Line.max(420), sources: SourceIds, checked: Day }),
  words: z.record(z.string(), z.string()),
  denials: Phrases,
  emptyDenials: Phrases,
  denialsAfter: Phrases,
  warnings: Phrases,
  invitations: Phrases,
  middlemen: Phrases,
  paid: Phrases,
  steps: z.array(Line).length(5, 'lima langkah'),
  stepsSources: SourceIds,
  evidence: Line.max(400),
  evidenceSources: SourceIds,
  paidAdvice: Line.max(400),
  paidSources: SourceIds,
  report: z.array(Id).min(1),
  reportPaid: z.array(Id).min(1),
  checked: Day,
})

/** All that content says of offers. */
export type Offers = { flags: OfferSign[]; costs: OfferCost[]; rules: z.infer<typeof OfferRules> }
