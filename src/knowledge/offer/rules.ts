/** The flags that are worked out and not found by words. Pure. */
import { isExpired, type Listed, type NameVerdict } from '../../domain/licensed.ts'
import type { CostComparison, OfferReading } from '../../domain/offer.ts'
import type { OFFER_RULES, Offers } from '../offer-shapes.ts'
import { holdersIn, namesWallet } from './particulars.ts'

export type Evidence = {
  text: string
  /** All words of the offer, normalised. */
  words: string
  reading: OfferReading
  /** Flags whose words were found. */
  said: ReadonlySet<string>
  cost: CostComparison | undefined
  verdicts: readonly NameVerdict[]
  listed: Listed | undefined
  salary: Offers['rules']['salary']
  today: string
}

type Rule = (evidence: Evidence) => boolean

const YOUNG =
  /\b(?:umur|minimal|mulai dari|dari)(?: \S+){0,2} 1[3-7](?: tahun)?\b(?! (?:juta|ribu|ke atas juta))|\b(?:anak|adik|keponakan|ponakan|sepupu|saya|aku|ulun)(?: (?:saya|aku|ulun|umur|baru|masih|sih)){0,3} 1[0-7] tahun\b|\b1[3-7] tahun (?:ke atas|sudah|bisa|boleh|juga)|\b1[3-7] (?:sampai|sd|s d|hingga) [2-5]\d tahun/
const SOON =
  /\b(?:berangkat|terbang|proses|prosesnya|jadi)(?: \S+){0,3} (?:\d{1,2}|satu|dua|tiga|se) ?(?:hari|minggu)\b(?! kerja)|\b(?:(?:\d{1,2}|satu|dua|tiga) ?(?:hari|minggu)|seminggu)(?: \S+){0,2} (?:sudah |bisa |langsung )?(?:berangkat|terbang)\b|\b(?:sebulan|satu bulan|1 bulan)(?: \S+){0,3} (?:berangkat|terbang)\b|\b(?:berangkat|terbang)(?: \S+){0,3} (?:sebulan|satu bulan|1 bulan|seminggu)\b/
const DAYS_BEFORE = /\b(?:hari|minggu|bulan) sebelum (?:berangkat|terbang)/
const CLAIMS =
  /\b(?:resmi|terdaftar|kerja ?sama|bekerjasama|mitra|rekanan|legal|berizin|izin|rekomendasi|dibawah|di bawah|naungan)(?: \S+){0,3} (?:bnp2tki|bp2mi|kp2mi|kemenp2mi|bp3mi|kemnaker|kementerian|pemerintah|disnaker)\b(?! go id)/
const CHAT = /\b(?:whatsapp|dm|inbox|inboks|telegram|tele|japri|chat|pc|messenger|facebook|instagram|tiktok|line)\b/
const PREMISES =
  /\b(?:jl|jln|alamat|kantor|ruko|gedung|komplek|kompleks|kelurahan|kecamatan|go id|co id)\b|\.(?:com|co\.id|go\.id|id)\b/
const isGovernmental = ({ reading, cost }: Evidence) => reading.government || cost?.scheme?.startsWith('gtog') === true
const DEMAND = /\b(?:minta|diminta|mintai|dimintai|setor|transfer|siapkan)(?: \S+){0,3} (?:juta|ribu|rupiah|uang)\b/
const OWN_COSTS = /\b(?:ujian|paspor|mcu|kesehatan|medical|visa|bpjs|kursus|skck|jft|jlpt|prometric|les|biaya tes)\b/
/** Money is demanded, and not by somebody's account of what an exam costs. */
const demandsMoney = ({ said, reading, words }: Evidence) =>
  (DEMAND.test(words) && !OWN_COSTS.test(words)) ||
  said.has('bayar-dulu') ||
  said.has('rekening-pribadi') ||
  said.has('jaminan-denda') ||
  reading.accounts.length > 0

const ONLINE_ROLE =
  'admin|cs|customer service|marketing|operator|telemarketing|telesales|live chat|host|translator|penerjemah|programmer|it support|data entry|streamer'
const ONLINE_WORK = new RegExp(
  `\\b(?:${ONLINE_ROLE}) (?:\\S+ ){0,2}(?:game|games|gim|kripto|crypto|judi|judol|slot|trading|forex|chat|situs|casino|kasino|togel|investasi)\\b`,
)
const ONLINE_JOB = new RegExp(
  `\\b(?:jadi|sebagai|kerja|kerjaan|dicari|dibutuhkan|butuh|lowongan|posisi|job)(?: \\S+){0,3} (?:${ONLINE_ROLE})\\b`,
)
/** Where the workers of such firms were found (S25, S26, S70). */
const ONLINE_PLACE =
  /\b(?:thailand|bangkok|pattaya|laos|vientiane|filipina|philippines|manila|cebu|vietnam|dubai|kamboja|myanmar|asia tenggara)\b/
const EXCUSE =
  /\b(?:imigrasi|bandara|petugas|bikin paspor|buat paspor)\b(?: \S+){0,8} (?:liburan|wisata|jalan jalan|turis|umrah|jenguk|menjenguk|holiday|pelancong|tour|tur|ziarah|kunjungan|berobat)\b/
