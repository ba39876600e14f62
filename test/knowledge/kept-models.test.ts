import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepModels, keptModels } from '../../src/knowledge/kept-models.ts'
import { makeMind } from '../../src/knowledge/make-mind.ts'
import { stage } from '../theatre.ts'

/** A small part of content, so that training takes no time. */
const lessons = {
  ...stage.knowledge,
  questions: stage.knowledge.questions.filter((_, i) => i % 40 === 0),
  cries: stage.knowledge.cries.filter((_, i) => i % 40 === 0),
}
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'langkah-models-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

it('models that were kept say the same as those just trained', () => {
  const file = join(dir, 'sub', 'pemahaman.bin')
  keepModels(lessons, file)
  const [kept, fresh] = [makeMind(lessons, keptModels(lessons, file)), makeMind(lessons)]
  for (const text of ['biaya ssw', 'saya dipukul majikan', 'gaji korea berapa']) {
    expect(kept.understand(text)).toEqual(fresh.understand(text))
    expect(kept.distress(text)).toBe(fresh.distress(text))
  }
  expect(readdirSync(join(dir, 'sub'))).toEqual(['pemahaman.bin'])
})

it('models of other content, damaged ones and missing ones are not used', () => {
  const file = join(dir, 'pemahaman.bin')
  expect(keptModels(lessons, file)).toBeUndefined()
  keepModels(lessons, file)
  expect(keptModels({ ...lessons, questions: lessons.questions.slice(1) }, file)).toBeUndefined()
  writeFileSync(file, 'rusak')
  expect(keptModels(lessons, file)).toBeUndefined()
})
