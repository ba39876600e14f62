/** Results of language tests, read from free words: what a person has passed, not what they are learning. */
import { saysNone } from './none-words.ts'
import { accepted, fold, type Reading, refused } from './reading.ts'

/** JLPT N1 to N5; JFT-Basic at A2; NAT-TEST 1Q to 5Q, which resemble N1 to N5 but are another test. Best first. */
export const JAPANESE_LEVELS = [
  'N1',
  'N2',
  'N3',
  'N4',
  'JFT-A2',
  'N5',
  'NAT-1Q',
  'NAT-2Q',
  'NAT-3Q',
  'NAT-4Q',
  'NAT-5Q',
  'none',
] as const
export type JapaneseLevel = (typeof JAPANESE_LEVELS)[number]

const NOT_YET =
  /\b(?:belum|blm|tidak|tdk|nggak|gak|ga|gagal|sedang|lagi|mau|akan|rencana|persiapan|belajar|nunggu|menunggu|target)\b/
const JAPANESE_SAMPLE = 'Tulis misalnya *N5*, *N4*, atau *JFT*. Kalau belum ada, tulis *belum ada*.'

/** Reads the best Japanese result a person says to have: "JLPT N4", "lulus JFT A2", "N5, N4 masih belajar", "belum ada". */
export function readJapanese(text: string): Reading<JapaneseLevel> {
  const plain = fold(text).toLowerCase()
  if (plain === 'none' || saysNone(plain)) return accepted('none')
  const clauses = plain.split(/[,;.\n]|\b(?:tapi|tetapi|dan|sedangkan|sekarang)\b/)
  const named = clauses.flatMap((clause) =>
    japaneseIn(clause).map((level) => ({ level, passed: !NOT_YET.test(clause) })),
  )
  const best = JAPANESE_LEVELS.find((level) => named.some((one) => one.passed && one.level === level))
  if (best) return accepted(best)
  if (named.length > 0)
    return refused(
      `Yang saya catat hanya hasil yang sudah lulus, Kak. Sertifikat mana yang sudah Kakak punya? ${JAPANESE_SAMPLE}`,
    )
  if (/jft/.test(plain)) return refused(`JFT-Basic dicatat kalau sudah lulus tingkat A2, Kak. ${JAPANESE_SAMPLE}`)
  return refused(`Hasil tes bahasa Jepangnya belum terbaca, Kak. ${JAPANESE_SAMPLE}`)
}

/** "N4" → "JLPT N4", "none" → "belum ada". readJapanese understands it. */
export function japaneseName(level: JapaneseLevel): string {
  if (level === 'none') return 'belum ada'
  if (level === 'JFT-A2') return 'JFT-Basic A2'
  return level.startsWith('NAT-') ? level.replace('NAT-', 'NAT-TEST ') : `JLPT ${level}`
}

function japaneseIn(clause: string): JapaneseLevel[] {
  if (/\bnat\b/.test(clause)) {
    const level = /\b(?:n\s*-?\s*)?([1-5])\s*q?\b/.exec(clause)?.[1]
    return level ? [`NAT-${level as '1'}Q`] : []
  }
  if (/\bjft\b|\ba\s*-?\s*2\b/.test(clause) && !/\ba\s*-?\s*1\b/.test(clause)) return ['JFT-A2']
  const jlpt = [...clause.matchAll(/\bn\s*-?\s*([1-5])\b/g)].map((match) => `N${match[1]}` as JapaneseLevel)
  if (jlpt.length > 0) return jlpt
  const bare = /^(?:[a-z ]*\b(?:jlpt|level|tingkat|noryoku|nouryoku|shiken)\s+)?([1-5])$/.exec(clause.trim())?.[1]
  return bare ? [`N${bare}` as JapaneseLevel] : []
}

const EPS_SAMPLE = 'Tulis skor EPS-TOPIK dari 0 sampai 200, misalnya *180*. Kalau belum ikut tes, tulis *belum ada*.'

/** Reads an EPS-TOPIK score, 0 to 200, or 'none' for someone who has not taken the test. */
export function readEpsTopik(given: string | number): Reading<number | 'none'> {
  const plain = fold(String(given)).toLowerCase()
  if (plain === 'none' || saysNone(plain)) return accepted('none')
  if (/\b(?:level|tingkat)\b|\btopik\s*(?:i{1,3}|[1-6])\b/.test(plain.replace(/eps\W?topik/, '')))
    return refused(
      `Itu sepertinya TOPIK umum, Kak. Untuk kerja lewat program pemerintah, yang dipakai EPS-TOPIK. ${EPS_SAMPLE}`,
    )
  const [score, ...more] = plain.replace(/\b(?:dari|\/)\s*200\b|\/\s*200\b/, '').match(/\d+(?:[.,]\d+)?/g) ?? []
  if (score === undefined || more.length > 0 || NOT_YET.test(plain) || !/^\d+$/.test(score))
    return refused(`Skornya belum terbaca, Kak. ${EPS_SAMPLE}`)
  if (Number(score) > 200)
    return refused(`Skor EPS-TOPIK paling tinggi 200, Kak. Yang terbaca ${score}. Coba periksa lagi, ya.`)
  return accepted(Number(score))
}

const TOPIK_SAMPLE = 'Tulis tingkat TOPIK dari 1 sampai 6, misalnya *2*. Kalau belum ada, tulis *belum ada*.'

/** Reads a level of the general TOPIK, 1 to 6, or 'none'. */
export function readTopik(given: string | number): Reading<number | 'none'> {
  const plain = fold(String(given)).toLowerCase()
  if (plain === 'none' || saysNone(plain)) return accepted('none')
  const [level, ...more] = plain.match(/\d+/g) ?? []
  if (level === undefined || more.length > 0 || NOT_YET.test(plain))
    return refused(`Tingkat TOPIK-nya belum terbaca, Kak. ${TOPIK_SAMPLE}`)
  if (Number(level) < 1 || Number(level) > 6)
    return refused(`TOPIK hanya punya tingkat 1 sampai 6, Kak. Yang terbaca ${level}. Coba periksa lagi, ya.`)
  return accepted(Number(level))
}
