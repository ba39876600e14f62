import { z } from 'zod'
import type { Choice } from '../domain/chat.ts'
import type { Effect } from '../domain/effect.ts'
import type { Contact } from '../knowledge/shapes.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'

const Draft = z.object({})
type Draft = z.infer<typeof Draft>

const PLACES: (Choice & { where: Contact['where']; words: RegExp })[] = [
  {
    id: 'indonesia',
    label: 'Saya di Indonesia',
    where: 'indonesia',
    words: /\b(indonesia|rumah|kampung|bandara|penampungan|banjar\w*|kalsel|jakarta)\b/i,
  },
  { id: 'jepang', label: 'Saya di Jepang', where: 'jepang', words: /\b(jepang|japan|tokyo|osaka|nagoya|jpn)\b/i },
  { id: 'korea', label: 'Saya di Korea', where: 'korea', words: /\b(korea|seoul|korsel)\b/i },
  { id: 'taiwan', label: 'Saya di Taiwan', where: 'taiwan', words: /\b(taiwan|taipei)\b/i },
  { id: 'jerman', label: 'Saya di Jerman', where: 'jerman', words: /\b(jerman|germany|berlin|frankfurt)\b/i },
  { id: 'lain', label: 'Negara lain', where: 'mana-saja', words: /$^/ },
]

/**
 * Someone is in danger: the numbers of where they are come first, then a person of the office is told, and no
 * question of ours is asked meanwhile (safe-conversation rule A-01).
 */
export const emergency = defineFlow<Draft>({
  name: 'darurat',
  draft: Draft,
  fresh: {},
  enter: (_, place) => help(place, '', []),
  receive(draft, heard, place) {
    if (heard.kind === 'choice')
      return { draft, replies: [{ text: `Nomor yang bisa dihubungi sekarang:\n\n${numbersOf(place, heard.id)}` }] }
    if (heard.kind === 'file')
      return {
        draft,
        replies: [FORWARDED],
        effects: [{ kind: 'tellStaff', about: 'darurat', text: '(berkas)', file: heard.file }],
      }
    if (heard.kind !== 'text') return help(place, '', [])
    const tell: Effect[] = [{ kind: 'tellStaff', about: 'darurat', text: heard.text }]
    return place.mind.distress(heard.text)
      ? help(place, heard.text, tell)
      : { draft, replies: [FORWARDED], effects: tell }
  },
})

const FORWARDED = {
  text: 'Sudah saya teruskan ke petugas, Kak. Kalau sedang dalam bahaya, jangan menunggu: hubungi nomor di atas. Untuk hal lain ketik *menu*.',
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
    draft: {},
    replies: [{ text: lines.filter(Boolean).join('\n\n'), choices: PLACES.map(({ id, label }) => ({ id, label })) }],
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
