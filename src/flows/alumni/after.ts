/** What comes after departure: for who is abroad or back, one page with the way to everything that is theirs. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { longDay } from '../../domain/day.ts'
import { goneWith } from '../../domain/mentor.ts'
import { type Country, countryName, nenkinDeadline, readCountry } from '../../domain/work.ts'
import type { Contact } from '../../knowledge/shapes.ts'
import { numbersOf } from '../emergency/numbers.ts'
import { placeOf } from '../emergency/places.ts'
import type { Place, Turn } from '../flow.ts'
import { sourceLine } from '../sourced.ts'

/** Offered elsewhere too. */
export const AFTER: Choice = { id: 'alumni:menu', label: 'Bantuan & langkah lanjut' }

/** Have they gone, as far as the office knows or they have said? */
export const isGone = ({ person }: Place): boolean =>
  goneWith(person.registrations) !== undefined || person.work !== undefined

/** By their own word, else by the scheme they went with. */
function countryOf({ person, knowledge }: Place): Country | undefined {
  if (person.work) return person.work.country
  const schemes = goneWith(person.registrations)?.schemes ?? []
  const scheme = knowledge.schemes.find(({ id }) => schemes.includes(id))
  return scheme && readCountry(scheme.country)
}

const EXAMS: Partial<Record<string, string>> = {
  'gtog-jepang-careworker': 'gtog-jepang-ujian-negara',
  'gtog-jepang-nurse': 'gtog-jepang-ujian-negara',
}

/** Answers that are there are linked; a country that we know nothing of has only what holds everywhere. */
export function afterMenu(place: Place): Reply {
  const { person, knowledge, today } = place
  const country = countryOf(place)
  const scheme = goneWith(person.registrations)?.schemes[0] ?? ''
  const topic = (id: string, label: string): Choice[] =>
    knowledge.answers.some((answer) => answer.topic === id) ? [{ id: `tanya:t=${id}`, label }] : []
  const choices = [
    {
      id: 'bantuan',
      label: country && country !== 'lain' ? `Bantuan di ${countryName(country)}` : 'Bantuan di luar negeri',
    },
    { id: 'ke=kontrak-saya', label: 'Kontrak saya' },
    ...topic(scheme === 'gtog-korea' ? 'gtog-korea-biaya-gaji' : 'hak-kontrak', 'Perpanjangan & hak kerja'),
    ...(country === 'jepang' ? topic(EXAMS[scheme] ?? 'ssw-ujian-skill', 'Ujian dan sertifikat') : []),
    ...(country === 'jepang' ? topic('nenkin', 'Nenkin (pensiun Jepang)') : []),
    ...topic('setelah-pulang', 'Pulang dan sesudahnya'),
    { id: 'ke=kabar-saya', label: 'Beri kabar ke kantor' },
    ...(person.mentor || !goneWith(person.registrations) ? [] : [{ id: 'ke=jadi-mentor', label: 'Jadi mentor' }]),
    { id: 'menu:petugas', label: 'Bicara dengan petugas' },
  ]
  const deadline = person.work && nenkinDeadline(person.work)
  const lines = [
    person.work?.end && person.work.end >= today && `• Kontrak sampai *${longDay(person.work.end)}*`,
    deadline !== undefined && deadline >= today && `• Nenkin: klaim paling lambat *${longDay(deadline)}*`,
  ].filter(Boolean)
  const text = [
    '*Sesudah berangkat*',
    lines.join('\n'),
    'Mau melihat yang mana, Kak? Ketuk atau ketik nomornya. Ada catatan lama yang belum tersambung? Ketik *petugas*.',
  ]
  return { text: text.filter(Boolean).join('\n\n'), choices }
}

/** A tap on it; undefined: it is none of these. */
export function chooseAfter(id: string, place: Place): Turn | undefined {
  if (id === 'menu') return { draft: undefined, replies: [afterMenu(place)] }
  if (id === 'bantuan') return { draft: undefined, replies: [help(place)] }
  const [, flow] = /^ke=(kontrak-saya|kabar-saya|jadi-mentor)$/.exec(id) ?? []
  return flow === undefined ? undefined : { draft: undefined, replies: [], goTo: flow }
}

/** Whom to call there, urgent ones first, with the hours and years that our sources say. */
function help(place: Place): Reply {
  const { knowledge } = place
  const country = countryOf(place)
  const where = placeOf(country)?.where
  const others = knowledge.contacts.filter((contact) => contact.where === where && contact.emergency === undefined)
  const parts = [
    country && country !== 'lain' ? `*Bantuan di ${countryName(country)}*` : '*Bantuan di luar negeri*',
    numbersOf(knowledge, country),
    where !== 'mana-saja' && others.length > 0 && `*Kantor dan layanan di sana:*\n${others.map(line).join('\n')}`,
    country === 'lain' &&
      'Negara itu belum ada di catatan kami. Cari nomor KBRI atau KJRI terdekat sejak sekarang, dan simpan.',
    'Gaji tidak dibayar, paspor ditahan, atau disakiti? Tulis saja di sini apa adanya; petugas langsung diberi tahu.',
    source(
      knowledge.contacts.filter((contact) => contact.where === (where ?? 'mana-saja')),
      place,
    ),
  ]
  const choices = [
    { id: 'tanya:t=hak-kontrak', label: 'Hak kerja dan pindah kerja' },
    { id: 'tanya:t=lapor-pengaduan', label: 'Cara mengadu' },
    { id: 'menu', label: 'Kembali' },
  ]
  return { text: parts.filter(Boolean).join('\n\n'), choices }
}

const line = ({ name, numbers, note }: Contact) =>
  `• ${name}: *${numbers.join('* / *')}*${note ? ` (${note.replace(/\.$/, '')})` : ''}`

/** The oldest check counts. */
const source = (contacts: readonly Contact[], { knowledge }: Place): string =>
  sourceLine(
    knowledge,
    contacts.flatMap(({ sources }) => sources),
    contacts.map((contact) => contact.checked).sort()[0] ?? '',
  )