/** Money that goes into the hands of somebody. */
const TO_SOMEBODY =
  /\b(?:transfer|setor|bayar|titip uang|kirim uang|serahkan uang|kirim \d+ (?:juta|ribu))(?: \S+){0,3} (?:ke|lawan|sama|kepada|nang|lewat) (?:bu|ibu|pak|bapak|mas|mbak|bang|om|tante|haji|hj|h|ustad|guru|calo|sponsor|saya|dia|beliau|orang|teman|tetangga|makelar)\b/
const NOT_TO =
  /\b(?:tidak|jangan|bukan|tanpa|hindari|dilarang)(?: \S+){0,3} (?:transfer|setor|bayar|titip|kirim|serahkan)/
/** Somebody who writes so many words could have said who offers the job. */
const TELLING = 10
/** It is said who offers it, if not by name. */
const EMPLOYER =
  /\b(?:pt|p3mi|perusahaan|panti|rumah sakit|rs|job fair|jobfair|bursa kerja|sekolah|kampus|smk|poltekkes|universitas|blk|kdei|kbri|coe|lpk|yayasan|majikan lama|lembaga)\b/
const UNNAMED = /\b(?:tidak|tanpa|bukan|belum)(?: \S+){0,3} (?:pt|perusahaan|p3mi)\b/g
export const RULES: Record<(typeof OFFER_RULES)[number], Rule> = {
  umur: ({ words }) => YOUNG.test(words),
  'pemerintah-minta-uang': (e) =>
    (isGovernmental(e) || e.reading.scheme?.startsWith('gtog') === true) && demandsMoney(e),
  'jalur-tanpa-biaya': ({ cost, reading: { fee, middleman } }) =>
    cost?.noAgency === true && fee !== undefined && (middleman || fee > (cost.high ?? 0)),
  'rekening-orang': ({ text, words }) =>
    holdersIn(text).some(({ person }) => person) ||
    namesWallet(text) ||
    (TO_SOMEBODY.test(words) && !NOT_TO.test(words)),
  biaya: ({ cost }) => cost?.verdict === 'di-atas',
  gaji: ({ reading: { salary: promised }, salary }) =>
    promised !== undefined &&
    promised.value >= (salary[promised.currency as 'IDR' | 'JPY' | 'USD'] ?? Number.POSITIVE_INFINITY),
  cepat: ({ words }) => SOON.test(words.replace(DAYS_BEFORE, '')),
  daring: ({ words }) => ONLINE_WORK.test(words) || (ONLINE_JOB.test(words) && ONLINE_PLACE.test(words)),
  alasan: ({ words }) =>
    EXCUSE.test(words) && /\b(?:bilang|ngaku|mengaku|maaku|jawab|disuruh|suruh|alasan|pura)\b/.test(words),
  'uang-ke-orang': ({ said, reading }) =>
    (said.has('rekening-pribadi') || said.has('perorangan')) && reading.asked !== undefined,
  'uang-tanpa-nama': ({ reading, words }) =>
    reading.asked !== undefined && reading.names.length === 0 && !reading.government && !OWN_COSTS.test(words),
  'mengaku-resmi': ({ words, reading }) => CLAIMS.test(words) && reading.names.length === 0 && !/go id/.test(words),
  'tanpa-nama': ({ reading, words }) =>
    reading.names.length === 0 &&
    !reading.government &&
    words.split(' ').length >= TELLING &&
    !EMPLOYER.test(words.replace(UNNAMED, ' ')),
  'hanya-chat': ({ words, text, reading }) =>
    (reading.phones.length > 0 || CHAT.test(words)) &&
    !reading.government &&
    !PREMISES.test(`${words} ${text.toLowerCase()}`),
  surel: ({ reading }) => reading.mails.length > 0,
  'daftar-izin': ({ verdicts, today }) => verdicts.some(({ how, entry }) => how === 'sama' && isExpired(entry!, today)),
  'daftar-kontak': ({ verdicts, reading }) => verdicts.some((verdict) => contactDiffers(verdict, reading)),
  'daftar-mirip': ({ verdicts }) =>
    verdicts.some(({ how }) => how === 'mirip') && !verdicts.some(({ how }) => how === 'sama'),
  'daftar-tidak-ada': ({ verdicts, listed }) =>
    (listed?.lists.length ?? 0) > 0 && verdicts.length > 0 && verdicts.every(({ how }) => how === 'tidak-ada'),
}

/** A listed name with a phone, an account or a holder that its entry does not have; an entry without any says nothing. */
export function contactDiffers({ how, entry }: NameVerdict, reading: OfferReading): boolean {
  if (how !== 'sama' || !entry) return false
  const differs = (given: readonly string[], listed: readonly string[]) =>
    given.length > 0 && listed.length > 0 && !given.some((one) => listed.includes(one))
  const lower = (names: readonly string[]) => names.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
  return (
    differs(reading.phones, entry.phones) ||
    differs(reading.accounts, entry.accounts) ||
    differs(lower(reading.holders), lower(entry.holders))
  )
}
