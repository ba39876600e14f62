import { describe, expect, it } from 'vitest'
import { impliesRegistration, readSegment, type Segment, segmentWords } from '../../src/domain/segment.ts'

describe('a segment', () => {
  it.each<[string, Segment]>([
    ['all', {}],
    ['role=alumni', { role: 'alumni' }],
    [' Scheme=gtog-korea , stage=lengkap', { scheme: 'gtog-korea', stage: 'lengkap' }],
    ['province=63,channel=whatsapp,batch=korea-2027.1', { province: '63', channel: 'whatsapp', batch: 'korea-2027.1' }],
  ])('%s is read', (text, segment) => {
    expect(readSegment(text)).toEqual({ segment })
    expect(readSegment(segmentWords(segment))).toEqual({ segment })
  })

  it.each([
    ['', ''],
    ['everybody', 'everybody'],
    ['role=bos', 'role=bos'],
    ['role=alumni,role=calon', 'role=calon'],
    ['umur=20', 'umur=20'],
    ['province=kalsel', 'province=kalsel'],
    ["scheme=x';drop", "scheme=x';drop"],
    ['__proto__=1', '__proto__=1'],
  ])('"%s" is refused, and what is wrong with it is told', (text, wrong) => {
    expect(readSegment(text)).toEqual({ wrong })
  })

  it('knows whether everybody in it is registered', () => {
    expect(impliesRegistration({})).toBe(false)
    expect(impliesRegistration({ role: 'calon' })).toBe(false)
    expect(impliesRegistration({ role: 'alumni' })).toBe(true)
    expect(impliesRegistration({ scheme: 'gtog-korea' })).toBe(true)
  })
})
