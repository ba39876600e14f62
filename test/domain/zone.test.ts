import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilIn, instantIn, readZone, ZONE_IDS, zoneOfProvince } from '../../src/domain/zone.ts'

const instant = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2060-01-01T00:00:00Z'),
  noInvalidDate: true,
})

describe('zones', () => {
  it('say what the calendar of the world says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONE_IDS), instant, (zone, at) => {
        const said = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'short',
        }).format(at)
        const { day, time } = civilIn(zone, at)
        expect(`${day} ${time}`).toBe(said)
        const back = Math.floor(at.getTime() / 60_000) - Math.floor(instantIn(zone, day, time).getTime() / 60_000)
        const isTwice = zone === 'Europe/Berlin' && day.slice(5, 7) === '10' && time.startsWith('02:')
        expect(isTwice ? [0, 60] : [0]).toContain(back)
      }),
    )
  })

  it.each([
    ['wita', 'Asia/Makassar'],
    ['Saya di WIT, kak', 'Asia/Jayapura'],
    ['jam jepang', 'Asia/Tokyo'],
    ['WIB', 'Asia/Jakarta'],
    ['saya di jerman', 'Europe/Berlin'],
    ['wib atau wita?', undefined],
    ['witana', undefined],
  ])('are heard in "%s"', (text, zone) => {
    expect(readZone(text)).toBe(zone)
  })

  it.each([
    ['63', 'Asia/Makassar'],
    ['62', 'Asia/Jakarta'],
    ['51', 'Asia/Makassar'],
    ['35', 'Asia/Jakarta'],
    ['81', 'Asia/Jayapura'],
    ['97', 'Asia/Jayapura'],
  ])('follow from the province %s', (code, zone) => {
    expect(zoneOfProvince(code)).toBe(zone)
  })
})
