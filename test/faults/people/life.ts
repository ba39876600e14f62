/** Who registers in these tests: twenty-odd lives that differ in programme, schooling, family and way of writing. */

/**
 * What a person answers: `says` is typed, or tapped where `taps` says so; `stored` is how the export shows it, `shown`
 * how the review does.
 */
export type Said = { says: string; taps?: true; stored: string; shown: string }

/** A person's answers by question; `schemes` are the labels of the programmes they want. */
export type Life = { schemes: { labels: string[]; stored: string; typed?: string }; answers: ReadonlyMap<string, Said> }

const typed = (says: string, stored = says, shown = stored): Said => ({ says, stored, shown })
const tapped = (says: string, stored: string, shown = says): Said => ({ says, taps: true, stored, shown })
const skipped = typed('lewati', '', '–')

/** 812345678 → 0812-3456-78…, as it is dialled at home. */
const dialled = (rest: string) => `0${rest}`.replace(/^(\d{4})(\d{4})(\d+)$/, '$1-$2-$3')

const SCHEMES: Life['schemes'][] = [
  {
    labels: ['SSW kaigo (perawat lansia)', 'Magang IM Japan (Kemnaker)'],
    stored: 'ssw-kaigo magang-im-japan',
    typed: '3 dan 5',
  },
  { labels: ['SSW kaigo (perawat lansia)', 'SP2T Taiwan'], stored: 'ssw-kaigo taiwan-sp2t' },
  { labels: ['G to G Korea (EPS)'], stored: 'gtog-korea' },
  { labels: ['G to G Jepang: nurse'], stored: 'gtog-jepang-nurse' },
  { labels: ['Belum tahu, mau dibantu'], stored: 'belum-tahu' },
]

const PLACES = [
  ['kalsel', 'Kalimantan Selatan', 'Kota Banjarmasin', 'Banjarmasin Utara'],
  ['kalimantan selatan', 'Kalimantan Selatan', 'Kota Banjarbaru', 'Landasan Ulin'],
  ['Jawa Timur', 'Jawa Timur', 'Kota Surabaya', 'Wonokromo'],
] as const

const GIVEN = ['Siti', 'Budi', 'Noor', 'Ahmad', 'Rina', 'Dewi', 'Hasan']
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A word of letters only that no other number has, for names have no digits. */
const word = (n: number): string =>
  n < 26 ? `${LETTERS[n]}ani` : `${word(Math.floor(n / 26))}${word(n % 26).toLowerCase()}`

/** The n-th person's life; every n has another name, phone and NIK. */
export function lifeOf(n: number, chatId: number): Life {
  const schemes = SCHEMES[n % SCHEMES.length]!
  const answers = new Map([...identity(n), ...contact(n, chatId), ...family(n), ...schooling(n), ...skills(n)])
  return { schemes, answers }
}

function identity(n: number): [string, Said][] {
  const woman = n % 3 !== 0
  const day = 1 + (n % 28)
  const year = 1995 + (n % 8)
  const name = `${GIVEN[n % GIVEN.length]} ${word(n)} Rahman`
  const birth = `${String(day + (woman ? 40 : 0)).padStart(2, '0')}08${String(year).slice(2)}`
  const nik = `637104${birth}${String(n + 1).padStart(4, '0')}`
  const date = `${year}-08-${String(day).padStart(2, '0')}`
  return [
    ['howHeard', [skipped, tapped('Media sosial', 'sosial'), typed('dari tetangga sebelah')][n % 3]!],
    ['birthDate', typed(n % 2 ? `${day} agustus ${year}` : `${day}-08-${year}`, date, `${day} Agustus ${year}`)],
    ['fullName', n % 2 ? typed(name) : typed(name.toLowerCase(), name)],
    ['nik', n % 7 === 6 ? tapped('Belum punya NIK', 'belum') : typed(nik)],
    ['sex', woman ? tapped('Perempuan', 'P') : typed('laki laki', 'L', 'Laki-laki')],
    ['birthPlace', typed(`Kandangan ${word(n)}`)],
    ['marital', n % 4 === 1 ? tapped('Menikah', 'nikah') : typed('1', 'lajang', 'Belum menikah')],
    ['children', typed(String(n % 3))],
  ]
}

