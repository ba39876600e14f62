import type { Choice } from '../../domain/chat.ts'
import type { Contact } from '../../knowledge/shapes.ts'

export type EmergencyPlace = { id: string; name: string; where: Contact['where']; words: RegExp }

/** Abroad first: whoever wants to go home to Indonesia, or is locked in a house there, is not in Indonesia. */
const PLACES: EmergencyPlace[] = [
  { id: 'jepang', name: 'Jepang', where: 'jepang', words: /\b(jepang|japan|tokyo|osaka|nagoya|jpn)\b/i },
  { id: 'korea', name: 'Korea', where: 'korea', words: /\b(korea|seoul|korsel)\b/i },
  { id: 'taiwan', name: 'Taiwan', where: 'taiwan', words: /\b(taiwan|taipei)\b/i },
  { id: 'jerman', name: 'Jerman', where: 'jerman', words: /\b(jerman|germany|berlin|frankfurt)\b/i },
  {
    id: 'lain',
    name: 'Negara lain',
    where: 'mana-saja',
    words: /\b(malaysia|singapura|hong ?kong|arab|saudi|kamboja|myanmar|dubai|kuwait|qatar|brunei|thailand)\b/i,
  },
  {
    id: 'indonesia',
    name: 'Indonesia',
    where: 'indonesia',
    words: /\bdi (indonesia|banjar\w*|kalsel|kalimantan|jakarta|surabaya|jawa|kampung)\b/i,
  },
]

/** The place that these words name; undefined: none. */
export const placeIn = (text: string): string | undefined => PLACES.find(({ words }) => words.test(text))?.id

/** undefined: not known, or a choice of an older version. */
export const placeOf = (id: string | undefined): EmergencyPlace | undefined => PLACES.find((place) => place.id === id)

/** `forAnother`: the person writes of somebody else, who is asked for instead. */
export function placeChoices(forAnother: boolean): Choice[] {
  const label = ({ id, name }: EmergencyPlace) => (id === 'lain' ? name : `${forAnother ? 'Di' : 'Saya di'} ${name}`)
  return [PLACES.at(-1)!, ...PLACES.slice(0, -1)].map((place) => ({ id: place.id, label: label(place) }))
}
