import { z } from 'zod'
import type { Choice } from '../domain/chat.ts'
import type { Effect } from '../domain/effect.ts'
import type { Contact } from '../knowledge/shapes.ts'
import { defineFlow, type Heard, type Place, type Turn } from './flow.ts'

/** `at`: when the person last wrote of it. */
const Draft = z.object({ at: z.iso.datetime().optional() })
type Draft = z.infer<typeof Draft>

/** After this time what a person writes is no longer passed on as part of the emergency (ms). */
const LASTS_MS = 12 * 60 * 60 * 1000

/** Abroad first: whoever wants to go home to Indonesia, or is locked in a house there, is not in Indonesia. */
const PLACES: (Choice & { where: Contact['where']; words: RegExp })[] = [
  { id: 'jepang', label: 'Saya di Jepang', where: 'jepang', words: /\b(jepang|japan|tokyo|osaka|nagoya|jpn)\b/i },
  { id: 'korea', label: 'Saya di Korea', where: 'korea', words: /\b(korea|seoul|korsel)\b/i },
  { id: 'taiwan', label: 'Saya di Taiwan', where: 'taiwan', words: /\b(taiwan|taipei)\b/i },
  { id: 'jerman', label: 'Saya di Jerman', where: 'jerman', words: /\b(jerman|germany|berlin|frankfurt)\b/i },
  {
    id: 'lain',
    label: 'Negara lain',
    where: 'mana-saja',
    words: /\b(malaysia|singapura|hong ?kong|arab|saudi|kamboja|myanmar|dubai|kuwait|qatar|brunei|thailand)\b/i,
  },
  {
    id: 'indonesia',
    label: 'Saya di Indonesia',
    where: 'indonesia',
    words: /\bdi (indonesia|banjar\w*|kalsel|kalimantan|jakarta|surabaya|jawa|kampung)\b/i,
  },
]

const CHOICES: Choice[] = [PLACES.at(-1)!, ...PLACES.slice(0, -1)].map(({ id, label }) => ({ id, label }))

/**
 * Someone is in danger: the numbers of where they are come first, then a person of the office is told, and no
 * question of ours is asked meanwhile (safe-conversation rule A-01).
 */
export const emergency = defineFlow<Draft>({
  name: 'darurat',
  hears: ['menu', 'kembali', 'batal', 'jeda'],
  draft: Draft,
  fresh: {},
  enter: (_, place) => help(place, '', []),
  receive(draft, heard, place) {
    if (heard.kind === 'command') return { draft, replies: [STAYING], goTo: 'menu' }
    if (heard.kind === 'choice')
      return {
        draft: now(place),
        replies: [{ text: `Nomor yang bisa dihubungi sekarang:\n\n${numbersOf(place, heard.id)}\n\n${WRITE_ON}` }],
      }
    if (heard.kind === 'text') return hearText(draft, heard.text, place)
    if (heard.kind === 'file') return forward(place, '(foto atau berkas)', heard)
    return { draft, replies: [{ text: `${UNHEARD}\n\n${numbersOf(place, 'indonesia', 'jepang')}` }] }
  },
})

const UNHEARD =
  'Maaf, Kak, pesan seperti itu belum bisa saya baca. Tulis saja, atau kirim foto. Kalau sedang dalam bahaya, hubungi sekarang:'
const WRITE_ON = 'Kakak boleh terus menulis di sini; saya teruskan ke petugas.'
const FORWARDED =
  'Sudah saya teruskan ke petugas, Kak. Kalau sedang dalam bahaya, jangan menunggu: hubungi nomor di atas. Untuk hal lain ketik *menu*.'
const STAYING = {
  text: 'Baik, Kak. Kalau keadaan memburuk, tulis saja di sini kapan pun. Untuk menulis lagi ke petugas, ketik *petugas*.',
}

const now = (place: Place): Draft => ({ at: place.now.toISOString() })

function hearText({ at }: Draft, text: string, place: Place): Turn<Draft> {
  const tell: Effect[] = [{ kind: 'tellStaff', about: 'darurat', text }]
  if (place.mind.distress(text) !== 'none') return help(place, text, tell)
  const isOver = at !== undefined && place.now.getTime() - Date.parse(at) > LASTS_MS
  return isOver ? { draft: { at }, replies: [], unclear: true } : forward(place, text)
}

function forward(place: Place, text: string, heard?: Extract<Heard, { kind: 'file' }>): Turn<Draft> {
  return {
    draft: now(place),
    replies: [{ text: FORWARDED }],
    effects: [{ kind: 'tellStaff', about: 'darurat', text, ...(heard && { file: heard.file }) }],
  }
}

function help(place: Place, text: string, effects: Effect[]): Turn<Draft> {
  const where = PLACES.find((p) => p.words.test(text))?.id
  const numbers = where ? numbersOf(place, where) : numbersOf(place, 'indonesia', 'jepang')
  const lines = [
    'Kakak tidak sendirian, dan ini bukan salah Kakak. Kalau sedang dalam bahaya, hubungi sekarang:',
    numbers,
    effects.length > 0 && 'Petugas kami juga sudah saya beri tahu.',
    'Kakak boleh menulis apa saja di sini; saya teruskan ke petugas. Kakak sedang di mana?',
  ]
  return {
    draft: now(place),
    replies: [{ text: lines.filter(Boolean).join('\n\n'), choices: CHOICES }],
    effects,
  }
}

/** The emergency numbers of these places, then those that help Indonesians everywhere. */
function numbersOf({ knowledge }: Place, ...ids: string[]): string {
  const wanted = ids.map((id) => PLACES.find((p) => p.id === id)?.where)
  const urgent = knowledge.contacts.filter((c) => c.emergency !== undefined).sort((a, b) => a.emergency! - b.emergency!)
  const shown = [
    ...wanted.flatMap((where) => urgent.filter((c) => c.where === where && where !== 'mana-saja')),
    ...urgent.filter((c) => c.where === 'mana-saja'),
  ]
  return shown.map((c) => `• ${c.name}: *${c.numbers.join('* / *')}*`).join('\n')
}
