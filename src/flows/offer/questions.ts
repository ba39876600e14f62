/** Up to eight short questions for somebody who has an offer in mind but no text of it. */
import { rupiah, sums } from '../../domain/money.ts'
import { NONE } from '../../domain/none-words.ts'
import { fold } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import { form } from '../form/form.ts'
import type { FormSpec, Question, Read } from '../form/question.ts'
import { storedList } from '../form/review.ts'
import { options } from '../registration/rules.ts'

const COUNTRIES = options(
  'jepang: Jepang',
  'korea: Korea',
  'taiwan: Taiwan',
  'jerman: Jerman',
  'kamboja: Kamboja atau Myanmar | kamboja, myanmar',
  'lain: Negara lain | malaysia, singapura, hong kong, arab saudi, dubai, australia, kanada, thailand',
  'tidak-disebut: Belum disebut | tidak tahu, belum tahu, tidak disebut',
)

const SCHEMES = options(
  'gtog-jepang-careworker: G to G (pemerintah) | g to g, gtog, pemerintah',
  'ssw-kaigo: SSW kaigo (perawat lansia) | kaigo, tg kaigo, perawat lansia',
  'ssw-lain: SSW / Tokutei Ginou | ssw, tg',
  'magang-lpk-so: Magang | kenshusei, titp',
  'tidak-tahu: Belum tahu | tidak tahu, tidak disebut, lain',
)

const WHO = options(
  'pt: PT atau P3MI | pt, perusahaan',
  'lpk: LPK, sekolah, atau yayasan | lpk, sekolah, yayasan',
  'orang: Orang perorangan atau sponsor | teman, tetangga, saudara, sponsor, calo, kenalan',
  'medsos: Orang yang hanya dikenal di medsos atau WA | facebook, tiktok, instagram, wa, medsos',
  'pemerintah: Mengaku dari pemerintah | bp2mi, bp3mi, disnaker, kemnaker',
)

const VISAS = options(
  'kerja: Visa kerja atau magang | kerja, visa kerja, magang, visa magang, visa ssw',
  'turis: Wisata, kunjungan, ziarah, umrah | turis, wisata, kunjungan, umrah, ziarah, visa turis, visa wisata, visa kunjungan, visa umrah, visa ziarah, liburan',
  'belum: Belum disebut | tidak tahu, belum tahu',
)

const PAYMENTS = options(
  'tidak: Tidak diminta uang | tidak ada, gratis, belum',
  'perusahaan: Ke rekening perusahaan, ada kuitansi | rekening perusahaan',
  'pribadi: Ke rekening orang, atau tanpa kuitansi | rekening pribadi, tunai, rekening orang',
  'jaminan: Uang jaminan atau denda kalau mundur | jaminan, denda',
)

/** Choice → flag of content/offers/flags.yaml. */
const SIGNS: Record<string, string> = {
  kamboja: 'kamboja-myanmar',
  'tidak-disebut': 'tujuan-kabur',
  orang: 'perorangan',
  medsos: 'hanya-lewat-chat',
  turis: 'visa-bukan-kerja',
  pribadi: 'rekening-pribadi',
  jaminan: 'jaminan-denda',
}

/** No name was given, and nobody claims to come from the state. */
const UNNAMED = 'tanpa-nama-perusahaan'

/** The last question's choices are flags themselves. */
const OTHERS = options(
  'tanpa-tes-bahasa: Tanpa tes atau bahasa',
  'terlalu-cepat: Berangkat sangat cepat',
  'jamin-lulus: Dijamin lulus atau berangkat',
  'kontrak-menyusul: Kontrak menyusul',
  'dokumen-ditahan: Paspor atau ijazah asli diminta',
  'bohong-imigrasi: Disuruh berbohong ke imigrasi',
  'data-palsu: Umur atau dokumen diubah',
  'dirahasiakan: Disuruh diam dari keluarga',
  'didesak: Didesak bayar hari ini',
  `${NONE}: Tidak ada | tidak, gak ada, nggak ada`,
)

/** Flags that an answer can raise; each must be in content/offers/flags.yaml. */
export const ANSWER_FLAGS: readonly string[] = [
  UNNAMED,
  ...Object.values(SIGNS),
  ...OTHERS.map(({ id }) => id).filter((id) => id !== NONE),
]

