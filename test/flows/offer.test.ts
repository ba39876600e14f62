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
    expect(rows).toEqual([{ about: 'pertanyaan', state: 'baru' }])
  })

  it('is kept within bounds, keeps its verdict, and is gone when staff have it', async () => {
    const kept = async () => {
      const { rows } = await theatre.db.pool.query("SELECT body FROM drafts WHERE flow = 'cek-tawaran'")
      return theatre.db.keys.open('draft', rows[0].body) as { text?: string; level?: string }
    }
    await say('cek tawaran')
    await say(`kerja di kamboja, bayar 5 juta ke rekening pribadi. ${'Tempatnya bagus. '.repeat(230)}`)
    for (const bank of [11, 22, 33, 44]) {
      const more = `ini nomor rekeningnya BCA 78102233${bank} a.n. Rudi, ${'cabang Banjarbaru, kode 014, '.repeat(7)}`
      expect(await say(more)).toMatch(/BAHAYA/)
      expect((await kept()).text).toContain(`78102233${bank}`)
    }
    expect((await kept()).text!.length).toBeLessThanOrEqual(6000)
    expect((await kept()).level).toBe('bahaya')
    await tap('Beri tahu petugas')
    expect(await kept()).not.toHaveProperty('text')
    const { rows } = await theatre.db.pool.query('SELECT body FROM sessions')
    const sessions = rows.map(({ body }) => JSON.stringify(theatre.db.keys.open('session', body)))
    expect(sessions.join()).not.toContain('kamboja')
  })

  it.each([
    'tapi kata dia tempatnya bagus dan banyak orang kita di sana',
    'katanya PT Sinar Abadi itu resmi dan sudah lama',
    'tapi yang nawarin sodara saya',
    'jadi boleh gak saya berangkat',
    'om saya yang ngajak kok',
    'terus saya harus gimana',
    'jadi aman kan?',
    'dia orang baik kok kak, tetangga saya sendiri',
  ])('that is dangerous stays so whatever is said of it: %s', async (text) => {
    await say('cek tawaran')
    expect(await say('kerja di kamboja jadi admin, bayar 5 juta ke rekening pribadi')).toMatch(/BAHAYA/)
    const said = await say(text)
    expect(said).toMatch(/BAHAYA|jangan berangkat dan jangan bayar/)
    expect(said).not.toMatch(/PERLU DICEK|HATI-HATI/)
    expect(await say('saya mau coba saja dulu ke sana kak')).toMatch(/BAHAYA|jangan berangkat/)
  })

  it('that needs no figure is checked instead of compared', async () => {
    await say('hitung biaya')
    expect(await say('kamboja diminta 5 juta')).toMatch(/BAHAYA[\s\S]*Kamboja/)
    await say('hitung biaya')
    expect(await say('diminta 5 juta')).toContain('program yang mana')
    expect(await say('kamboja')).toMatch(/BAHAYA[\s\S]*Rp5 juta/)
    await say('hitung biaya')
    expect(await say('ssw kaigo diminta 45 juta')).toContain('lebih besar')
    await say('hitung biaya')
    expect(await say('saya sudah bayar 45 juta ke ssw kaigo')).toMatch(/Jangan menambah uang lagi[\s\S]*lebih besar/)
  })

  it('is passed on by the words of its button too, whatever was said meanwhile', async () => {
    await say('cek tawaran')
    await say('kerja di kamboja jadi admin, saya sudah bayar 5 juta ke rekening pribadi')
    await say('apa itu ssw?')
    const told = await say('kasih tau petugas dong kak')
    expect(told).toContain('sudah saya teruskan ke petugas')
    expect(told).not.toContain('jangan bayar dulu')
    expect(await say('beri tahu petugas')).toBe('Tawaran ini sudah saya teruskan ke petugas, Kak.')
    expect(await say('hapus data').then(() => say('ya'))).toContain('sudah saya hapus')
    expect(await say('beri tahu petugas')).toContain('Silakan tulis pesan')
  })

  it('may be left: nobody is advised against that', async () => {
    await say('cek tawaran')
    await say('g to g korea 25 juta via PT')
    const said = await say('mending saya batalin aja ya')
    expect(said).toMatch(/Boleh mundur[\s\S]*jangan berangkat/)
    expect(said).not.toContain('Saran saya jangan')
    expect(await say('kalau saya bayar setengah dulu gimana')).not.toContain('PT kalau')
  })

  it('is forgotten for another offer', async () => {
    await say('cek tawaran')
    await say('kerja di kamboja jadi admin, bayar 5 juta ke rekening pribadi')
    expect(await say('PT Bina Tenaga Mandiri membuka lowongan SSW kaigo di Osaka, gaji 210.000 yen')).toMatch(
      /PERLU DICEK/,
    )
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
