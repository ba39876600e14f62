/** "semua peserta angkatan korea 2027-1 yang di seleksi ke tahap pelatihan" */
import { slug } from '../../domain/moving.ts'
import { STAGES, type Stage } from '../../domain/stage.ts'
import type { Knowledge } from '../../knowledge/shapes.ts'
import type { Draft } from './draft.ts'

const NUMBER = /\bla-\d{4}-\d+\b/g
const BATCH = /\bangkatan\s+(.+?)(?=\s+(?:ke|yang|masuk|pindah\w*)\s|$)/
const INTO = /\b(?:ke|masuk(?:kan)?(?: ke)?)\s+angkatan\s+(.+)$/
const AT = /\byang\s+(?:masih\s+|sedang\s+)?(?:di\s+|dalam\s+)?(?:tahap\s+)?(.+?)(?=\s+ke\s|$)/
const TO = /\bke\s+(?:tahap\s+)?(.+)$/

/** What was said of who goes where; undefined: nothing. */
export function readMove(text: string, knowledge: Knowledge): Draft | undefined {
  const said = text.toLowerCase().replace(/\s+/g, ' ').trim()
  const into = INTO.exec(said)
  const before = into ? said.slice(0, into.index) : said
  const numbers = [...new Set([...before.matchAll(NUMBER)].map(([number]) => number.toUpperCase()))]
  const batch = numbers.length > 0 ? undefined : BATCH.exec(before)?.[1]
  const at = stageNamed(AT.exec(before)?.[1], knowledge)
  const to = into ? undefined : stageNamed(TO.exec(said)?.[1], knowledge)
  const draft: Draft = {
    ...(numbers.length > 0 && { numbers }),
    ...(batch !== undefined && { batch: slug(batch) }),
    ...(at && { at }),
    ...(to && { to }),
    ...(into && { into: slug(into[1]!) }),
  }
  return Object.keys(draft).length > 0 ? draft : undefined
}

/** "seleksi", "siap berangkat", "tahap lengkap" */
export function stageNamed(text: string | undefined, { stages }: Knowledge): Stage | undefined {
  const said = slug(text?.replace(/^tahap /i, '') ?? '')
  return STAGES.find((stage) => said === stage || said === slug(stages[stage].name))
}
