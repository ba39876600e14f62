/** What came of *cek syarat*: every scheme in one line, then one of them in full. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { cheapest, soonest } from '../../domain/eligibility/compare.ts'
import { type Judgement, judge, type VERDICTS } from '../../domain/eligibility/judge.ts'
import { type Answers, running } from '../../domain/registration.ts'
import type { Scheme } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'
import { sourceLine } from '../sourced.ts'
import { candidateOf } from './answers.ts'
import { VERDICT_WORDS, verdictLine } from './verdict-words.ts'

/** What somebody may look for first: what fits, what can still be had, what is to be asked, what does not fit. */
const ORDER = ['memenuhi', 'belum', 'perlu-dicek', 'tidak'] as const satisfies typeof VERDICTS

type Judged = { scheme: Scheme; judgement: Judgement }

export function judgeAll(answers: Answers, place: Place): Judged[] {
  const candidate = candidateOf(answers, place)
  return place.knowledge.schemes
    .map((scheme) => ({ scheme, judgement: judge(scheme, candidate, place.today) }))
    .sort((a, b) => ORDER.indexOf(a.judgement.verdict) - ORDER.indexOf(b.judgement.verdict))
}

const NO_PROMISE =
  'Ini baru pencocokan dengan syarat tertulis, *bukan keputusan dan bukan janji*. Syarat bisa berubah tiap tahun; yang memutuskan panitia, perusahaan, dokter, dan imigrasi.'

export function overview(answers: Answers, place: Place): Reply[] {
  const judged = judgeAll(answers, place)
  const text = [
    '*Hasil cek syarat Kakak*',
    judged.map(({ scheme, judgement }) => verdictLine(scheme, judgement)).join('\n'),
    best(judged, place),
    NO_PROMISE,
    'Selanjutnya: ketuk program untuk melihat apa yang kurang dan cara melengkapinya.',
    backing(judged, place),
  ]
  return [{ text: text.filter(Boolean).join('\n\n'), choices: choices(judged, place) }]
}

function choices(judged: Judged[], { person, openForms }: Place): Choice[] {
  const details = judged.map(({ scheme, judgement }) => ({
    id: `rinci=${scheme.id}`,
    label: `${VERDICT_WORDS[judgement.verdict].sign} ${scheme.short}`,
  }))
  const registered = running(person.registrations) !== undefined
  return [
    ...details,
    ...(registered
      ? []
      : [{ id: 'menu:daftar', label: 'daftar' in openForms ? 'Lanjutkan pendaftaran' : 'Daftar minat' }]),
    { id: 'ubah', label: 'Ubah jawaban' },
    { id: 'batal', label: 'Hapus jawaban cek syarat' },
    { id: 'menu:menu', label: 'Menu' },
  ]
}

/** The cheapest and the soonest of the ways that are still open, as far as sources say. */
function best(judged: Judged[], { knowledge, today }: Place): string {
  const { schemes } = knowledge
  const judgements = judged.map(({ judgement }) => judgement)
  const named = (id: string | undefined, of: 'cost' | 'wait') => {
    const found = judged.find(({ scheme }) => scheme.id === id)
    if (!found) return undefined
    const among = found.judgement.verdict === 'perlu-dicek' ? 'perlu dicek' : 'cocok atau masih bisa dilengkapi'
    return `dari yang ${among}: *${found.scheme.short}*. ${found.scheme.eligibility[of].text}`
  }
  const cheap = named(cheapest(schemes, judgements)?.id, 'cost')
  const fastest = soonest(schemes, judgements, today)
  const soon = named(fastest?.id, 'wait')
  return [
    cheap && `💰 Biaya tertulis paling kecil, ${cheap}`,
    soon &&
      `⏱ Waktu tertulis paling cepat, ${soon} Kalau waktu untuk melengkapi yang kurang ikut dihitung: kira-kira paling cepat ${fastest?.value} bulan dari sekarang (hitungan kasar kami).`,
  ]
    .filter(Boolean)
    .join('\n')
}

function backing(judged: Judged[], { knowledge }: Place): string {
  const reasons = judged.flatMap(({ judgement }) => judgement.reasons)
  const checked = reasons.map((reason) => reason.checked).sort()[0]!
  return sourceLine(
    knowledge,
    reasons.flatMap(({ sources }) => sources),
    checked,
  )
}
