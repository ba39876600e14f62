import { createInterface } from 'node:readline'
import { loadConfig } from '../config.ts'
import { dayIn } from '../domain/day.ts'
import { Candidate } from '../domain/eligibility/candidate.ts'
import { cheapest, soonest } from '../domain/eligibility/compare.ts'
import { type Judgement, judge } from '../domain/eligibility/judge.ts'
import { plainText } from '../domain/markup.ts'
import { verdictLine } from '../flows/eligibility/verdict-words.ts'
import { problemsOf } from '../knowledge/content-error.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { Day, type Knowledge } from '../knowledge/shapes.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'

/** One person a line, as a JSON object; nothing is kept. A line that cannot be read is said so, and the next goes on. */
export const eligibility: Command = {
  name: 'eligibility',
  does: 'mencocokkan orang dengan syarat semua program, satu baris JSON satu orang dari stdin',
  usage: '[--json] [--today YYYY-MM-DD] < orang.jsonl',
  options: { json: { type: 'boolean' }, today: { type: 'string' } },
  async run({ values }) {
    const wanted = text(values.today)
    if (wanted !== undefined && !Day.safeParse(wanted).success)
      throw new UsageError(`--today: "${wanted}" bukan tanggal. Tulis misalnya --today 2026-11-24.`)
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const today = wanted ?? dayIn(knowledge.office.zone, new Date())
    let line = 0
    let bad = 0
    for await (const said of createInterface({ input: process.stdin })) {
      line++
      if (said.trim() === '') continue
      const read = readCandidate(said, today)
      if (read.ok) {
        if (read.unknown.length > 0)
          tell(`baris ${line}: kunci tidak dikenal, tidak dipakai: ${read.unknown.join(', ')}`)
        tellVerdicts(read.candidate, { knowledge, today, line, json: values.json === true })
        continue
      }
      bad++
      tell(`baris ${line}: ${read.problem}`)
      if (values.json) printJson({ error: read.problem })
    }
    return bad > 0 ? 1 : 0
  },
}

type Read = { ok: true; candidate: Candidate; unknown: string[] } | { ok: false; problem: string }

function readCandidate(line: string, today: string): Read {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return { ok: false, problem: 'bukan JSON' }
  }
  const parsed = Candidate.safeParse(given)
  if (!parsed.success) return { ok: false, problem: problemsOf('orang', parsed.error).join('; ') }
  const { birthDate, strDate } = parsed.data
  if (birthDate && birthDate > today) return { ok: false, problem: 'orang: birthDate: tanggal itu belum terjadi' }
  if (strDate && strDate > today) return { ok: false, problem: 'orang: strDate: tanggal itu belum terjadi' }
  const unknown = Object.keys(given as object).filter((key) => !KEYS.has(key))
  return { ok: true, candidate: parsed.data, unknown }
}

const KEYS = new Set(Object.keys(Candidate.out.shape))

type Setting = { knowledge: Knowledge; today: string; line: number; json: boolean }

function tellVerdicts(candidate: Candidate, { knowledge, today, line, json }: Setting): void {
  const { schemes } = knowledge
  const judgements = schemes.map((scheme) => judge(scheme, candidate, today))
  const best = {
    cheapest: cheapest(schemes, judgements)?.id ?? null,
    soonest: soonest(schemes, judgements, today)?.id ?? null,
  }
  if (json) return void printJson({ schemes: judgements.map(forMachines), ...best })
  const short = (id: string | null) => schemes.find((scheme) => scheme.id === id)?.short ?? 'tidak ada di sumber kami'
  print(
    [
      `Orang ${line} (per ${today})`,
      ...schemes.map((scheme, i) => plainText(verdictLine(scheme, judgements[i]!))),
      `Biaya tertulis paling kecil: ${short(best.cheapest)}. Waktu tertulis paling cepat: ${short(best.soonest)}.`,
      'Ini pencocokan dengan syarat tertulis, bukan keputusan dan bukan janji.',
      '',
    ].join('\n'),
  )
}

const forMachines = ({ scheme, verdict, reasons }: Judgement) => ({
  scheme,
  verdict,
  reasons: reasons.map(({ rule, ok, why, mend, sources, checked }) => ({
    rule,
    ok,
    why,
    source: sources[0],
    sources,
    checked,
    ...(mend && { mend: { how: mend.how, time: mend.time } }),
  })),
})
