/** The columns of an export as a spreadsheet shows them. Pure. */
import { dayIn } from '../domain/day.ts'
import { formatPhone } from '../domain/phone.ts'
import { EXPORT_COLUMNS, type Row } from './people-rows.ts'
import type { SheetColumn } from './spreadsheet.ts'

/** Column → its heading (`people import` knows them again), width in letters, and what it holds if that is not text. */
const SHOWN: Record<string, [title: string, width: number, kind?: SheetColumn['kind']]> = {
  number: ['Nomor', 17],
  stage: ['Tahap', 16],
  submittedAt: ['Dikirim', 12, 'date'],
  personId: ['ID orang', 12],
  schemes: ['Skema', 24],
  batch: ['Angkatan', 18],
  imported: ['Dari daftar kantor', 10],
  howHeard: ['Tahu dari', 14],
  fullName: ['Nama lengkap', 28],
  nik: ['NIK', 19],
  birthDate: ['Tanggal lahir', 13, 'date'],
  sex: ['L/P', 6],
  birthPlace: ['Tempat lahir', 18],
  marital: ['Status kawin', 13],
  children: ['Jumlah anak', 8, 'number'],
  phone: ['No. HP', 18],
  email: ['Email', 26],
  province: ['Provinsi', 20],
  regency: ['Kabupaten/kota', 22],
  district: ['Kecamatan', 20],
  address: ['Alamat', 36],
  kinName: ['Nama keluarga', 24],
  kinRelation: ['Hubungan keluarga', 12],
  kinPhone: ['HP keluarga', 18],
  kinAgrees: ['Izin keluarga', 12],
  educationLevel: ['Pendidikan', 11],
  field: ['Bidang', 16],
  school: ['Sekolah/kampus', 30],
  graduated: ['Tahun lulus', 9, 'number'],
  str: ['STR', 8],
  strNumber: ['Nomor STR', 20],
  experienceMonths: ['Bulan kerja perawat', 10, 'number'],
  workMonths: ['Bulan kerja', 9, 'number'],
  work: ['Pekerjaan terakhir', 24],
  abroad: ['Pernah ke luar negeri', 12],
  abroadCountry: ['Negara', 14],
  abroadScheme: ['Program di sana', 18],
  abroadMonths: ['Bulan di sana', 9, 'number'],
  abroadEnd: ['Pulang', 10],
  japanese: ['Bahasa Jepang', 12],
  japaneseYear: ['Tahun sertifikat Jepang', 9],
  korean: ['Bahasa Korea', 12],
  koreanYear: ['Tahun sertifikat Korea', 9],
  certificates: ['Sertifikat', 22],
  passport: ['Paspor', 12],
  passportYear: ['Paspor sampai', 9],
  heightCm: ['Tinggi (cm)', 9, 'number'],
  weightKg: ['Berat (kg)', 9, 'number'],
  tattoo: ['Tato', 10],
  sight: ['Penglihatan', 14],
  nikCheck: ['Cocok dengan NIK', 14],
}

export const SHEET_COLUMNS: SheetColumn[] = EXPORT_COLUMNS.map((column) => {
  const [title, width, kind = 'text'] = SHOWN[column] ?? [column, 16]
  return { title, width, kind }
})

/** `zone`: of the office, whose days are meant. */
export const sheetCells = (row: Row, zone: string): string[] =>
  EXPORT_COLUMNS.map((column) => {
    const cell = row[column] ?? ''
    if (column === 'submittedAt') return dayIn(zone, new Date(cell))
    return /^\+\d{8,15}$/.test(cell) && (column === 'phone' || column === 'kinPhone') ? formatPhone(cell) : cell
  })
