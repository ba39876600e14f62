/** Reads a place's name against the official list, and offers what was probably meant. */
import { searchAreas } from '../../domain/area.ts'
import { areaWords } from '../../domain/area-words.ts'
import { echo } from '../../domain/reading.ts'
import type { Area, Areas } from '../../knowledge/shapes.ts'
import type { Read } from '../form/question.ts'

type Around = { example: string; areas: Areas }

/** The value is the area's official code. */
export function findArea(list: readonly Area[], text: string, { example, areas }: Around): Read {
  const found = searchAreas(list, text)
  if (found.kind === 'one') return { ok: true, value: found.area.code }
  if (found.kind === 'some') {
    const more =
      found.more > 0 ? ` Masih ada ${found.more} lagi; kalau tidak ada di sini, ketik namanya lebih lengkap.` : ''
    return offer(`Ada beberapa yang cocok. Maksud Kakak yang mana?${more}`, found.areas)
  }
  const home = homeOf(list, text, areas)
  if (home) return home
  const away = elsewhere(list, text, areas)
  if (away) return { ok: false, error: away }
  const again = `Coba ketik lagi namanya, misalnya *${example}*.`
  if (found.near.length > 0)
    return offer(
      `“${echo(text)}” tidak ada di daftar resmi, Kak. Mungkin salah satu ini? Kalau bukan: ${again}`,
      found.near,
    )
  return { ok: false, error: `“${echo(text)}” tidak saya temukan di daftar resmi, Kak. ${again}` }
}

/** Is this the very name of an area of the list, or of a smaller one? */
export function isAreaName(list: readonly Area[], text: string, { regencies, districts }: Areas): boolean {
  const level = list[0]?.code.length ?? 0
  const smaller = [regencies, districts].filter(([first]) => (first?.code.length ?? 0) > level)
  return [list, ...smaller].some((areas) => {
    const found = searchAreas(areas, text)
    const fits = found.kind === 'one' ? [found.area] : found.kind === 'some' ? found.areas : []
    return fits.some(({ name }) => areaWords(name).name === areaWords(text).name)
  })
}

const offer = (error: string, areas: readonly Area[]): Read => ({
  ok: false,
  error,
  choices: areas.map(({ code, name }) => ({ id: code, label: name })),
})

/** Whoever writes their town or district when asked for the province, or the regency, is offered the one it lies in. */
function homeOf(list: readonly Area[], text: string, { regencies, districts }: Areas): Read | undefined {
  const level = list[0]?.code.length ?? 0
  for (const smaller of [regencies, districts]) {
    if ((smaller[0]?.code.length ?? 0) <= level) continue
    const found = searchAreas(within(smaller, list), text, { limit: MANY })
    const parts = found.kind === 'one' ? [found.area] : found.kind === 'some' && found.more === 0 ? found.areas : []
    const homes = list.filter(({ code }) => parts.some((part) => part.code.startsWith(`${code}.`)))
    if (homes.length === 1)
      return {
        ok: false,
        error: `${parts[0]!.name} ada di *${homes[0]!.name}*. Benar itu yang dimaksud, Kak? Kalau bukan, ketik lagi namanya.`,
        choices: [{ id: homes[0]!.code, label: `Ya, ${homes[0]!.name}` }],
      }
    if (homes.length > 1) return offer(`“${echo(text)}” ada di beberapa tempat, Kak. Yang mana?`, homes)
  }
  return undefined
}

/** A right name under the wrong regency or province: said so, for then an earlier answer is wrong. */
function elsewhere([first]: readonly Area[], text: string, areas: Areas): string | undefined {
  const level = first?.code.length ?? 0
  const all = level === 5 ? areas.regencies : level === 8 ? areas.districts : []
  const above = level === 5 ? areas.provinces : areas.regencies
  const found = searchAreas(all, text)
  if (found.kind !== 'one') return undefined
  const parent = (code: string) => above.find((area) => code.startsWith(`${area.code}.`))?.name
  return `${found.area.name} ada di ${parent(found.area.code)}, bukan di ${parent(first!.code)}, Kak. Kalau ${parent(first!.code)} yang keliru, ketik *kembali*. Kalau tidak, ketik lagi namanya.`
}

const MANY = 8

/** The smaller areas that lie in one of these; all of them where these are all provinces. */
function within(smaller: readonly Area[], list: readonly Area[]): readonly Area[] {
  const [first] = list
  if (first!.code.length === 2) return smaller
  return smaller.filter(({ code }) => code.startsWith(first!.code.slice(0, 3)))
}
