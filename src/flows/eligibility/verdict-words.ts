/** A verdict in words: never a promise, and never without what it is about. */
import type { Judgement, Reason, Verdict } from '../../domain/eligibility/judge.ts'
import type { Scheme } from '../../knowledge/shapes.ts'

export const VERDICT_WORDS: Record<Verdict, { sign: string; words: string }> = {
  memenuhi: { sign: '✅', words: 'syarat tertulis yang diperiksa cocok' },
  belum: { sign: '🟡', words: 'belum, masih bisa dilengkapi' },
  'perlu-dicek': { sign: '🔎', words: 'perlu dicek' },
  tidak: { sign: '❌', words: 'tidak cocok dengan syarat tertulis' },
}

const WHEN: Record<Scheme['status'], string> = {
  buka: 'terbuka sepanjang tahun',
  berkala: 'hanya dibuka pada waktu tertentu',
  'tidak-pasti': 'belum ada kabar pasti soal pendaftaran',
  lewat: 'programnya sudah lewat',
}

/** "🟡 *SSW kaigo*: masih kurang bahasa Jepang, ujian keterampilan kaigo" */
export const verdictLine = (scheme: Scheme, judgement: Judgement): string =>
  `${VERDICT_WORDS[judgement.verdict].sign} *${scheme.short}*: ${mainReason(scheme, judgement)}`

/** What decided, in a few words. */
function mainReason({ status }: Scheme, { verdict, reasons }: Judgement): string {
  const names = labelsOf(reasons.filter(({ is, rule }) => is === verdict && rule !== 'status'))
  const unclear = labelsOf(
    reasons.filter(({ is, rule, missing }) => is === 'perlu-dicek' && rule !== 'status' && !missing),
  )
  const over = status === 'lewat' || status === 'tidak-pasti' ? `; ${WHEN[status]}` : ''
  if (verdict === 'memenuhi') return `syarat tertulis yang diperiksa cocok; ${WHEN[status]}`
  if (verdict === 'tidak') return `tidak cocok: ${names}${status === 'lewat' ? over : ''}`
  if (verdict === 'belum') return `masih kurang ${names}${unclear && `; perlu dicek juga: ${unclear}`}${over}`
  if (status === 'lewat') return WHEN.lewat
  const open = status === 'tidak-pasti' ? WHEN[status] : ''
  return [open, names && `perlu dicek: ${names}`].filter(Boolean).join('; ')
}

/** More than these in one line nobody reads; all of them are in the details. */
const MOST = 4

function labelsOf(reasons: Reason[]): string {
  const labels = reasons.map(({ label }) => uncapitalised(label))
  const shown = labels.length > MOST ? labels.slice(0, MOST - 1) : labels
  const rest = labels.length - shown.length
  return `${shown.join(', ')}${rest > 0 ? `, dan ${rest} lagi` : ''}`
}

/** "Bahasa Jepang" in the middle of a sentence; "STR" stays. */
const uncapitalised = (label: string) =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label
