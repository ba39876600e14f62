import { describe, expect, it } from 'vitest'
import { CONTENT, run } from './langkah.ts'

const QUESTIONS = [
  'berapa biaya ssw kaigo?',
  '',
  'halo',
  'resep rendang dong',
  'tolong saya dipukul majikan',
  '"kutip" \\ <b> *tebal*',
  'x'.repeat(4096),
]

describe('langkah ask', { timeout: 60_000 }, () => {
  it('answers every line with one line of JSON, and needs no database', async () => {
    const { code, stdout, stderr } = await run(['ask', '--json'], { input: `${QUESTIONS.join('\n')}\n` })
    expect([code, stderr]).toEqual([0, ''])
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ question }) => question)).toEqual(QUESTIONS)
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['question', 'outcome', 'topic', 'topics', 'confidence', 'text'])
      expect(['answer', 'choices', 'clarify', 'decline', 'distress']).toContain(line.outcome)
      expect(line.topics.length).toBeLessThanOrEqual(3)
      expect(line.topic).toBe(line.topics[0] ?? null)
      expect(line.confidence).toBeGreaterThanOrEqual(0)
      expect(line.confidence).toBeLessThanOrEqual(1)
      expect(line.text).toMatch(/\S/)
      expect(line.text).not.toMatch(/\*\S[^*\n]*\S\*/) // markup is for those who can show it
    }
    expect(lines[0].topics).toContain('ssw-biaya')
    expect(lines[2]).toMatchObject({ outcome: 'answer', topic: 'sapaan' })
  })

  it('gives somebody in danger the numbers to call', async () => {
    const { stdout } = await run(['ask', '--json'], { input: 'tolong, paspor saya ditahan dan saya dipukul' })
    const line = JSON.parse(stdout)
    expect(line.outcome).toBe('distress')
    expect(line.text).toMatch(/110/)
    expect(line.text).toMatch(/hubungi sekarang/)
  })

  it('is readable without --json', async () => {
    const { code, stdout } = await run(['ask'], { input: 'halo' })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^halo\n\S[\s\S]*\n\n$/)
  })

  it('says what is wrong with the content instead', async () => {
    const { code, stdout, stderr } = await run(['ask'], { input: 'halo', env: { CONTENT_DIR: `${CONTENT}/tidak-ada` } })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/schemes\/: folder ini tidak ada/)
  })
})
