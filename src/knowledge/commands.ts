/** Reads commands with their other spellings and slips. Pure. */
import { distance } from 'fastest-levenshtein'
import type { Command } from './mind.ts'
import type { Normalise } from './normalise.ts'
import type { Language } from './shapes.ts'

/** Words around a command that change nothing: "mau lanjut dong". */
const AROUND = new Set([
  'mau',
  'ingin',
  'pengen',
  'tolong',
  'minta',
  'coba',
  'bisa',
  'boleh',
  'saya',
  'aku',
  'kak',
  'kakak',
  'min',
  'admin',
  'dong',
  'donk',
  'ya',
  'yuk',
  'deh',
  'aja',
  'saja',
  'dulu',
  'sekarang',
  'lagi',
  'pak',
  'bu',
  'mas',
  'mbak',
  'bos',
])

/** A slip is forgiven only in words this long: short ones are too close to names and answers. */
const STRICT_LENGTH = 6

/** Staff say who goes where: "semua peserta angkatan korea-2027-1 ke tahap seleksi", "pindahkan LA-2026-000034". */
const MOVE =
  /^\W*(?:tolong\s+)?(?:pindah(?:kan)?\b.*\b(?:angkatan\s|la-\d{4}-\d)|(?:semua\s+)?(?:peserta\s+)?(?:angkatan\s+\S|la-\d{4}-\d+\b).*\bke\s+(?:tahap|angkatan)\s)/i

export type ReadCommand = (text: string, care: 'strict' | 'loose') => Command | undefined

export function makeCommands({ commands }: Pick<Language, 'commands'>, normalise: Normalise): ReadCommand {
  const spellings = new Map<string, string>()
  for (const [name, others] of Object.entries(commands)) {
    for (const spelling of [name, ...others]) {
      spellings.set(spelling, name)
      spellings.set(normalise(spelling), name)
    }
  }
  spellings.set('start', 'menu')
  spellings.set('data', 'lihat data')

  const exact = (words: string) => spellings.get(words)
  const single = [...spellings].filter(([spelling]) => !spelling.includes(' '))
  const near = (words: string, care: 'strict' | 'loose') => {
    if (words.includes(' ') || words.length < 4) return undefined
    const close = single.filter(([spelling]) => isSlip(words, spelling, care)).map(([, name]) => name)
    return new Set(close).size === 1 ? close[0] : undefined
  }

  return (text, care) => {
    const raw = text
      .toLowerCase()
      .replace(/^\//, '')
      .replace(/[^\p{L}\p{N}\s-]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    const change = /^(?:ubah|ganti|edit|ubh) (?:nomor |no |nomer )?(\S.*)$/.exec(raw)
    if (change && exact(raw) === undefined && change[1]!.length <= 30) return { name: 'ubah', argument: change[1]! }
    const coded = /^(\p{L}[\p{L} ]*?)(?: kode)?(?: saya)? (\d[\d -]{2,30})$/u.exec(raw)
    if (coded && (exact(coded[1]!) ?? near(coded[1]!, care)) === 'sambungkan')
      return { name: 'sambungkan', argument: coded[2]! }
    if (coded && coded[1] === 'gabung') return { name: 'gabung', argument: coded[2]! }
    if (MOVE.test(text)) return { name: 'pindah', argument: text.replace(/\s+/g, ' ').trim() }
    for (const words of [raw, normalise(raw), ...trimmed(raw), bare(raw)]) {
      const name = words ? (exact(words) ?? near(words, care)) : undefined
      if (name) return { name, argument: '' }
    }
    return undefined
  }
}

/** The same with fewer and fewer of these words at its ends: "besok lagi ya" is "besok lagi". */
function trimmed(words: string): string[] {
  const said = words.split(' ')
  const from = said.findIndex((word) => !AROUND.has(word))
  const to = said.findLastIndex((word) => !AROUND.has(word))
  const starts = said.slice(0, Math.max(0, from)).map((_, i) => said.slice(i + 1))
  return [...starts, said.slice(Math.max(0, from))].flatMap((rest) =>
    Array.from({ length: said.length - 1 - to }, (_, i) => rest.slice(0, rest.length - 1 - i).join(' ')),
  )
}

const bare = (words: string) =>
  words
    .split(' ')
    .filter((word) => !AROUND.has(word))
    .join(' ')

function isSlip(said: string, spelling: string, care: 'strict' | 'loose'): boolean {
  if (said[0] !== spelling[0] || Math.abs(said.length - spelling.length) > 2) return false
  if (care === 'strict') return spelling.length >= STRICT_LENGTH && said.length >= 5 && distance(said, spelling) === 1
  return spelling.length >= 5 && distance(said, spelling) <= (spelling.length >= 7 ? 2 : 1)
}
