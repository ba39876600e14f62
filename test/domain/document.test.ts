import { describe, expect, it } from 'vitest'
import { lackingOf, type Need } from '../../src/domain/document.ts'

const NEEDS: Need[] = [
  { document: 'ktp', when: 'awal' },
  { document: 'paspor', when: 'awal' },
  { document: 'skck', when: 'nanti' },
  { document: 'bahasa-jepang', when: 'bila-ada' },
]
const TODAY = '2027-03-18'
const has = (document: string, state: 'diterima' | 'perlu-diganti' | 'cocok' = 'diterima', expires?: string) => ({
  document,
  state,
  expires,
})

describe('what somebody owes of a checklist', () => {
  it('is what is asked at the beginning and was not sent', () => {
    expect(lackingOf(NEEDS, [has('ktp')], [], TODAY)).toEqual({
      begun: true,
      replace: [],
      expired: [],
      missing: ['paspor'],
    })
  })

  it('is what staff want replaced or is past its day, whenever it is asked', () => {
    const documents = [
      has('ktp', 'perlu-diganti'),
      has('paspor', 'cocok', '2027-03-17'),
      has('skck', 'diterima', '2027-01-01'),
      has('bahasa-jepang', 'perlu-diganti', '2027-01-01'), // named once
    ]
    expect(lackingOf(NEEDS, documents, [], TODAY)).toEqual({
      begun: true,
      replace: ['ktp', 'bahasa-jepang'],
      expired: ['paspor', 'skck'],
      missing: [],
    })
  })

  it('is nothing where all is there, on its last day too, or on its way', () => {
    expect(lackingOf(NEEDS, [has('ktp'), has('paspor', 'cocok', TODAY)], [], TODAY)).toBeUndefined()
    expect(lackingOf(NEEDS, [has('ktp', 'perlu-diganti')], ['ktp', 'paspor'], TODAY)).toBeUndefined()
    expect(lackingOf([], [has('ktp')], [], TODAY)).toBeUndefined()
    expect(lackingOf(NEEDS.slice(2), [], [], TODAY)).toBeUndefined()
  })

  it('knows who has sent nothing at all from who has sent what this checklist does not ask', () => {
    expect(lackingOf(NEEDS, [], [], TODAY)).toMatchObject({ begun: false, missing: ['ktp', 'paspor'] })
    expect(lackingOf(NEEDS, [has('str')], [], TODAY)).toMatchObject({ begun: true })
    expect(lackingOf(NEEDS, [], ['ktp'], TODAY)).toMatchObject({ begun: true, missing: ['paspor'] })
  })
})
