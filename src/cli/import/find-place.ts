/** Codes of the places that a row names, each where the official list has it. Pure. */
import { searchAreas } from '../../domain/area.ts'
import { remembering } from '../../domain/remembering.ts'
import type { Area, Areas } from '../../knowledge/shapes.ts'

type Place = { province?: string; regency?: string; district?: string }
type Level = keyof Place
export type FindPlace = (written: Record<Level, string>) => { place: Place; unknown: Level[] }

/** A district is only looked for in its regency: most names of districts are borne by several. */
export function makeFindPlace({ provinces, regencies, districts }: Areas): FindPlace {
  const find = (list: readonly Area[]) => (name: string) => {
    const found = searchAreas(list, name)
    return found.kind === 'one' ? found.area.code : '' // which is remembered too
  }
  const province = remembering(5000, find(provinces))
  const regency = remembering(5000, find(regencies))
  const inside = new Map<string, (name: string) => string>()
  const within = (list: readonly Area[], code: string) => {
    const known = inside.get(code) ?? remembering(5000, find(list.filter((area) => area.code.startsWith(`${code}.`))))
    inside.set(code, known)
    return known
  }
  return (written) => {
    const place: Place = {}
    const p = written.province ? province(written.province) : ''
    const r = written.regency ? (p ? within(regencies, p) : regency)(written.regency) : ''
    const d = written.district && r ? within(districts, r)(written.district) : ''
    if (p || r) place.province = p || r.slice(0, 2)
    if (r) place.regency = r
    if (d) place.district = d
    const unknown = (['province', 'regency', 'district'] as const).filter((level) => written[level] && !place[level])
    return { place, unknown }
  }
}
