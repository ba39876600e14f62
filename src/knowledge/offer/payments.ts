/** Which sums of an offer are asked to be paid, and which are promised as pay. Pure. */
import { sums } from '../../domain/money.ts'
import type { Sum } from '../../domain/offer.ts'
import type { Normalise } from '../normalise.ts'

const PAY =
  /^(?:gaji|gajinya|upah|penghasilan|pendapatan|salary|bersih|kotor|sebulan|bulanan|income|omzet|omset|saku|tunjangan|lembur|bonus|komisi|honor|untung|dapat|hasil|terima|digaji)$/
const FEE =
  /^(?:bayar|bayarnya|dibayar|biaya|biayanya|membayar|transfer|ditransfer|dp|setor|setorkan|disetor|administrasi|admin|booking|muka|panjar|jaminan|deposit|pendaftaran|registrasi|formulir|cicil|fee|minta|diminta|mintai|dimintai|tarif|ongkos|harga|pemberkasan|pelunasan|lunas|lunasi|mahar|total|totalnya|kena|habis|modal|uang|kirim|tebus|denda|siapkan|nyiapkan|keluar|talangan|jasa|mcu|paspor|visa|tiket|medical)$/
const OTHER =
  /^(?:rugi|kerugian|kredit|kur|pinjaman|plafon|modalnya|beasiswa|santunan|asuransi|pulang|bawa|kumpul|tabungan)$/
/** They say it where nothing clearer does: "Jepang cuma 9,9 juta". */
const PRICE = /^(?:cuma|hanya|promo|seharga|mulai|cukup|asal|lmia)$/
/** So many words before and after a sum say what it is. */
const BEFORE = 7
const AFTER = 4

/** What everybody pays for themselves. */
const OWN =
  /^(?:tiket|pesawat|mcu|medical|kesehatan|paspor|pasport|visa|ujian|skck|bpjs|asuransi|kursus|les|kelas|bimbel|belajar|bahasa|legalisir|makan|kos|kost|asrama)$/
/** With it a sum is for more than that. */
const HANDLING =
  /^(?:proses|pengurusan|jasa|agen|agensi|petugas|kelulusan|kuota|slot|kursi|penempatan|pemberangkatan|all)$/
/** What stands before it is paid by somebody else, or in the price. */
const SETTLED = /^(?:ditanggung|dibiayai|gratis|termasuk)$/

export type Payments = {
  /** The largest sum to be paid, in rupiah. */
  asked: number | undefined
  /** The largest of them that is not for what everybody pays for themselves. */
  fee: number | undefined
  /** The largest that may be either: nothing near it says what it is for. */
  unsaid: number | undefined
  /** The largest promised a month. */
  salary: Sum | undefined
}

export function payments(text: string, normalise: Normalise): Payments {
  const found = sums(text).map((sum) => ({ sum, kind: kindOf(text, sum, normalise) }))
  const rupiahs = (wanted: Kind) =>
    found.filter(({ sum, kind }) => kind === wanted && sum.currency === 'IDR').map(({ sum }) => sum)
  const fees = rupiahs('fee').filter((sum) => !isOwn(text, sum, normalise))
  const pay = found.filter(({ kind }) => kind === 'pay').map(({ sum }) => sum)
  return {
    asked: largest(rupiahs('fee')),
    fee: largest(fees),
    unsaid: largest(rupiahs('unsaid').filter((sum) => !isOwn(text, sum, normalise))),
    salary: pay.sort((a, b) => b.value - a.value)[0],
  }
}

const largest = (of: readonly Sum[]) => (of.length > 0 ? Math.max(...of.map(({ value }) => value)) : undefined)

/** "MCU ulang Rp850.000", "850 ribu untuk MCU"; but not "paspor dan proses 25 juta". */
function isOwn(text: string, sum: Sum, normalise: Normalise): boolean {
  const before = wordsBefore(text, sum, normalise)
  if (before.some((word) => HANDLING.test(word))) return false
  const open = before.slice(before.findLastIndex((word) => SETTLED.test(word)) + 1)
  if (open.some((word) => OWN.test(word))) return true
  const [first = '', second = ''] = normalise(text.slice(sum.end, sum.end + 50).split(/[\n,.;]/)[0]!).split(' ')
  return OWN.test(/^(?:untuk|buat|biaya)$/.test(first) ? second : first)
}

const wordsAfter = (text: string, sum: Sum, normalise: Normalise) =>
  normalise(text.slice(sum.end, sum.end + 50))
    .split(' ')
    .slice(0, AFTER)

/** The words before it in its sentence. */
const wordsBefore = (text: string, sum: Sum, normalise: Normalise) =>
  normalise(
    text
      .slice(Math.max(0, sum.at - 80), sum.at)
      .split(/[\n.!?](?=\s|$)/)
      .at(-1)!,
  )
    .split(' ')
    .slice(-BEFORE)

type Kind = 'fee' | 'pay' | 'other' | 'unsaid'

function kindOf(text: string, sum: Sum, normalise: Normalise): Kind {
  const after = wordsAfter(text, sum, normalise)
  const paysMonthly = /^\s*(?:\/|per|se|tiap|setiap|a\s)?\s*(?:bulan|bln|bl|month|mo)\b/i.test(
    text.slice(sum.end, sum.end + 14),
  )
  const before = wordsBefore(text, sum, normalise)
  const last = before.findLast((word) => PAY.test(word) || FEE.test(word) || OTHER.test(word))
  if (last && OTHER.test(last)) return 'other'
  if (paysMonthly && !/cicil|angsur|potong/.test(before.join(' '))) return 'pay'
  if (last) return FEE.test(last) ? 'fee' : 'pay'
  const next = after.find((word) => PAY.test(word) || FEE.test(word))
  if (next !== undefined) return FEE.test(next) ? 'fee' : 'pay'
  return before.some((word) => PRICE.test(word)) ? 'fee' : 'unsaid'
}
