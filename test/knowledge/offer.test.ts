import { describe, expect, it } from 'vitest'
import type { Licensed, Listed } from '../../src/domain/licensed.ts'
import { ANSWER_FLAGS, described } from '../../src/flows/offer/questions.ts'
import { offerReplies } from '../../src/flows/offer/result.ts'
import { stage } from '../theatre.ts'

const today = '2026-11-24'
const check = (text: string, listed?: Listed) => stage.mind.checkOffer({ text, today }, listed)
const flags = (text: string, listed?: Listed) => check(text, listed).flags.map(({ id }) => id)

describe('a sign of danger', () => {
  it.each<[string, string, string]>([
    ['visa-bukan-kerja', 'berangkat pakai visa turis dulu', 'jangan mau berangkat pakai visa turis'],
    ['rekening-pribadi', 'transfer ke rekening pribadi', 'tidak pernah meminta transfer ke rekening pribadi'],
    ['rekening-pribadi', 'jangan khawatir, transfer ke rekening pribadi saja', 'tanpa transfer ke rekening pribadi'],
    ['dokumen-ditahan', 'ijazah ditahan LPK', 'kami tidak menahan apa pun, ijazah tidak ditahan'],
    ['jaminan-denda', 'ada uang jaminan 10 juta', 'tidak ada biaya admin, uang jaminan, atau denda mundur'],
    ['bayar-dulu', 'bayar dp 5 juta', 'tidak perlu bayar dp'],
    ['kamboja-myanmar', 'kerja di kamboja yuk', 'jangan berangkat ke kamboja'],
    ['kamboja-myanmar', 'mau ikut gak kerja di kamboja', 'kami tidak menempatkan ke kamboja'],
    ['kontrak-menyusul', 'kontraknya menyusul', 'kontrak ditandatangani sebelum berangkat'],
    ['di-bawah-umur', 'usia 16-25 tahun', 'usia 18-25 tahun'],
    ['terlalu-cepat', '2 minggu langsung berangkat', 'pelatihan 2 minggu sebelum berangkat'],
    ['gaji-terlalu-besar', 'gaji 45 juta per bulan di Jepang', 'gaji 18 juta per bulan di Jepang'],
    ['surel-gratisan', 'kirim ke hrd.kerja@gmail.com', 'kirim ke hrd@perusahaan.co.id'],
    ['bayar-dulu', 'Hati-hati penipuan! Kirim DP 5 juta ke kami saja', 'Hati-hati kalau ada yang minta DP di muka'],
  ])('%s is seen, and not where it is denied: %s', (id, said, denied) => {
    expect(flags(said)).toContain(id)
    expect(flags(denied)).not.toContain(id)
  })

  it('counts once, by its gravest form', () => {
    const found = flags('LPK minta ijazah asli ditahan')
    expect(found).toContain('dokumen-ditahan')
    expect(found).not.toContain('dokumen-asli-diminta')
  })

  it('weighs by scheme: no cost is usual for the state, a lure elsewhere', () => {
    const weight = (text: string) => check(text).flags.find(({ id }) => id === 'gratis-semua')?.weight ?? 0
    expect(weight('G to G Jepang, semua biaya ditanggung')).toBe(0)
    expect(weight('Program Kaikoukai, semua biaya ditanggung')).toBe(0)
    expect(weight('SSW kaigo, semua biaya ditanggung')).toBe(2)
    expect(weight('SSW kaigo lewat PT Maju Jaya, semua biaya ditanggung')).toBe(1)
    expect(flags('gaji 47 juta per bulan')).toContain('gaji-terlalu-besar')
    expect(flags('G to G Jerman gaji 47 juta per bulan')).not.toContain('gaji-terlalu-besar')
  })

  it('is grave where a state scheme asks for money', () => {
    expect(check('BP2MI minta transfer 2 juta ke rekening Andi supaya lolos G to G').level).toBe('bahaya')
    expect(check('Ujian EPS-TOPIK US$28 dibayar lewat BNI, pendaftaran G to G Korea di bp2mi.go.id').level).toBe(
      'perlu-dicek',
    )
  })

  it.each([
    'g to g korea 25 juta via PT',
    'g to g Jerman 40 juta',
    'careworker g to g jepang lewat LPK 3,5 juta',
    'IM Japan bayar 14 juta ke petugas',
    'BP3MI pelatihan 10 juta supaya lolos',
    'g to g korea lewat PT Maju Jaya, biaya proses 25 juta',
    'g to g korea via PT 8 juta, tiket termasuk',
    'kaikoukai bayar 20 juta',
    'sp2t taiwan bayar agen 15 juta',
  ])('is grave where nobody may ask for money, and where somebody is bribed: %s', (text) => {
    expect(check(text).level).toBe('bahaya')
  })

  it.each([
    'g to g korea MCU ulang 850 ribu',
    'g to g korea biaya ujian 28 dolar bayar lewat bank, tiket 7,5 juta',
    'g to g jerman bayar les bahasa jerman 5 juta sendiri',
    'BP3MI: pendaftaran G to G Korea gratis, hanya bayar ujian 420 ribu lewat bank BNI',
    'kaikoukai bayar paspor 350 ribu',
    'eps topik kursus bahasa 5 juta di LPK',
    'kursus N4 2 juta supaya lulus ujian',
    'magang im japan 14 juta',
    'G to G Jerman perawat gaji 40 juta sebulan',
    'g to g korea gaji 30 juta sebulan',
  ])('is not seen in what one pays for oneself, nor in pay: %s', (text) => {
    expect(check(text).level).toBe('perlu-dicek')
  })

  it('keeps the words that no sign was found from money for a scheme that takes none', () => {
    const said = (text: string) => offerReplies(stage.knowledge, check(text))[0]!.text
    expect(said('g to g korea 25 juta')).toContain('Ada uang yang disebut')
    expect(said('g to g korea gaji 25 juta')).toContain('tidak menemukan tanda bahaya')
  })

  it('can be answered to our questions, and each of those is in the content', () => {
    const known = stage.knowledge.offers.flags.map(({ id }) => id)
    expect(ANSWER_FLAGS.filter((id) => !known.includes(id))).toEqual([])
    const offer = described({
      country: 'kamboja',
      who: 'orang',
      visa: 'turis',
      pay: 'pribadi',
      amount: 5_000_000,
      signs: ['tidak-ada'],
    })
    const { level, flags: raised, reading } = stage.mind.checkOffer({ ...offer, today }, undefined)
    expect(level).toBe('bahaya')
    expect(raised.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['kamboja-myanmar', 'perorangan', 'visa-bukan-kerja', 'rekening-pribadi']),
    )
    expect(reading.asked).toBe(5_000_000)
    const plain = described({
      country: 'jepang',
      name: 'PT Maju Jaya',
      scheme: 'ssw-lain',
      who: 'pt',
      visa: 'kerja',
      pay: 'tidak',
      signs: ['tidak-ada'],
    })
    expect(stage.mind.checkOffer({ ...plain, today }, undefined).level).toBe('perlu-dicek')
  })
})