const QUESTIONS: Question[] = [
  { id: 'country', label: 'Negara', ask: 'Kerja ke negara mana, Kak?', choices: COUNTRIES },
  {
    id: 'scheme',
    label: 'Jalur',
    ask: 'Lewat jalur apa?',
    choices: SCHEMES,
    when: ({ country }) => country === 'jepang',
  },
  { id: 'who', label: 'Yang menawarkan', ask: 'Siapa yang menawarkan?', choices: WHO },
  {
    id: 'name',
    label: 'Nama dan nomornya',
    ask: 'Nama PT atau LPK-nya apa? Tulis juga nomor HP atau rekeningnya kalau ada.',
    hint: 'Misalnya: PT Maju Jaya, WA 0812-3456-7890. Ini untuk dicocokkan dengan daftar berizin.',
    optional: true,
    read: readName,
  },
  { id: 'visa', label: 'Visa', ask: 'Katanya pakai visa apa?', choices: VISAS },
  { id: 'pay', label: 'Uang', ask: 'Ada uang yang diminta?', choices: PAYMENTS },
  {
    id: 'amount',
    label: 'Jumlah',
    ask: 'Berapa jumlah semuanya?',
    hint: 'Misalnya: 15 juta.',
    optional: true,
    when: ({ pay }) => pay !== 'tidak',
    read: readAmount,
    show: (value) => rupiah(Number(value)),
  },
  {
    id: 'signs',
    label: 'Tanda lain',
    ask: 'Ada yang seperti ini? Boleh pilih beberapa.',
    choices: OTHERS,
    many: true,
    alone: NONE,
  },
]

function readName(text: string): Read {
  const said = fold(text).replace(/\s+/g, ' ')
  if (said.length > 300) return { ok: false, error: 'Terlalu panjang, Kak. Tulis nama dan nomornya saja.' }
  return /[\p{L}\p{N}]{2}/u.test(said)
    ? { ok: true, value: said }
    : { ok: false, error: 'Namanya belum terbaca, Kak. Misalnya *PT Maju Jaya*.' }
}

/** A stored amount is rupiah. */
function readAmount(text: string): Read {
  const [sum] = sums(text)
  const bare = /^\s*\d{5,10}\s*$/.test(text) ? Number(text) : undefined
  const value = bare ?? (sum?.currency === 'IDR' ? sum.value : undefined)
  return value
    ? { ok: true, value }
    : { ok: false, error: 'Jumlahnya belum terbaca, Kak. Tulis dengan rupiah, misalnya *15 juta*.' }
}

const PLAIN_COUNTRIES = new Set(['jepang', 'korea', 'taiwan', 'jerman'])

/** The answers as an offer that the checker reads. */
export function described(answers: Answers): { text: string; signs: string[]; scheme?: string } {
  const { country, scheme, who, name, visa, pay, amount, signs } = answers
  const unnamed = !name && who !== 'pemerintah' ? UNNAMED : undefined
  const chosen = [...[country, who, visa, pay].map((answer) => SIGNS[String(answer)]), unnamed]
  const others = Array.isArray(signs) ? signs.filter((id) => id !== NONE) : []
  const text = [
    who === 'pemerintah' && 'Mengaku dari pemerintah.',
    PLAIN_COUNTRIES.has(String(country)) && `Kerja ke ${String(country)}.`,
    name && `${String(name)}.`,
    amount && `Diminta bayar ${rupiah(Number(amount))}.`,
  ]
  return {
    text: text.filter(Boolean).join('\n') || 'Tawaran kerja.',
    signs: [...new Set([...chosen.filter((sign) => sign !== undefined), ...others.map(String)])],
    ...(scheme && scheme !== 'tidak-tahu' ? { scheme: String(scheme) } : {}),
  }
}

const spec: FormSpec = {
  name: 'tanya-tawaran',
  title: 'pertanyaan tentang tawaran',
  sections: [{ title: 'Tawaran', questions: QUESTIONS }],
  goingOn: () => 'Kita lanjutkan pertanyaan tentang tawaran tadi, Kak.',
  dropping: () => ({
    ask: 'Berhenti menjawab? Jawaban tentang tawaran ini akan dihapus.',
    yes: 'Ya, hapus',
    done: 'Baik, Kak, sudah dihapus.',
  }),
  atOnce: true,
  submit: (answers) => ({ replies: [], effects: [], goTo: 'cek-tawaran', hands: answers }),
}

export const offerQuestions = form(spec)

/** Answers about an offer as a readable list. */
export const readableOffer = (answers: Answers, place: Place): string => storedList(spec, answers, place)
