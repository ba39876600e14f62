import { ZONE_IDS, type Zone, zoneOfProvince } from '../../domain/zone.ts'

const CODES = Array.from({ length: 89 }, (_, i) => String(i + 11))
const literal = (text: string) => `'${text}'`
const provinces = (zone: Zone) => CODES.filter((code) => zoneOfProvince(code) === zone).map(literal)

const OF_PROVINCE = ZONE_IDS.filter((zone) => provinces(zone).length > 0)
  .map((zone) => `WHEN r.province IN (${provinces(zone)}) THEN ${literal(zone)}`)
  .join(' ')

/** The zone of person `p` with registration `r`: what they said, their province's, or the office's, which is parameter `office`. */
export const homeZone = (office: number): string => `coalesce(p.zone, CASE ${OF_PROVINCE} END, $${office}::text)`
