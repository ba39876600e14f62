import { describe, expect, it } from 'vitest'
import type { Lacking } from '../../src/domain/document.ts'
import { lackingLine } from '../../src/flows/documents/checklist.ts'
import { reminderReply } from '../../src/flows/schedule/reminder-words.ts'
import { ReminderRules } from '../../src/knowledge/schedule-shapes.ts'
import { stage } from '../theatre.ts'

const { knowledge } = stage
const NOTHING: Lacking = { begun: true, replace: [], expired: [], missing: [] }
const line = (lacking: Partial<Lacking>) => lackingLine(knowledge, { ...NOTHING, ...lacking })
const EIGHT = ['ktp', 'paspor', 'pasfoto', 'ijazah', 'kk', 'akta', 'skck', 'jkn']

describe('the line of a reminder that names documents', () => {
  it('names what was not sent, and how to send it', () => {
    expect(line({ missing: ['paspor', 'skck'] })).toBe('Yang belum masuk: Paspor, SKCK. Kirim lewat *berkas*.')
  })

  it('begins with what staff want replaced and what is past its day', () => {
    expect(line({ replace: ['ktp'], expired: ['skck'], missing: ['paspor'] })).toBe(
      'Perlu diganti: KTP. Sudah lewat masa berlakunya: SKCK. Yang belum masuk: Paspor. Kirim lewat *berkas*.',
    )
    expect(line({ replace: ['ktp'] })).toBe('Perlu diganti: KTP. Kirim lewat *berkas*.')
  })

  it('names six at most, and counts the rest', () => {
    expect(line({ missing: EIGHT })).toBe(
      'Yang belum masuk: KTP, Paspor, Pasfoto, Ijazah, Kartu keluarga, Akta kelahiran dan 2 lagi. Kirim lewat *berkas*.',
    )
    expect(line({ replace: EIGHT.slice(0, 5), missing: EIGHT.slice(5) })).toBe(
      'Perlu diganti: KTP, Paspor, Pasfoto, Ijazah, Kartu keluarga. Yang belum masuk: Akta kelahiran dan 2 lagi. Kirim lewat *berkas*.',
    )
    expect(line({ replace: EIGHT.slice(0, 6), missing: EIGHT.slice(6) })).toBe(
      'Perlu diganti: KTP, Paspor, Pasfoto, Ijazah, Kartu keluarga, Akta kelahiran. Yang belum masuk: 2 dokumen. Kirim lewat *berkas*.',
    )
  })

  it('leaves whoever has sent nothing the choice to bring them', () => {
    expect(line({ begun: false, missing: ['ktp', 'paspor'] })).toBe(
      'Dokumen yang diperlukan: KTP, Paspor. Boleh dikirim dari sekarang lewat *berkas*, boleh juga dibawa langsung.',
    )
  })

  it('calls a kind that content has dropped by its id', () => {
    expect(line({ missing: ['surat-lama'] })).toBe('Yang belum masuk: surat-lama. Kirim lewat *berkas*.')
  })

  it('stands before the foot of a reminder, and in none where nothing is owed or the date has changed', () => {
    const date = {
      ...{ id: 'cek', kind: 'cek-dokumen' as const, scheme: 'gtog-korea', stages: ['terdaftar' as const] },
      ...{ day: '2027-03-25', zone: 'Asia/Makassar' as const, bring: [], source: 'rapat', version: 1 },
      ...{ confirmedBy: 'Rina', cancelled: false },
    }
    const saying = { date, step: 'H-7', zone: 'Asia/Makassar' as const, told: undefined, now: new Date('2027-03-18') }
    const lacking = { ...NOTHING, missing: ['paspor'] }
    const text = (more: object) => reminderReply(knowledge, { ...saying, ...more }).text
    expect(text({ lacking }).split('\n\n').at(-2)).toBe('Yang belum masuk: Paspor. Kirim lewat *berkas*.')
    expect(text({})).not.toContain('berkas')
    expect(text({ lacking, told: { ...date, day: '2027-03-24' } })).not.toContain('berkas')
  })
})

describe('content/reminders.yaml', () => {
  const { kinds } = knowledge.reminders
  it('says which kinds of dates name documents', () => {
    expect(Object.keys(kinds).filter((kind) => kinds[kind as keyof typeof kinds].documents)).toEqual([
      'daftar-tutup',
      'cek-dokumen',
    ])
  })

  it('takes nothing but true and false, and false where nothing is said', () => {
    const read = (documents: unknown) =>
      ReminderRules.safeParse({ ...knowledge.reminders, kinds: { ...kinds, ujian: { ...kinds.ujian, documents } } })
    expect(read(undefined).data?.kinds.ujian.documents).toBe(false)
    expect(read('ya').error?.issues[0]).toMatchObject({
      path: ['kinds', 'ujian', 'documents'],
      message: 'true atau false',
    })
  })
})
