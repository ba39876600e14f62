/** The shapes of the files in content/, checked at start. A wrong file stops the start with its name, field and reason. */
import { z } from 'zod'
import { Eligibility } from '../domain/eligibility/rule.ts'
import { CONSENT_KINDS } from '../domain/person.ts'
import type { ScheduledDate } from '../domain/schedule/scheduled-date.ts'
import { LATER } from '../domain/stage.ts'
import type { Checkins } from './checkin-shapes.ts'
import { type Documents, SchemeDocument } from './document-shapes.ts'
import type { Offers } from './offer-shapes.ts'
import type { Office } from './office-shape.ts'
import type { ReminderRules } from './schedule-shapes.ts'
import type { Stages } from './stage-shapes.ts'

export type { Office } from './office-shape.ts'

z.config(z.locales.id()) // office staff read what is wrong with a file

export const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'huruf kecil, angka dan tanda hubung saja')
export const Day = z.iso.date('tanggal ditulis YYYY-MM-DD')
export const Line = z.string().trim().min(1)

/** content/sources.yaml: where facts come from. `date` is the source's own, as precise as it is known ("2023", "2023-06-16"). */
const Source = z.strictObject({
  title: Line,
  publisher: Line,
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  url: z.url().optional(),
})
export const Sources = z.record(z.string().regex(/^[A-Za-z0-9-]+$/), Source)

/** One statement with its sources (ids of sources.yaml) and the day a person last compared it with them. */
export const Fact = z.strictObject({
  text: Line.max(400, 'pecah menjadi beberapa fakta: paling panjang 400 huruf'),
  sources: z.array(z.string()).min(1, 'setiap fakta perlu sumber'),
  checked: Day,
  confidence: z.enum(['tinggi', 'sedang', 'rendah']).default('tinggi'),
  /** Changes from year to year: shown with an invitation to check again. */
  yearly: z.boolean().default(false),
})
export type Fact = z.infer<typeof Fact>

export const SCHEME_PAGES = {
  syarat: 'Syarat',
  dokumen: 'Dokumen',
  tahapan: 'Tahapan',
  biaya: 'Biaya',
  jadwal: 'Jadwal',
  gaji: 'Gaji & kontrak',
  sesudah: 'Setelah kontrak',
  kontak: 'Daftar & kontak resmi',
} as const
export type SchemePage = keyof typeof SCHEME_PAGES
const Facts = z.array(Fact).min(1)

/** Registration questions that only some schemes need (src/domain/applicant.ts has their rules). */
export const SCHEME_ASKS = [
  'str',
  'experience',
  'japanese',
  'korean',
  'certificates',
  'body',
  'tattoo',
  'sight',
] as const

/** content/schemes/<id>.yaml */
export const Scheme = z.strictObject({
  id: Id,
  name: Line,
  /** On a button: at most 28 characters. */
  short: Line.max(28),
  country: z.enum(['Jepang', 'Korea Selatan', 'Taiwan', 'Jerman', 'Indonesia']),
  order: z.number().int(),
  aliases: z.array(Line).default([]),
  /** buka: can be applied for now; berkala: opens at times, see jadwal; tidak-pasti: no source says; lewat: over. */
  status: z.enum(['buka', 'berkala', 'tidak-pasti', 'lewat']),
  statusNote: Fact,
  summary: Facts,
  pages: z.strictObject({
    syarat: Facts,
    dokumen: Facts,
    tahapan: Facts,
    biaya: Facts,
    jadwal: Facts,
    gaji: Facts,
    sesudah: Facts,
    kontak: Facts,
  }),
  /** What no source answers; the bot says that it is open and whom to ask. */
  open: z.array(Line).default([]),
  registration: z.strictObject({
    /** May people register their interest with us? */
    interest: z.boolean(),
    asks: z.array(z.enum(SCHEME_ASKS)).default([]),
    /** Nursing schemes ask the STR and nursing experience only of people with a nursing education. */
    field: z.enum(['keperawatan', 'umum']).default('umum'),
  }),
  /** Where people go once their answers are checked, in this scheme's own order (words: stages.yaml). */
  stages: z
    .array(z.enum(LATER))
    .refine((stages) => new Set(stages).size === stages.length, 'setiap tahap sekali saja')
    .refine((stages) => stages.at(-1) === 'alumni', 'tahap terakhir harus alumni'),
  /** What *berkas* asks for, in the order of asking (words: documents.yaml). */
  documents: z
    .array(SchemeDocument)
    .refine((all) => new Set(all.map(({ document }) => document)).size === all.length, 'setiap dokumen sekali saja')
    .default([]),
  /** Who may apply, for a machine to check: *cek syarat* and `langkah eligibility`. */
  eligibility: Eligibility,
})
export type Scheme = z.infer<typeof Scheme>

/** content/guide/NN-<id>.md: front matter and the page's text. */
export const GuidePage = z.strictObject({
  id: Id,
  title: Line.max(40),
  sources: z.array(z.string()).min(1),
  checked: Day,
  text: Line.max(1200, 'satu halaman paling panjang 1200 huruf'),
})
export type GuidePage = z.infer<typeof GuidePage>