function contact(n: number, chatId: number): [string, Said][] {
  const phone = `812${String(4_000_000 + n * 37)}`
  const own = `+62812${String(chatId).padStart(7, '0')}`
  const [says, province, regency, district] = PLACES[n % PLACES.length]!
  return [
    [
      'phone',
      n % 5 === 2
        ? tapped('📱 Kirim nomor HP saya', own, dialled(own.slice(3)))
        : typed(`0${phone}`, `+62${phone}`, dialled(phone)),
    ],
    ['email', n % 2 ? typed(`orang${n}@contoh.id`) : skipped],
    ['province', typed(says, province)],
    ['regency', typed(regency)],
    ['district', typed(district)],
    ['address', typed(`Jl. Sultan Adam No. ${n} RT 12`)],
  ]
}

function family(n: number): [string, Said][] {
  const phone = `813${String(5_000_000 + n * 41)}`
  return [
    ['kinName', typed(`Rahmah ${word(n)}`)],
    ['kinRelation', n % 2 ? tapped('Orang tua', 'ortu') : typed('3', 'saudara', 'Kakak atau adik')],
    ['kinPhone', typed(`+62 ${phone}`, `+62${phone}`, dialled(phone))],
    [
      'kinAgrees',
      n % 2 ? tapped('Sudah mengizinkan', 'ya') : typed('sedang dibicarakan', 'dibicarakan', 'Sedang dibicarakan'),
    ],
  ]
}

function schooling(n: number): [string, Said][] {
  const works = n % 3 > 0
  return [
    ['educationLevel', n % 2 ? tapped('D3', 'D3') : typed('SMK')],
    ['field', n % 4 === 3 ? tapped('Keperawatan', 'keperawatan') : typed('4', 'non-kesehatan', 'Bukan kesehatan')],
    ['school', typed(`Sekolah ${word(n)}`)],
    ['graduated', typed(String(2015 + (n % 8)))],
    ['str', tapped('Punya, masih berlaku', 'ya')],
    ['strNumber', typed(`STR-${n}-2020-1234567`)],
    ['experienceMonths', works ? typed('2 tahun', '24', '2 tahun') : typed('belum ada', '0', 'belum ada')],
    ['workMonths', works ? typed('1 tahun 3 bulan', '15', '1 tahun 3 bulan') : typed('belum ada', '0', 'belum ada')],
    ['work', typed(`penjaga toko ${word(n)}`)],
    ['abroad', n % 6 === 5 ? tapped('Pernah bekerja', 'kerja') : typed('belum pernah', 'belum', 'Belum pernah')],
    ['abroadCountry', n % 2 ? tapped('Taiwan', 'Taiwan') : typed('Singapura')],
    ['abroadScheme', tapped('Melamar sendiri', 'mandiri')],
    ['abroadMonths', typed('3 tahun', '36', '3 tahun')],
    ['abroadEnd', tapped('Kontrak selesai', 'kontrak')],
  ]
}

function skills(n: number): [string, Said][] {
  return [
    ['japanese', n % 2 ? tapped('JLPT N4', 'N4') : typed('belum ada', 'none', 'Belum ada')],
    ['japaneseYear', typed('2024')],
    ['korean', n % 2 ? typed('160') : tapped('Belum pernah tes', 'none')],
    ['koreanYear', typed('2023')],
    ['certificates', typed(`careworker ${word(n)}`)],
    ['passport', n % 3 ? typed('3', 'belum', 'Belum punya') : tapped('Sudah punya', 'ya')],
    ['passportYear', typed('2031')],
    ['heightCm', typed(String(150 + (n % 30)))],
    ['weightKg', typed(`${45 + (n % 30)} kg`, String(45 + (n % 30)))],
    ['tattoo', n % 2 ? tapped('Tidak pernah', 'tidak') : typed('tidak pernah', 'tidak', 'Tidak pernah')],
    ['sight', n % 2 ? tapped('Normal', 'normal') : typed('2', 'kacamata', 'Pakai kacamata atau lensa')],
  ]
}
