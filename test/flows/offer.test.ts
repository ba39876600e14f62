import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Licensed } from '../../src/domain/licensed.ts'
import { replaceList } from '../../src/store/licensed.ts'
import { Theatre } from '../theatre.ts'

const MAJU: Licensed = {
  kind: 'p3mi',
  name: 'PT Maju Jaya Abadi',
  licence: '123/2024',
  phones: ['+6281234567890'],
  accounts: [],
  holders: [],
  state: 'aktif',
  validUntil: undefined,
}

describe('an offer in the chat', { timeout: 30_000 }, () => {
  let theatre: Theatre
  beforeEach(async () => {
    theatre = await Theatre.open()
  })
  afterEach(() => theatre.close())

  const say = async (text: string) => {
    const said = await theatre.does('warga', { kind: 'text', text })
    return said
      .filter(({ to }) => to === 'warga')
      .map(({ reply }) => reply.text)
      .join('\n')
  }
  const tap = (label: string) => theatre.does('warga', theatre.picks('warga', label))

  it('is held against the lists that the office imported', async () => {
    const offer = 'PT Maju Jaya Abadi membuka lowongan kaigo, kantor Jakarta, hubungi 0857 1111 2222'
    await say('cek tawaran')
    expect(await say(offer)).toMatch(/PERLU DICEK[\s\S]*belum dimasukkan/)
    await theatre.db.transaction((client) => replaceList(client, 'p3mi', '2026-11-01', [MAJU]))
    expect(await say(offer)).toMatch(/HATI-HATI[\s\S]*meminjam nama[\s\S]*per 1 November 2026/)
    expect(await say(offer.replace('0857 1111 2222', '0812-3456-7890'))).toMatch(/PERLU DICEK[\s\S]*nomornya sama/)
  })

  it('may be as long as a message can be, and reaches staff whole', async () => {
    const long = `Lowongan kaigo. ${'Visa kunjungan dulu, nanti diurus di sana. '.repeat(100)}`.slice(0, 4096)
    await theatre.does('petugas', { kind: 'text', text: 'meja' })
    await say('cek tawaran')
    expect(await say(long)).toMatch(/BAHAYA/)
    const told = await tap('Beri tahu petugas')
    const notice = told.find(({ to }) => to === 'petugas')
    expect(notice?.reply.text).toContain(long)
    expect(notice?.reply.text).toMatch(/bahaya \(visa-bukan-kerja/)
    const { rows } = await theatre.db.pool.query('SELECT about, state FROM tickets')
    expect(rows).toEqual([{ about: 'pertanyaan', state: 'open' }])
  })

  it('takes no part of a registration that was begun', async () => {
    await say('daftar')
    await say('setuju')
    const question = await say('lanjut')
    await say('cek tawaran')
    expect(await say('disuruh transfer dp 5 juta ke rekening pribadi')).toMatch(/BAHAYA/)
    expect(await say('lanjut')).toContain(question.split('\n').at(-1)!)
  })

  it('quotes what a person wrote without taking it for markup', async () => {
    await theatre.db.transaction((client) =>
      replaceList(client, 'p3mi', '2026-11-01', [{ ...MAJU, name: 'PT *Maju* _Jaya_' }]),
    )
    await say('cek tawaran')
    expect(await say('PT Maju Jaya membuka lowongan kaigo di Osaka')).toContain('PT \\*Maju\\* \\_Jaya\\_')
  })

  it('that is none is not checked: a question is answered, a scrap asked about', async () => {
    await say('cek tawaran')
    expect(await say('apa itu ssw?')).toMatch(/Tokutei Ginou/)
    await say('cek tawaran')
    expect(await say('hmm')).not.toMatch(/BAHAYA|HATI-HATI|PERLU DICEK/)
  })
})
