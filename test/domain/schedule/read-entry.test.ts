import { describe, expect, it } from 'vitest'
import { plainText } from '../../../src/domain/markup.ts'
import { type EntryRule, readEntry, writtenIn } from '../../../src/domain/schedule/read-entry.ts'
import { completed, type DateEntry } from '../../../src/domain/schedule/scheduled-date.ts'

const RULE: EntryRule = {
  today: '2026-11-25',
  days: 'future',
  schemes: [{ id: 'gtog-korea', short: 'G to G Korea (EPS)', aliases: ['korea', 'eps'] }],
  writer: 'Rina',
}
const LINES = ['jenis: ujian', 'program: Korea', 'tanggal: 25 maret 2027', 'sumber: pengumuman KP2MI']
const read = (lines: string[], base: Partial<DateEntry> = {}, rule = RULE) =>
  readEntry(writtenIn(lines.join('\n')).written, rule, base)
const value = (lines: string[], base?: Partial<DateEntry>) => {
  const found = read(lines, base)
  if (!found.ok) throw new Error(found.error)
  return found.value
}
const error = (lines: string[]) => {
  const found = read(lines)
  return found.ok ? undefined : plainText(found.error)
}

describe('a date as staff write it', () => {
  it('is read from lines, whatever they are called and however they are written', () => {
    expect(
      value([
        '- Kegiatan = tes tulis',
        'Skema: eps',
        'TGL: 25/3/2027',
        'Pukul: 9.30 wib',
        'lokasi: Gedung A: lantai 2',
        'link: kp2mi.go.id',
        'yang dibawa: KTP; paspor, pasfoto',
        'peserta: lengkap dan seleksi',
        'sumber: surat',
        'dipastikan: ya',
      ]),
    ).toEqual({
      kind: 'ujian',
      scheme: 'gtog-korea',
      day: '2027-03-25',
      time: '09:30',
      zone: 'Asia/Jakarta',
      place: 'Gedung A: lantai 2',
      link: 'https://kp2mi.go.id',
      bring: ['KTP', 'paspor', 'pasfoto'],
      stages: ['lengkap', 'seleksi'],
      source: 'surat',
      confirmedBy: 'Rina',
      cancelled: false,
    })
  })

  it('knows every kind by its usual words', () => {
    const kinds = [
      'pendaftaran dibuka',
      'batas pendaftaran',
      'cek berkas',
      'EPS test',
      'interview',
      'kelas',
      'medis',
      'OPP',
      'terbang',
    ]
    expect(kinds.map((kind) => value([`jenis: ${kind}`, ...LINES.slice(1)]).kind)).toEqual([
      'daftar-buka',
      'daftar-tutup',
      'cek-dokumen',
      'ujian',
      'wawancara',
      'kelas',
      'mcu',
      'pembekalan',
      'berangkat',
    ])
  })

  it('changes what is written only, and takes away what is a dash', () => {
    const base = value([...LINES, 'jam: 9', 'tempat: Jakarta', 'dipastikan: ya'])
    const changed = value(['tanggal: 26-03-2027', 'jam: -'], base)
    expect(changed).toEqual({ ...base, day: '2027-03-26', time: undefined })
    expect(value(['dipastikan: belum'], base).confirmedBy).toBeUndefined()
  })

  it.each([
    [LINES.slice(1), /Tulis jenisnya/],
    [['jenis: arisan', ...LINES.slice(1)], /Jenis "arisan" tidak dikenal/],
    [['jenis: ujian', ...LINES.slice(2)], /Tulis untuk siapa/],
    [
      ['program: mars', ...LINES.filter((line) => !line.startsWith('program'))],
      /Program "mars" tidak dikenal\. Pilihannya: gtog-korea/,
    ],
    [LINES.filter((line) => !line.startsWith('tanggal')), /Tulis tanggalnya/],
    [[...LINES, 'tanggal: 31-02-2027'], /tidak ada/],
    [[...LINES, 'tanggal: 1-1-2020'], /sudah lewat/],
    [[...LINES, 'jam: 25.00'], /Jam "25\.00" belum terbaca/],
    [[...LINES, 'zona: WIT atau WITA'], /Zona/],
    [[...LINES, 'tahap: siapa saja'], /Tahap "siapa-saja" tidak dikenal/],
    [[...LINES, 'tahap: tidak-lanjut'], /Tahap "tidak-lanjut" tidak dikenal/],
    [[...LINES, 'kode: Ujian Korea'], /Kode belum benar/],
    [[...LINES, 'tautan: javascript:alert(1)'], /Tautan belum benar/],
    [LINES.slice(0, 3), /Tulis sumbernya/],
  ])('is refused kindly: %j', (lines, why) => {
    expect(error(lines)).toMatch(why)
  })

  it('says which lines it could not read', () => {
    expect(writtenIn('jenis: ujian\nhalo semua\nwarna: biru').unknown).toEqual(['halo semua', 'warna: biru'])
  })

  it('is whole when what was left out is worked out', () => {
    expect(completed(value(LINES), { stages: ['seleksi'], zone: 'Asia/Makassar' })).toMatchObject({
      id: 'gtog-korea-ujian',
      stages: ['seleksi'],
      zone: 'Asia/Makassar',
    })
  })
})
