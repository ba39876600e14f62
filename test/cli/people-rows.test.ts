import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { EXPORT_COLUMNS } from '../../src/cli/people-rows.ts'
import type { Section } from '../../src/flows/form/question.ts'

const FORM = new URL('../../src/flows/registration/', import.meta.url)

/** Every section of the registration form, wherever it is written. */
async function sections(): Promise<Section[]> {
  const files = await Promise.all(readdirSync(FORM).map((name) => import(new URL(name, FORM).href)))
  return files.flatMap((file) => Object.values(file as object).filter((value) => Array.isArray(value?.questions)))
}

it('exports every answer that the form asks for, but the consents, which are kept apart', async () => {
  const asked = (await sections()).flatMap(({ questions }) => questions.map(({ id }) => id))
  expect(asked.length).toBeGreaterThan(30)
  expect(asked.filter((id) => !EXPORT_COLUMNS.includes(id)).sort()).toEqual(['consent', 'healthConsent'])
})
