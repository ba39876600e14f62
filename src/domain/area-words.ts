/** The words of an area's name, and of what a person typed, in one plain form that can be compared. */
import { fold } from './reading.ts'

/** A "kota" and a "kabupaten" may share their name: Kabupaten Banjar is no Kota Banjar. */
type Rank = 'kota' | 'kabupaten'

/** `whole`: all words run together; `name`: the same without the rank before it, whose words are in `words`. */
export type AreaWords = { rank?: Rank | undefined; words: string[]; whole: string; name: string }

const SPELLINGS = new Map(
  Object.entries({
    kab: 'kabupaten',
    kabupten: 'kabupaten',
    kodya: 'kota',
    kotamadya: 'kota',
    kec: 'kecamatan',
    prov: 'provinsi',
    prop: 'provinsi',
    propinsi: 'provinsi',
    kep: 'kepulauan',
    kepulawan: 'kepulauan',
    gn: 'gunung',
    sei: 'sungai',
    tj: 'tanjung',
    tg: 'tanjung',
    tjg: 'tanjung',
    tgh: 'tengah',
    slt: 'selatan',
    sltn: 'selatan',
    utr: 'utara',
    tmr: 'timur',
    brt: 'barat',
  }),
)
/** Mean nothing for which area it is. */
const EMPTY = new Set(
  'saya aku ulun tinggal di dari asal kak kakak min domisili alamat daerah istimewa wilayah provinsi kecamatan administrasi adm indonesia ya itu d i'.split(
    ' ',
  ),
)
const MOST_WORDS = 8

/** Reads a name. In the names of districts "Kota" is part of the name, and no rank. */
export function areaWords(text: string, ranked = true): AreaWords {
  const all = plainWords(text)
  const telling = all.filter((word) => !EMPTY.has(word))
  const words = (telling.length > 0 ? telling : all).slice(0, MOST_WORDS)
  const [first] = words
  const rank = ranked && words.length > 1 && (first === 'kota' || first === 'kabupaten') ? first : undefined
  const named = rank ? words.slice(1) : words
  return { rank, words: named, whole: words.join(''), name: named.join('') }
}

function plainWords(text: string): string[] {
  const short = text.slice(0, 200)
  const plain = /^[ -~]*$/.test(short) ? short : fold(short).normalize('NFD').replace(/\p{M}/gu, '')
  return (
    plain
      .toLowerCase()
      .replaceAll("'", '')
      .match(/[a-z0-9]+/g) ?? []
  ).map((word) => SPELLINGS.get(word) ?? word)
}
