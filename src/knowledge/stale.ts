import { schemeFacts } from './cross-check.ts'
import { offerParts } from './offer/cross-check.ts'
import type { Knowledge } from './shapes.ts'

export type Stale = { at: string; checked: string; days: number }

/** Facts of schemes and the guide hold this long before a person must look again; numbers to call, less long. */
const FACT_DAYS = 180
const CONTACT_DAYS = 90

/** What was checked longer ago than its limit. `today`: YYYY-MM-DD. Pure. */
export function stale(knowledge: Knowledge, today: string): Stale[] {
  const items: Stale[] = [
    ...schemeFacts(knowledge).map(({ at, fact }) => ({ at, checked: fact.checked, days: FACT_DAYS })),
    ...knowledge.guide.map((page) => ({ at: `guide/${page.id}`, checked: page.checked, days: FACT_DAYS })),
    ...knowledge.firstSteps.map(({ trouble, checked }) => ({
      at: `bahaya/${trouble}.md`,
      checked,
      days: CONTACT_DAYS,
    })),
    ...knowledge.contacts.map((contact) => ({
      at: `contacts.yaml: ${contact.id}`,
      checked: contact.checked,
      days: CONTACT_DAYS,
    })),
    ...offerParts(knowledge).map(({ at, checked }) => ({ at, checked, days: FACT_DAYS })),
    ...knowledge.answers.map((answer) => ({
      at: `answers/${answer.topic}.md`,
      checked: answer.checked,
      days: answer.freshDays,
    })),
  ]
  return items.filter(({ checked, days }) => Date.parse(today) - Date.parse(checked) > days * 24 * 60 * 60 * 1000)
}
