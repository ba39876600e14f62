import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Applicant } from './people/applicant.ts'
import type { Scene } from './scene.ts'

/** Words that cannot stand in a log by chance: long numbers, names, addresses. */
const TELLING = /\d{5}|Rahman|Rahmah|Kandangan|Sultan Adam|Sekolah |toko|@|STR-/

/** What these people said, in their words and in ours. */
function saidBy(people: readonly Applicant[]): string[] {
  const words = people.flatMap(({ life }) =>
    [...life.answers.values()].flatMap(({ says, shown, stored }) => [says, shown, stored]),
  )
  return [...new Set(words)].filter((said) => TELLING.test(said))
}

/** Nothing that anybody said, no chat and no secret stands in what the assistant and its database wrote down for operators. */
export function expectDiscretion({ assistant, fake, dataDir }: Scene, people: readonly Applicant[]): void {
  const written = [assistant.stderr, assistant.stdout, readFileSync(`${dataDir}/postgres/server.log`, 'utf8')].join(
    '\n',
  )
  const secrets = [fake.token, fake.token.split(':')[1]!, ...people.map(({ chatId }) => String(chatId))]
  const told = [...secrets, ...saidBy(people)].filter((words) => written.includes(words))
  expect(assistant.stderr).toContain('"ready"')
  expect(saidBy(people).length).toBeGreaterThan(people.length * 10)
  expect(told).toEqual([])
}
