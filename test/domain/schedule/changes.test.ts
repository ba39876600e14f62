import { describe, expect, it } from 'vitest'
import { changeOf, isNewVersion } from '../../../src/domain/schedule/changes.ts'
import type { ScheduledDate } from '../../../src/domain/schedule/scheduled-date.ts'

const EXAM: ScheduledDate = {
  id: 'ujian',
  kind: 'ujian',
  scheme: 'gtog-korea',
  stages: ['seleksi'],
  day: '2027-03-25',
  zone: 'Asia/Makassar',
  bring: ['KTP'],
  source: 'pengumuman',
  confirmedBy: 'Rina',
  cancelled: false,
}
const unsure = { ...EXAM, confirmedBy: undefined }
const off = { ...EXAM, cancelled: true }

describe('a change of a date', () => {
  it.each<[string, ScheduledDate, ScheduledDate, object]>([
    ['nothing', EXAM, EXAM, { kind: 'none' }],
    ['who says so', EXAM, { ...EXAM, source: 'surat', confirmedBy: 'Budi' }, { kind: 'none' }],
    ['the zone of a date without a time', EXAM, { ...EXAM, zone: 'Asia/Jakarta' }, { kind: 'none' }],
    ['the day', EXAM, { ...EXAM, day: '2027-03-26' }, { kind: 'moved', parts: ['when'] }],
    ['a time', EXAM, { ...EXAM, time: '09:00', place: 'Jakarta' }, { kind: 'moved', parts: ['when', 'place'] }],
    [
      'the zone of its time',
      { ...EXAM, time: '09:00' },
      { ...EXAM, time: '09:00', zone: 'Asia/Jakarta' },
      { kind: 'moved', parts: ['when'] },
    ],
    ['what to bring', EXAM, { ...EXAM, bring: [] }, { kind: 'moved', parts: ['bring'] }],
    ['called off', EXAM, off, { kind: 'off' }],
    ['called off already', off, off, { kind: 'none' }],
    ['not sure any more', EXAM, unsure, { kind: 'unsure' }],
    ['sure again', unsure, EXAM, { kind: 'moved', parts: ['when'] }],
    ['on again', off, EXAM, { kind: 'moved', parts: ['when'] }],
    ['called off, and then unsure', off, unsure, { kind: 'none' }],
  ])('is told: %s', (_, told, now, change) => {
    expect(changeOf(told, now)).toEqual(change)
  })

  it('makes a new version of what people are told or who they are', () => {
    expect(isNewVersion(EXAM, { ...EXAM, source: 'surat', confirmedBy: 'Budi' })).toBe(false)
    expect(isNewVersion(EXAM, { ...EXAM, stages: ['lengkap'] })).toBe(true)
    expect(isNewVersion(EXAM, { ...EXAM, scheme: undefined, batch: 'korea-1' })).toBe(true)
    expect(isNewVersion(EXAM, unsure)).toBe(true)
    expect(isNewVersion(EXAM, off)).toBe(true)
    expect(isNewVersion(EXAM, { ...EXAM, day: '2027-03-26' })).toBe(true)
  })
})
