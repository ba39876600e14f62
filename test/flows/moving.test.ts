import { describe, expect, it } from 'vitest'
import { readMove, stageNamed } from '../../src/flows/moving/read-move.ts'
import { stage } from '../theatre.ts'

const { knowledge, mind } = stage

describe('who goes where, in words', () => {
  it.each([
    ['semua peserta angkatan korea-2027-1 ke tahap seleksi', { batch: 'korea-2027-1', to: 'seleksi' }],
    [
      'Semua peserta angkatan Korea Januari 2027 ke tahap Siap berangkat',
      { batch: 'korea-januari-2027', to: 'siap-berangkat' },
    ],
    [
      'pindahkan angkatan kaigo 2027-1 yang masih di seleksi ke pelatihan',
      { batch: 'kaigo-2027-1', at: 'seleksi', to: 'pelatihan' },
    ],
    [
      'peserta angkatan kaigo-2027-1 yang perlu perbaikan ke tahap tidak dilanjutkan',
      { batch: 'kaigo-2027-1', at: 'perlu-perbaikan', to: 'tidak-lanjut' },
    ],
    [
      'pindahkan LA-2026-000030, la-2026-000031 dan LA-2026-000030 ke lengkap',
      { numbers: ['LA-2026-000030', 'LA-2026-000031'], to: 'lengkap' },
    ],
    ['pindah LA-2026-000030', { numbers: ['LA-2026-000030'] }],
    ['LA-2026-000030 ke angkatan Kaigo 2027-1', { numbers: ['LA-2026-000030'], into: 'kaigo-2027-1' }],
    ['LA-2026-000030 masukkan ke angkatan kaigo-2027-1', { numbers: ['LA-2026-000030'], into: 'kaigo-2027-1' }],
    ['semua peserta angkatan kaigo-2027-1 ke angkatan kaigo-2027-2', { batch: 'kaigo-2027-1', into: 'kaigo-2027-2' }],
    ['ke bulan', undefined],
    ['halo', undefined],
  ])('%s', (text, draft) => {
    expect(readMove(text, knowledge)).toEqual(draft)
  })

  it('name a stage by its id and by its name', () => {
    for (const [id, { name }] of Object.entries(knowledge.stages)) {
      expect(stageNamed(id, knowledge)).toBe(id)
      expect(stageNamed(`tahap ${name}`, knowledge)).toBe(id)
    }
  })

  it.each([
    'semua peserta angkatan korea-2027-1 ke tahap seleksi',
    'angkatan korea 2027 ke tahap pelatihan',
    'tolong pindahkan LA-2026-000030',
  ])('are a command of staff: %s', (text) => {
    expect(mind.command(text, 'strict')).toMatchObject({ name: 'pindah', argument: text })
  })

  it.each([
    'mau pindah majikan ke taiwan gimana',
    'saya angkatan 2020 mau ke jepang',
    'pindah kerja ke tahap mana lagi',
    'angkatan 2024 kapan berangkat',
  ])('are no command where nobody is moved: %s', (text) => {
    expect(mind.command(text, 'loose')?.name).not.toBe('pindah')
  })
})
