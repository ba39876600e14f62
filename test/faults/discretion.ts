import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import type { Applicant } from './people/applicant.ts'
import type { Scene } from './scene.ts'

/** Words that cannot stand in a log by chance: long numbers, names, addresses. */
const TELLING = /\d{5}|Rahman|Rahmah|Kandangan|Sultan Adam|Sekolah |toko|@|STR-/

/** Does it stand there? A number only as a whole one: metrics are full of long fractions. */
const standsIn = (text: string) => (words: string) =>
  /^\d+$/.test(words) ? new RegExp(`(?<![\\d.])${words}(?!\\d)`).test(text) : text.includes(words)

/** What these people said, in their words and in ours. */
function saidBy(people: readonly Applicant[]): string[] {
  const words = people.flatMap(({ life }) =>
    [...life.answers.values()].flatMap(({ says, shown, stored }) => [says, shown, stored]),
  )
  return [...new Set(words)].filter((said) => TELLING.test(said))
}

/** What the running assistant tells operators and what they carry away: its metrics, and a backup, its bytes made readable. */
export async function carriedAway({ assistant }: Scene): Promise<{ metrics: string; backup: string }> {
  const metrics = await (await fetch(`http://127.0.0.1:${assistant.port}/metrics`)).text()
  const dir = mkdtempSync('/tmp/langkah-cadangan-')
  try {
    const file = join(dir, 'cadangan.gz')
    await assistant.langkah('backup', '--out', file)
    const text = gunzipSync(readFileSync(file)).toString()
    const bytes = [...text.matchAll(/\\\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1'))
    return { metrics, backup: [text, ...bytes].join('\n') }
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/**
 * Nothing that anybody said, no chat and no secret stands in what the assistant and its database wrote down for operators; in
 * a backup stand chats, but nothing that anybody said.
 */
export function expectDiscretion(
  { assistant, fake, dataDir }: Scene,
  people: readonly Applicant[],
  carried?: Awaited<ReturnType<typeof carriedAway>>,
): void {
  const log = readFileSync(`${dataDir}/postgres/server.log`, 'utf8')
  const written = [assistant.stderr, assistant.stdout, log, carried?.metrics].join('\n')
  const said = saidBy(people)
  const secrets = [fake.token, fake.token.split(':')[1]!]
  const chats = people.map(({ chatId }) => String(chatId))
  expect(assistant.stderr).toContain('"ready"')
  expect(said.length).toBeGreaterThan(people.length * 10)
  expect([...secrets, ...chats, ...said].filter(standsIn(written))).toEqual([])
  if (!carried) return
  const { metrics, backup } = carried
  expect(metrics).toContain('langkah_events_received_total')
  expect(backup).toContain('["registrations"')
  expect(chats.some(standsIn(backup))).toBe(true) // the search does find what is there
  expect([...secrets, ...said].filter(standsIn(backup))).toEqual([])
}