describe('the answers to our questions', () => {
  it('raise what was answered, and nothing for what is not known', () => {
    const signs = (answers: Record<string, unknown>) =>
      described({ name: 'PT Maju', pay: 'tidak', signs: ['tidak-ada'], ...answers }).signs
    expect(signs({ country: 'lain', who: 'pt', visa: 'belum' })).toEqual([])
    expect(signs({ country: 'tidak-disebut', who: 'pt', visa: 'kerja' })).toEqual(['tujuan-kabur'])
    expect(signs({ country: 'jepang', who: 'medsos', visa: 'turis' })).toEqual(['hanya-lewat-chat', 'visa-bukan-kerja'])
    expect(signs({ country: 'jepang', who: 'pt', visa: 'kerja', name: null })).toEqual(['tanpa-nama-perusahaan'])
    expect(signs({ country: 'jepang', who: 'pemerintah', visa: 'kerja', name: null })).toEqual([])
    expect(
      described({ country: 'jepang', scheme: 'ssw-lain', who: 'pemerintah', name: 'Dinas', amount: 5_000_000 }),
    ).toEqual({
      text: 'Mengaku dari pemerintah.\nKerja ke jepang.\nDinas.\nDiminta bayar Rp5 juta.',
      signs: [],
      scheme: 'ssw-lain',
    })
  })
})

