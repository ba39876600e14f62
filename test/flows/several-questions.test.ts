/** A message that asks two things, of which one may be beyond us. */
import { describe, expect, it } from 'vitest'
import { Chatter, textOf } from './chatter.ts'

const MISSED = 'Pertanyaan yang satunya belum saya tangkap'

function answered(text: string): string {
  const chatter = new Chatter()
  chatter.says('menu')
  return textOf(chatter.says(text))
}

describe('two questions in one message', () => {
  it.each([
    ['gaji ssw kaigo berapa? terus di sana dapat kulkas ga?', '¥190.000'],
    ['biaya ke jepang berapa? terus warna seragamnya apa?', 'biaya penempatan'],
    ['paspor bikinnya dimana? kucing saya boleh ikut ga?', 'kantor imigrasi'],
  ])('one is answered, and it is said that the other was not understood: "%s"', (text, fact) => {
    const said = answered(text)
    expect(said).toContain(fact)
    expect(said).toContain(MISSED)
  })

  it.each([
    'biaya ssw kaigo berapa? gajinya berapa?',
    'mau tanya dong? syarat ssw kaigo apa?',
    'apa itu senmonkyu? penting ga?',
    'berapa biaya ssw kaigo? kok mahal ya?',
    'paspor bikinnya dimana?',
  ])('nothing is missed in "%s"', (text) => {
    expect(answered(text)).not.toContain(MISSED)
  })
})
