import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { afterEnd } from '../../src/bots/whatsapp/disconnects.ts'
import { RESTRICTED } from '../../src/bots/whatsapp/restriction.ts'
import { lineWords } from '../../src/flows/line-words.ts'
import { noticeReply } from '../../src/flows/notices.ts'
import { stage } from '../theatre.ts'

describe('the condition of the line to WhatsApp', () => {
  it('is told in the words of the office, whatever the adapter says', () => {
    const adapter = readFileSync('src/bots/whatsapp/adapter.ts', 'utf8')
    const literal = [...adapter.matchAll(/(?:#condition\.bad\('\w+', |const N[A-Z_]+ = )'([^']+)'/g)].map(
      ([, words]) => words!,
    )
    const ends = Array.from({ length: 1000 }, (_, code) => [afterEnd(code, 3), afterEnd(code, 5)])
      .flat()
      .flatMap((step) => step.problem ?? [])
    expect(literal.length).toBeGreaterThanOrEqual(5)
    expect(ends.length).toBeGreaterThanOrEqual(7)
    for (const said of [...literal, ...ends, 'connected']) {
      expect(lineWords(said)).not.toBe(said)
      expect(lineWords(said)).not.toMatch(/\b(?:the|this|refuses|line|another|linked)\b/)
    }
    expect(lineWords('WhatsApp refuses this number (403)')).toContain('kode 403')
    expect(lineWords('WhatsApp refuses this version (405): the assistant needs an update')).toContain('kode 405')
    expect(lineWords(undefined)).toBe('belum pernah tersambung')
  })

  it('is not said to have stopped where the number is only restricted', () => {
    const told = (trouble: string) => noticeReply(stage.knowledge, { about: 'line', trouble }).text
    expect(told(RESTRICTED)).toMatch(/membatasi nomor kantor.*Jawaban untuk orang yang menulis tetap dikirim/s)
    expect(told('logged out by the phone')).toContain('WhatsApp kantor berhenti:* dikeluarkan dari HP')
  })
})
