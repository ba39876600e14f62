/** Which column of a spreadsheet holds what, by how its heading is written. Pure. */
import { distance } from 'fastest-levenshtein'

/** Column → its usual headings, in small letters without punctuation. */
const HEADINGS = {
  fullName:
    'nama; nama lengkap; nama peserta; nama siswa; nama alumni; nama calon; nama pmi; nama cpmi; nama sesuai ktp; nama lengkap sesuai ktp',
  nik: 'nik; no nik; nomor nik; ktp; no ktp; nomor ktp; nik ktp; no ktp nik; no identitas; nomor induk kependudukan',
  birth:
    'ttl; tempat tanggal lahir; tempat tgl lahir; tempat dan tanggal lahir; tempat dan tgl lahir; tmp tgl lahir; tempat tanggal lahir ttl',
  birthPlace: 'tempat lahir; tmpt lahir; tmp lahir; kota lahir',
  birthDate: 'tanggal lahir; tgl lahir; tgl lhr; lahir; tanggal kelahiran',
  sex: 'jenis kelamin; jns kelamin; kelamin; jk; l p; gender; sex',
  marital: 'status kawin; status perkawinan; status pernikahan; status nikah',
  batch: 'angkatan; batch; gelombang; periode; tahun angkatan; angkatan ke; no angkatan',
  schemes: 'skema; program; jalur; nama program; skema penempatan; program penempatan; jenis program',
  stage: 'tahap; tahapan; status peserta; status pendaftaran; status penempatan',
  phone:
    'hp; no hp; nomor hp; no handphone; nomor handphone; handphone; telepon; no telepon; nomor telepon; telp; no telp; tlp; no tlp; wa; no wa; nomor wa; whatsapp; no whatsapp; nomor whatsapp; no hp wa; kontak; no kontak',
  email: 'email; e mail; alamat email; surel',
  province: 'provinsi; propinsi; prov; asal provinsi',
  regency:
    'kabupaten; kab; kota; kab kota; kabupaten kota; kota kabupaten; kabupaten kota asal; asal kabupaten; asal daerah',
  district: 'kecamatan; kec',
  address: 'alamat; alamat lengkap; alamat rumah; alamat ktp; alamat sesuai ktp; alamat domisili; domisili',
  educationLevel: 'pendidikan; pendidikan terakhir; jenjang; jenjang pendidikan; tingkat pendidikan; pend terakhir',
  school:
    'sekolah; asal sekolah; nama sekolah; sekolah kampus; kampus; nama kampus; universitas; perguruan tinggi; institusi; asal institusi; lulusan',
  graduated: 'tahun lulus; thn lulus; lulus; tahun kelulusan; lulus tahun',
  country: 'negara; negara penempatan; negara tujuan; negara kerja; negara tempat kerja',
  workPlace: 'prefektur; kota kerja; kota penempatan; kota tempat kerja; lokasi kerja; prefektur kota',
  workStart: 'mulai kontrak; awal kontrak; kontrak mulai; tanggal mulai kontrak; tgl mulai kontrak; tmt kontrak',
  workEnd:
    'akhir kontrak; kontrak berakhir; kontrak selesai; selesai kontrak; habis kontrak; tanggal akhir kontrak; tgl akhir kontrak; kontrak sampai',
  leftJapan:
    'keluar jepang; tanggal keluar jepang; tgl keluar jepang; lapor pindah jepang; tanggal pindah dari jepang; tenshutsu',
  kinName: 'nama keluarga; nama wali; nama orang tua; nama ortu',
  kinPhone: 'hp keluarga; no hp keluarga; no hp orang tua; no hp ortu; no hp wali; nomor hp keluarga; telepon keluarga',
} as const

export type Column = keyof typeof HEADINGS

/** What the office calls a column when it is told of it. */
export const COLUMN_NAMES: Record<Column, string> = {
  fullName: 'nama',
  nik: 'NIK',
  birth: 'tempat/tanggal lahir',
  birthPlace: 'tempat lahir',
  birthDate: 'tanggal lahir',
  sex: 'jenis kelamin',
  marital: 'status kawin',
  batch: 'angkatan',
  schemes: 'skema',
  stage: 'tahap',
  phone: 'HP',
  email: 'email',
  province: 'provinsi',
  regency: 'kabupaten/kota',
  district: 'kecamatan',
  address: 'alamat',
  educationLevel: 'pendidikan',
  school: 'sekolah',
  graduated: 'tahun lulus',
  country: 'negara',
  workPlace: 'kota kerja',
  workStart: 'mulai kontrak',
  workEnd: 'akhir kontrak',
  leftJapan: 'keluar Jepang',
  kinName: 'nama keluarga',
  kinPhone: 'HP keluarga',
}

const KNOWN = Object.entries(HEADINGS).flatMap(([column, headings]) =>
  headings.split('; ').map((heading) => ({ column: column as Column, heading })),
)

const plain = (heading: string) =>
  heading
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bnomer\b/g, 'nomor')
    .trim()

/** The column a heading names, also with a slip in it ("tangal lahir"); undefined: none, or as near to two. */
export function columnOf(heading: string): Column | undefined {
  const said = plain(heading)
  const exact = KNOWN.find((known) => known.heading === said)
  if (exact) return exact.column
  const slips = said.length >= 10 ? 2 : said.length >= 5 ? 1 : 0
  if (slips === 0) return undefined
  const near = KNOWN.map(({ column, heading }) => ({ column, off: distance(heading, said), length: heading.length }))
    .filter(({ off, length }) => off <= slips && length >= 5)
    .sort((a, b) => a.off - b.off)
  const best = near.filter(({ off }) => off === near[0]!.off)
  return best.length > 0 && best.every(({ column }) => column === best[0]!.column) ? best[0]!.column : undefined
}

/** `columns`: which cell holds what. `ignored`: headings that mean nothing to us. `twice`: two cells claim the same. */
export type Head = { columns: Map<Column, number>; ignored: string[]; twice: string[] }

/** Reads a row of headings; undefined: it has no column with names, or nothing else, so it is a title or a person. */
export function readHead(cells: readonly string[]): Head | undefined {
  const head: Head = { columns: new Map(), ignored: [], twice: [] }
  for (const [at, cell] of cells.entries()) {
    if (cell.trim() === '') continue
    const column = columnOf(cell)
    if (column === undefined) head.ignored.push(cell.trim())
    else if (head.columns.has(column)) head.twice.push(cell.trim())
    else head.columns.set(column, at)
  }
  return head.columns.has('fullName') && head.columns.size > 1 ? head : undefined
}
