/** A scheme's requirements put to one person: a verdict with its reasons. Never a promise. */
import type { Candidate } from './candidate.ts'
import { type Facts, factsOf } from './facts.ts'
import { holds } from './holds.ts'
import { fill } from './placeholders.ts'
import type { Eligibility, Rule } from './rule.ts'

export type Verdict = 'memenuhi' | 'perlu-dicek' | 'belum' | 'tidak'
/** Best first. */
export const VERDICTS: readonly Verdict[] = ['memenuhi', 'perlu-dicek', 'belum', 'tidak']

/** What the engine needs of a scheme's file. */
export type Requirements = {
  id: string
  status: 'buka' | 'berkala' | 'tidak-pasti' | 'lewat'
  statusNote: { text: string; sources: string[]; checked: string }
  eligibility: Eligibility
}

export type Reason = {
  /** Its name in the scheme's file; "status": whether the scheme can be applied for at all. */
  rule: string
  label: string
  is: 'ok' | 'perlu-dicek' | 'belum' | 'tidak'
  /** null: an answer is missing, or no source says. */
  ok: boolean | null
  /** Something the person could still tell us. */
  missing: boolean
  why: string
  mend?: { how: string; time: string; months?: number | undefined } | undefined
  sources: string[]
  checked: string
}

export type Judgement = { scheme: string; verdict: Verdict; reasons: Reason[] }

/** `today`: YYYY-MM-DD, in the office's zone. */
export function judge(scheme: Requirements, candidate: Candidate, today: string): Judgement {
  const reasons = [...scheme.eligibility.rules.map((rule) => apply(rule, candidate, today)), statusReason(scheme)]
  return { scheme: scheme.id, verdict: verdictOf(reasons), reasons }
}

/**
 * What cannot be mended outweighs what can; what can still be had outweighs what is not known. A scheme that is over, or
 * of which nobody says that it can be applied for, is never better than "perlu-dicek".
 */
function verdictOf(reasons: Reason[]): Verdict {
  const has = (is: Reason['is']) => reasons.some((reason) => reason.is === is)
  return has('tidak') ? 'tidak' : has('belum') ? 'belum' : has('perlu-dicek') ? 'perlu-dicek' : 'memenuhi'
}

const OK = { ok: true, 'perlu-dicek': null, belum: false, tidak: false } as const

function apply(rule: Rule, candidate: Candidate, today: string): Reason {
  const facts = factsOf(candidate, today, rule.at)
  const { label, checked } = rule
  const found = firstThatHolds(rule, facts)
  if (!found) {
    const why = fill(rule.unknown!, facts)
    return { rule: rule.rule, label, is: 'perlu-dicek', ok: null, missing: true, why, sources: rule.sources, checked }
  }
  const { is, mend } = found
  return {
    rule: rule.rule,
    label,
    is,
    ok: OK[is],
    missing: false,
    why: fill(found.why, facts),
    ...(mend && { mend: { ...mend, how: fill(mend.how, facts), time: fill(mend.time, facts) } }),
    sources: found.sources ?? rule.sources,
    checked,
  }
}

/** The case that decides; also where an answer is missing that could only lead to the same. */
function firstThatHolds({ cases }: Rule, facts: Facts) {
  const possible = []
  for (const one of cases) {
    const truth = one.when ? holds(one.when, facts) : true
    if (truth === false) continue
    possible.push(one)
    if (truth) break
  }
  const kinds = new Set(possible.map(({ is }) => is))
  return kinds.size === 1 ? possible.at(-1) : undefined
}

const STATUS_IS = { buka: 'ok', berkala: 'ok', 'tidak-pasti': 'perlu-dicek', lewat: 'perlu-dicek' } as const
const STATUS_WORDS = {
  buka: 'Terbuka sepanjang tahun.',
  berkala: 'Hanya dibuka pada waktu tertentu, jadi syarat yang terpenuhi belum berarti bisa mendaftar sekarang.',
  'tidak-pasti': 'Belum ada kabar pasti apakah bisa didaftar sekarang.',
  lewat: 'Program ini sudah lewat, jadi sekarang tidak bisa didaftar.',
} as const

function statusReason({ status, statusNote }: Requirements): Reason {
  return {
    rule: 'status',
    label: 'Pendaftaran',
    is: STATUS_IS[status],
    ok: status === 'lewat' ? false : OK[STATUS_IS[status]],
    missing: false,
    why: `${STATUS_WORDS[status]} ${statusNote.text}`,
    sources: statusNote.sources,
    checked: statusNote.checked,
  }
}
