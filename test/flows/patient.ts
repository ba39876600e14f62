/** A patient person: answers whatever stands last on the screen until the registration is sent. */
import { plainText } from '../../src/domain/markup.ts'
import { questionIn } from '../faults/people/questions.ts'
import type { Chatter } from './chatter.ts'

/** What somebody answers, by question. */
export type Life = ReadonlyMap<string, string>

const EVERYBODY: [question: string, answer: string][] = [
  ['consent', 'setuju'],
  ['howHeard', 'lewati'],
  ['birthDate', '17 agustus 1999'],
  ['fullName', 'siti aminah'],
  ['nik', '6371015708990001'],
  ['sex', 'perempuan'],
  ['birthPlace', 'banjarmasin'],
  ['children', '2'],
  ['phone', '0812 3456 7890'],
  ['email', 'lewati'],
  ['province', 'kalsel'],
  ['regency', 'kota banjarmasin'],
  ['district', 'banjarmasin utara'],
  ['address', 'Jl. Sultan Adam no 5 rt 12'],
  ['kinName', 'rahmah'],
  ['kinRelation', 'orang tua'],
  ['kinPhone', '0813 1234 5678'],
  ['kinAgrees', 'sudah mengizinkan'],
  ['school', 'poltekkes kemenkes banjarmasin'],
  ['graduated', '2020'],
  ['strNumber', 'lewati'],
  ['experienceMonths', '2 tahun'],
  ['workMonths', '1 tahun'],
  ['work', 'pegawai toko'],
  ['abroadCountry', 'taiwan'],
  ['abroadScheme', 'ssw'],
  ['abroadMonths', '3 tahun'],
  ['abroadEnd', 'kontrak selesai'],
  ['japaneseYear', '2025'],
  ['koreanYear', '2025'],
  ['certificates', 'careworker'],
  ['passportYear', '2031'],
  ['heightCm', '158'],
  ['weightKg', '50'],
  ['tattoo', 'tidak pernah'],
  ['sight', 'normal'],
]

/** A life, with the answers on which others hang. */
export function lifeWith(own: Record<string, string>): Life {
  return new Map([...EVERYBODY, ...Object.entries(own)])
}

const STEPS = 150
const HOMES = new Set(['menu', 'daftar'])

/**
 * Goes on until the registration is sent; gives back everything they said. Fewer lines than all those steps, or they
 * got stuck: then the last line is not *kirim*.
 */
export function finish(chatter: Chatter, life: Life, upTo = STEPS): string[] {
  const said: string[] = []
  const say = (text: string) => {
    said.push(text)
    chatter.says(text)
  }
  const before = chatter.sent.length
  if (!HOMES.has(chatter.memory.session.active)) say('menu') // another form would only tell its own next question
  say('daftar')
  while (said.length < upTo && chatter.sent.length === before) say(next(chatter, life))
  return said
}

function next({ last }: Chatter, life: Life): string {
  const text = plainText(last.text)
  const labels = (last.choices ?? []).map(({ label }) => label)
  if (labels.includes('Ubah jawaban saya')) return 'ubah jawaban saya'
  if (labels.includes('Di KTP memang begitu')) return 'di KTP memang begitu'
  if (labels.includes('Kirim')) return 'kirim'
  if (text.includes('yang keliru, ketik kembali')) return 'kembali'
  const question = questionIn(text)
  if (question === undefined) return 'lanjut'
  if (question === 'consent' && text.includes('Izin terpisah')) return life.get('healthConsent') ?? 'setuju'
  if (question === 'schemes' && labels.includes('Selesai memilih')) return 'selesai'
  return life.get(question) ?? '1'
}
