/** Every fact is shown with where it comes from and when a person last checked it. */
import { longDay } from '../domain/day.ts'
import type { Fact, Knowledge } from '../knowledge/shapes.ts'

const MAX_NAMED = 3

/** "_Sumber: BP2MI (15 Februari 2025). Dicek 22 November 2026._" Empty for what needs no source. */
export function sourceLine(knowledge: Knowledge, ids: readonly string[], checked: string): string {
  if (ids.length === 0) return ''
  const named = [...new Set(ids.map((id) => name(knowledge, id)))]
  const shown = named.slice(0, MAX_NAMED).join('; ')
  const rest = named.length > MAX_NAMED ? `; dan ${named.length - MAX_NAMED} sumber lain` : ''
  return `_Sumber: ${shown}${rest}. Dicek ${longDay(checked)}._`
}

function name(knowledge: Knowledge, id: string): string {
  const source = knowledge.sources[id]
  if (!source) return id
  return source.date ? `${source.publisher} (${longDay(source.date)})` : source.publisher
}

/** Facts as a list, with one source line under them; the oldest check counts. */
export function factList(knowledge: Knowledge, facts: readonly Fact[]): string {
  const checked = facts.map((fact) => fact.checked).sort()[0]!
  const lines = facts.map((fact) => `• ${fact.text}${fact.confidence === 'rendah' ? ' (belum pasti)' : ''}`)
  const yearly = facts.some((fact) => fact.yearly) ? '⚠️ Bisa berubah tiap tahun. Cek pengumuman KP2MI atau BP3MI.' : ''
  const sources = sourceLine(
    knowledge,
    facts.flatMap((fact) => fact.sources),
    checked,
  )
  return [lines.join('\n'), yearly, sources].filter(Boolean).join('\n\n')
}
