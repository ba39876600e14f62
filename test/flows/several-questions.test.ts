/** A message that asks two things, of which one may be beyond us. */
import { describe, expect, it } from 'vitest'
import { Chatter, textOf } from './chatter.ts'

const MISSED = 'Pertanyaan yang satunya belum saya tangkap'

function heard(text: string) {
  const chatter = new Chatter()
  chatter.says('menu')
  return chatter.says(text)
}
const answered = (text: string) => textOf(heard(text))

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

  it('the one that was not understood is kept for staff to label, and the other one is not', () => {
    const { effects } = heard('gaji ssw kaigo berapa? terus di sana dapat kulkas ga?')
    expect(effects).toEqual([{ kind: 'keepQuestion', text: 'terus di sana dapat kulkas ga?' }])
    expect(heard('biaya ssw kaigo berapa? gajinya berapa?').effects).toEqual([])
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
