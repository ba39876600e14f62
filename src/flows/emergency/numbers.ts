import type { Contact, Knowledge } from '../../knowledge/shapes.ts'
import { placeOf } from './places.ts'

/** What the lowest ranks in content/contacts.yaml are. */
const [POLICE, AMBULANCE] = [1, 2]

/** The emergency numbers of a place, then those that help Indonesians everywhere. Without a place: how to call wherever one is. */
export function numbersOf({ contacts }: Knowledge, id: string | undefined): string {
  const where = placeOf(id)?.where
  const shown = where ? [...urgentIn(contacts, where), ...(where === 'mana-saja' ? [] : everywhere(contacts))] : []
  return where ? shown.map(line).join('\n') : wherever(contacts)
}

/** The number that helps soonest: "*110* (Polisi Taiwan)". */
export function firstNumber({ contacts }: Knowledge, id: string | undefined): string {
  const where = placeOf(id)?.where
  const first = where && urgentIn(contacts, where)[0]
  return first ? `*${first.numbers.join('* / *')}* (${first.name})` : `polisi ${ofRank(contacts, POLICE)}`
}

/** What can be called from any country, for whoever cannot tell where somebody is. */
export const numbersEverywhere = ({ contacts }: Knowledge): string => everywhere(contacts).map(line).join('\n')

function wherever(contacts: readonly Contact[]): string {
  const home = urgentIn(contacts, 'indonesia').filter(({ emergency }) => emergency! > AMBULANCE)
  return [
    `• Polisi: ${ofRank(contacts, POLICE)}`,
    `• Ambulans: ${ofRank(contacts, AMBULANCE)}`,
    ...[...home, ...everywhere(contacts)].map(line),
  ].join('\n')
}

/** "*110* (Indonesia, Jepang) / *112* (Korea)" */
function ofRank(contacts: readonly Contact[], rank: number): string {
  const places = new Map<string, string[]>()
  for (const { numbers, where } of contacts.filter(({ emergency }) => emergency === rank))
    for (const number of numbers) places.set(number, [...(places.get(number) ?? []), placeOf(where)?.name ?? where])
  return [...places].map(([number, names]) => `*${number}* (${names.join(', ')})`).join(' / ')
}

const urgentIn = (contacts: readonly Contact[], where: Contact['where']) =>
  contacts
    .filter((contact) => contact.emergency !== undefined && contact.where === where)
    .sort((a, b) => a.emergency! - b.emergency!)
const everywhere = (contacts: readonly Contact[]) => urgentIn(contacts, 'mana-saja')
const line = ({ name, numbers }: Contact) => `• ${name}: *${numbers.join('* / *')}*`