/** content/bahaya/<trouble>.md: what to do first, beside the numbers to call or instead of them. Its first line is the very first thing. */
export const FirstSteps = z.strictObject({
  trouble: z.enum(['uang', 'hilang', 'putus-asa']),
  sources: z.array(z.string()).min(1),
  checked: Day,
  text: Line.max(800, 'paling panjang 800 huruf: orang yang takut tidak membaca banyak'),
})
export type FirstSteps = z.infer<typeof FirstSteps>

/** content/answers/<topic>.md: front matter, the answer, and after a line `---selengkapnya---` the rest. */
export const Answer = z.strictObject({
  topic: Id,
  title: Line.max(40),
  /** The schemes it is about; none: it names no scheme, or speaks of all. Never an answer to who named another one. */
  schemes: z.array(Id).default([]),
  questions: z.array(Line).min(5, 'tulis paling sedikit 5 bentuk pertanyaan'),
  sources: z.array(z.string()),
  checked: Day,
  /** Days after which it must be checked again. */
  freshDays: z.number().int().positive().default(180),
  owner: Line.default('kantor'),
  related: z.array(Id).default([]),
  /** decline: outside what we know; clarify: too little was said. Both have no facts and need no source. */
  kind: z.enum(['answer', 'decline', 'clarify', 'smalltalk']).default('answer'),
  /** A command of the assistant this topic leads to ("daftar", "petugas"). */
  opens: z.string().optional(),
  text: Line.max(900),
  more: Line.max(2500).optional(),
})
export type Answer = z.infer<typeof Answer>

/**
 * content/questions/*.tsv: what people ask, and the topics that answer it, best first; `labelled` is the file. Further
 * ways to ask about one topic are in content/questions/<topic>.txt, one a line.
 */
export const Question = z.strictObject({ text: Line, topics: z.array(Id).min(1), labelled: Line.optional() })
export type Question = z.infer<typeof Question>

/** content/bahaya.tsv: sentences of people who need help now (bahaya), and of people who use such words without (biasa). */
export const Cry = z.strictObject({ text: Line, danger: z.boolean() })
export type Cry = z.infer<typeof Cry>

const WordGroups = z.record(Id, z.array(Line).min(1))
/** content/bahaya-kata.yaml: concept → words that mean about the same; grave ones, and what may stand around them. */
export const Meanings = z.strictObject({ gawat: WordGroups, sekitar: WordGroups })
export type Meanings = z.infer<typeof Meanings>

/** content/contacts.yaml: hotlines and offices. */
export const Contact = z.strictObject({
  id: Id,
  name: Line,
  numbers: z.array(Line).min(1),
  note: z.string().default(''),
  where: z.enum(['indonesia', 'jepang', 'korea', 'taiwan', 'jerman', 'mana-saja']),
  /** Shown when someone is in danger, lowest first. */
  emergency: z.number().int().optional(),
  sources: z.array(z.string()).min(1),
  checked: Day,
})
export type Contact = z.infer<typeof Contact>

/** content/consents/<kind>.md: the text a person agrees to. `{office}` and the like are filled from office.yaml. */
export const ConsentText = z.strictObject({
  kind: z.enum(CONSENT_KINDS),
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  text: Line.max(3500),
})
export type ConsentText = z.infer<typeof ConsentText>

/** content/language.yaml */
export const Language = z.strictObject({
  /** Written form → our form: slang, abbreviations, typos, Banjar, Javanese ("brp" → "berapa"). One word or a short phrase each side. */
  words: z.record(z.string(), z.string()),
  /** Words that carry no meaning for finding an answer ("kak", "dong", "sih"). */
  fillers: z.array(Line),
  /** Command → other ways to write it, in normalised form. */
  commands: z.record(z.string(), z.array(Line)),
})
export type Language = z.infer<typeof Language>

/** One province, regency or district of the official list. `code` like "63", "63.71", "63.71.01". */
export type Area = { code: string; name: string }
export type Areas = { provinces: Area[]; regencies: Area[]; districts: Area[] }

/** content/jawaban-petugas.yaml: short texts that staff may pick by number. */
export const CannedAnswers = z
  .array(z.strictObject({ id: Id, label: Line.max(28), text: Line.max(900) }))
  .max(12)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, { error: 'id yang sama dipakai dua kali' })

/** All that the assistant knows. */
export type Knowledge = {
  sources: z.infer<typeof Sources>
  schemes: Scheme[]
  documents: Documents
  stages: Stages
  guide: GuidePage[]
  firstSteps: FirstSteps[]
  answers: Answer[]
  /** Every way to ask that is known, those of the answers too. */
  questions: Question[]
  cries: Cry[]
  meanings: Meanings
  contacts: Contact[]
  office: Office
  cannedAnswers: z.infer<typeof CannedAnswers>
  consents: ConsentText[]
  language: Language
  offers: Offers
  reminders: ReminderRules
  checkins: Checkins
  /** The dates kept as files. */
  schedule: ScheduledDate[]
  areas: Areas
}
