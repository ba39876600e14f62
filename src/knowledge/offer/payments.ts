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

/** `asked`: the largest sum to be paid, in rupiah. `salary`: the largest promised a month. */
export function payments(text: string, normalise: Normalise): { asked: number | undefined; salary: Sum | undefined } {
  const found = sums(text).map((sum) => ({ sum, kind: kindOf(text, sum, normalise) }))
  const asked = found.filter(({ sum, kind }) => kind === 'fee' && sum.currency === 'IDR').map(({ sum }) => sum.value)
  const pay = found.filter(({ kind }) => kind === 'pay').map(({ sum }) => sum)
  return {
    asked: asked.length > 0 ? Math.max(...asked) : undefined,
    salary: pay.sort((a, b) => b.value - a.value)[0],
  }
}

function kindOf(text: string, sum: Sum, normalise: Normalise): 'fee' | 'pay' | undefined {
  const after = normalise(text.slice(sum.end, sum.end + 50))
    .split(' ')
    .slice(0, AFTER)
  const paysMonthly = /^\s*(?:\/|per|se|tiap|setiap|a\s)?\s*(?:bulan|bln|bl|month|mo)\b/i.test(
    text.slice(sum.end, sum.end + 14),
  )
  const before = normalise(
    text
      .slice(Math.max(0, sum.at - 80), sum.at)
      .split(/[\n.!?](?=\s|$)/)
      .at(-1)!,
  )
    .split(' ')
    .slice(-BEFORE)
  const last = before.findLast((word) => PAY.test(word) || FEE.test(word) || OTHER.test(word))
  if (last && OTHER.test(last)) return undefined
  if (paysMonthly && !/cicil|angsur|potong/.test(before.join(' '))) return 'pay'
  if (last) return FEE.test(last) ? 'fee' : 'pay'
  const next = after.find((word) => PAY.test(word) || FEE.test(word))
  if (next !== undefined) return FEE.test(next) ? 'fee' : 'pay'
  return before.some((word) => PRICE.test(word)) ? 'fee' : undefined
}