describe('what is read from an offer', () => {
  it('finds names, phones, accounts and holders', () => {
    const reading = stage.mind.readOffer(
      'PT. Maju Jaya Abadi nawarin kaigo, hub wa.me/6281234567890 atau 0857-1111-2222. DP 5 juta ke BCA 1234 5678 90 a.n. Budi Santoso. LPK Sakura juga. Gaji 200.000 yen.',
    )
    expect(reading).toMatchObject({
      names: ['PT Maju Jaya Abadi', 'LPK Sakura'],
      phones: ['+6281234567890', '+6285711112222'],
      accounts: ['1234567890'],
      holders: ['Budi Santoso'],
      asked: 5_000_000,
      salary: { value: 200_000, currency: 'JPY' },
      scheme: 'ssw-kaigo',
      government: false,
      paid: false,
    })
  })

  it.each<[string, number | undefined]>([
    ['diminta 45 juta', 45_000_000],
    ['gaji 45 juta', undefined],
    ['gaji 20 juta, biaya 15 juta', 15_000_000],
    ['dp 5 juta dan pelunasan 25 juta', 25_000_000],
    ['15 juta per bulan', undefined],
    ['kerugian korban 40 juta', undefined],
    ['bayar 750rb untuk formulir', 750_000],
  ])('%s asks for %s', (text, asked) => expect(stage.mind.readOffer(text).asked).toBe(asked))

  it('knows that money has been paid', () => {
    expect(stage.mind.readOffer('saya sudah transfer 10 juta').paid).toBe(true)
    expect(stage.mind.readOffer('kak ulun talanjur bayar dp').paid).toBe(true)
    expect(stage.mind.readOffer('disuruh transfer 10 juta').paid).toBe(false)
  })
})

describe('what a scheme costs', () => {
  it.each([
    ['ssw-kaigo', 45_000_000, 'di-atas'],
    ['ssw-kaigo', 30_000_000, 'di-dalam'],
    ['gtog-jepang-nurse', 5_000_000, 'di-atas'],
    ['kaikoukai', 100_000, 'tanpa-bayar'],
    ['gtog-jerman', 5_000_000, 'tanpa-angka'],
    [undefined, 30_000_000, 'tanpa-angka'],
    [undefined, 60_000_000, 'di-atas'],
  ] as const)('%s, asked %i: %s', (scheme, asked, verdict) => {
    expect(stage.mind.compareCost(asked, scheme)).toMatchObject({
      verdict,
      asked,
      sources: expect.arrayContaining([expect.any(String)]),
    })
  })
})

describe('a name in the lists', () => {
  const entry: Licensed = {
    kind: 'p3mi',
    name: 'PT Maju Jaya Abadi',
    licence: '123',
    phones: ['+6281234567890'],
    accounts: ['1234567890'],
    holders: ['PT Maju Jaya Abadi'],
    state: 'aktif',
    validUntil: undefined,
  }
  const listed = (more: Partial<Licensed> = {}): Listed => ({
    lists: [{ kind: 'p3mi', date: '2026-11-01', names: 1 }],
    found: [{ ...entry, ...more }],
  })
  const OFFER = 'PT Maju Jaya Abadi membuka lowongan SSW kaigo, kantor Jakarta'

  it('with its own contact raises nothing and promises nothing', () => {
    const { level, flags: raised, notes } = check(`${OFFER}, hubungi 0812-3456-7890`, listed())
    expect([level, raised]).toEqual(['perlu-dicek', []])
    expect(notes.join()).toMatch(/1 November 2026.*nomornya sama.*dipinjam/)
  })

  it('with another phone, account or holder is an impostor’s sign', () => {
    for (const contact of ['hubungi 0857-1111-2222', 'bayar ke BCA 9999888877', 'rekening a.n. PT Maju Jaya Makmur'])
      expect([contact, flags(`${OFFER}, ${contact}`, listed())]).toEqual([
        contact,
        expect.arrayContaining(['kontak-beda-dari-daftar']),
      ])
    expect(flags(`${OFFER}, hubungi 0857-1111-2222`, listed({ phones: [] }))).not.toContain('kontak-beda-dari-daftar')
  })

  it('that is only similar, over, or in no list is said', () => {
    expect(flags('PT Maju Jaya Abadi Sentosa membuka lowongan, kantor Jakarta', listed())).toContain(
      'nama-mirip-daftar',
    )
    expect(check(OFFER, listed({ state: 'dicabut' })).level).toBe('bahaya')
    expect(flags('PT Entah Siapa membuka lowongan, kantor Jakarta', listed())).toContain('nama-tidak-di-daftar')
  })

  it('without lists is said to be unknown, and nothing is concluded', () => {
    for (const none of [undefined, { lists: [], found: [] }]) {
      const { flags: raised, notes } = check(OFFER, none)
      expect(raised).toEqual([])
      expect(notes.join()).toMatch(/belum dimasukkan/)
    }
  })

  it('whose phone is somebody else’s in the lists is told', () => {
    expect(check('Lowongan kaigo hub 081234567890', listed()).notes.join()).toMatch(
      /tercatat atas nama PT Maju Jaya Abadi/,
    )
  })
})
