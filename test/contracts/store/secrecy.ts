import { describe, expect, it } from 'vitest'
import { type Brain, decideChats } from '../../../src/app/decide.ts'
import { book } from '../../../src/flows/book.ts'
import { spokenLines } from '../../spoken-lines.ts'
import { silentMeter, stage } from '../../theatre.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { hire } from './effects.ts'
import { chatOf, look, said } from './turn.ts'

/** Values that nobody but the person and the office may read, in the shapes in which they could be kept. */
const TYPED = ['siti aminah', '6371015708990001', '17 agustus 1999', '081234567890', 'Jl. Sultan Adam', 'rahmah']
const OTHERS = ['0813 1234 5678', 'poltekkes', 'rsud ulin', 'careworker', 'perempuan']
const ASKED = 'kapan kantor buka, saya Siti di Sultan Adam?'
const REASON = 'Alamatnya kurang lengkap, Bu Siti Aminah'

export function secrecy(harness: () => StoreHarness): void {
  describe('secrecy', () => {
    it('keeps nothing personal in clear, in any column of any table, from the first word to the end', async () => {
      const process = await harness().start()
      await hire(harness())
      const logged: string[] = []
      const say = speaker(process, logged)
      const lines = spokenLines('daftar-lengkap.chat')
      const leaks: string[] = []
      for (const line of [...lines, 'petugas', ASKED]) {
        await process.turns.receive([said(line)])
        leaks.push(...(await leaksIn(harness(), [...TYPED, ...OTHERS, ASKED])))
        await say()
      }
      const [registration] = (await look(process)).person.registrations
      expect(registration).toMatchObject({ answers: { nik: TYPED[1], fullName: 'Siti Aminah' } })
      for (const line of [`meja:kembalikan=${registration!.number}`, REASON, 'kirim', 'meja:depan'])
        await say(line, chatOf('petugas'))
      expect((await look(process)).person.registrations[0]).toMatchObject({ stage: 'perlu-perbaikan', reason: REASON })
      await say('ubah data')
      const kept = [...TYPED, ...OTHERS, ASKED, REASON, ...stringsIn(registration!.answers)]
      leaks.push(...(await leaksIn(harness(), kept)))
      expect(leaks).toEqual([])
      expect(logged).toEqual([])
      expect(await foundBy(harness(), registration!.number)).toBeGreaterThan(0) // the search does find what is there
    })
  })
}

/** Says a line (or only answers what is open) with the real flows. What is logged must be nothing at all. */
function speaker(process: StoreProcess, logged: string[]) {
  const write = (...line: unknown[]) => void logged.push(JSON.stringify(line))
  let codes = 0
  const brain: Brain = {
    book,
    ...stage,
    clock: () => new Date(),
    freshNumber: () => 'LA-2026-482915',
    freshCode: () => String(48_217_359 + ++codes),
    log: { debug: write, info: write, warn: write, error: write },
    meter: silentMeter,
  }
  return async (line?: string, from = chatOf('siti')) => {
    const input = line?.includes(':') ? { kind: 'choice' as const, id: line } : undefined
    if (line !== undefined) await process.turns.receive([{ ...said(line, from), ...(input && { input }) }])
    for (;;) {
      const handed = await process.turns.take(10, async (tx) => tx.save(await decideChats(brain, tx)))
      if (!handed) return
      await process.outbox.settle(handed.map(({ row }) => ({ row, state: 'sent', platformId: '1' })))
    }
  }
}

/** Every string in these answers that is long enough to be told from chance. */
function stringsIn(answers: Record<string, unknown>): string[] {
  const values = Object.values(answers).flat()
  return values.map(String).filter((value) => value.length >= 5 && !/^(true|false)$/.test(value) && !isScheme(value))
}

/** Which schemes somebody wants is kept in clear, for staff's lists. */
const isScheme = (value: string) => stage.knowledge.schemes.some(({ id }) => id === value)

async function leaksIn(harness: StoreHarness, values: string[]): Promise<string[]> {
  const dump = (await wholeDatabase(harness)).toLowerCase()
  return values.filter((value) => forms(value).some((form) => dump.includes(form.toLowerCase())))
}

/** As it is, in base64, and in hexadecimal. */
const forms = (value: string) => [
  value,
  Buffer.from(value)
    .toString('base64')
    .replace(/.?={0,2}$/, ''),
  Buffer.from(value).toString('hex'),
]

const foundBy = async (harness: StoreHarness, value: string) => (await leaksIn(harness, [value])).length

/** Every row of every table as text, with binary columns both readable and in hexadecimal. */
async function wholeDatabase(harness: StoreHarness): Promise<string> {
  const tables = await harness.rows<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  )
  const parts = tables.map(({ name }) => `SELECT string_agg(row_to_json(t)::text, E'\\n') AS rows FROM "${name}" t`)
  const hex = await harness.rows<{ rows: string | null }>(parts.join(' UNION ALL '))
  const text = hex.map(({ rows }) => rows ?? '').join('\n')
  const binary = [...text.matchAll(/\\\\x([0-9a-f]+)/g)].map(([, digits]) =>
    Buffer.from(digits!, 'hex').toString('latin1'),
  )
  return [text, ...binary].join('\n')
}
