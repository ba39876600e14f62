import { fold } from './reading.ts'

/** Id of the choice that says that none of the others fits. */
export const NONE = 'tidak-ada'

const NOT =
  /^(?:belum|blm|blom|blum|tidak|tdk|nggak|ngga|enggak|engga|gak|ga|gk|kagak|tak|kada|kadada|tanpa|nihil|kosong|nol)$/
/** May stand before the "no", and mean nothing for it. */
const LEADS = new Set('saya aku ulun masih memang sih kak kakak min maaf untuk saat ini sementara sekarang'.split(' '))
/** May follow the "no". Not "tau", "mau" or "bisa": those say something else. */
const FOLLOWS = new Set(
  'ada punya py pernah memiliki mempunyai pengalaman kerja bekerja anak sertifikat ujian tes ikut sama sekali satu pun satupun apa apapun kak kakak min sih ya lagi saya'.split(
    ' ',
  ),
)

/** Does a whole text say that there is none? "belum ada", "saya tidak punya", "-"; but not "tidak tahu". */
export function saysNone(text: string): boolean {
  const plain = fold(text).toLowerCase()
  if (/^-+$/.test(plain)) return true
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  const at = words.findIndex((word) => !LEADS.has(word))
  return at >= 0 && NOT.test(words[at]!) && words.slice(at + 1).every((word) => FOLLOWS.has(word))
}
