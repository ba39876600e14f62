import { describe, expect, it } from 'vitest'
import { givesAway, mentorName, nameParts } from '../../src/domain/mentor.ts'

describe('a question to a mentor', () => {
  const names = nameParts('Siti Nur Aminah')
  it.each([
    ['Apakah musim dingin berat?', []],
    ['Kontraknya 3 tahun, gaji 180.000 yen, mulai 1 April 2027?', []],
    ['Hubungi 0812-3456-7890', ['nomor (HP, NIK, atau rekening)']],
    ['Tanya ke siti@contoh.id', ['alamat email atau nama akun', 'nama orangnya']],
    ['Aminah mau tahu soal asrama', ['nama orangnya']],
    ['Pendaftaran LA-2026-000001 bertanya', ['nomor (HP, NIK, atau rekening)', 'nomor pendaftaran']],
  ])('"%s" gives away %j', (text, found) => {
    expect(givesAway(text, names)).toEqual(found)
  })

  it('is answered by a name that is a nickname and a scheme', () => {
    expect(mentorName({ nick: 'Dewi', stage: 'alumni' }, 'SSW kaigo')).toBe('Kak Dewi, alumni SSW kaigo')
    expect(mentorName({ nick: 'Dewi', stage: 'berangkat' }, 'SSW kaigo')).toBe('Kak Dewi, bekerja lewat SSW kaigo')
    expect(mentorName({ nick: 'Dewi', stage: 'alumni' }, undefined)).toBe('Kak Dewi')
  })
})
