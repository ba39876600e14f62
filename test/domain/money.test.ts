import { describe, expect, it } from 'vitest'
import { rupiah, sums } from '../../src/domain/money.ts'

const read = (text: string) => sums(text).map(({ value, currency }) => [value, currency])

describe('sums of money', () => {
  it.each<[string, [number, string][]]>([
    ['bayar 5 juta', [[5_000_000, 'IDR']]],
    ['bayar 5jt dulu', [[5_000_000, 'IDR']]],
    ['2,5 jt', [[2_500_000, 'IDR']]],
    ['2.5 juta', [[2_500_000, 'IDR']]],
    ['Rp 5.000.000,-', [[5_000_000, 'IDR']]],
    ['Rp5.000.000', [[5_000_000, 'IDR']]],
    ['rp 25', [[25_000_000, 'IDR']]],
    ['750rb', [[750_000, 'IDR']]],
    ['500 ribu rupiah', [[500_000, 'IDR']]],
    ['500k', [[500_000, 'IDR']]],
    ['1.850.000 lewat saya', [[1_850_000, 'IDR']]],
    ['gaji 15-20 juta', [[15_000_000, 'IDR']]],
    ['12 s/d 15 juta', [[12_000_000, 'IDR']]],
    ['1,5 miliar', [[1_500_000_000, 'IDR']]],
    ['¥190.000', [[190_000, 'JPY']]],
    ['210.000 yen', [[210_000, 'JPY']]],
    ['180 ribu yen', [[180_000, 'JPY']]],
    ['20 man', [[200_000, 'JPY']]],
    ['US$28', [[28, 'USD']]],
    ['900 dolar', [[900, 'USD']]],
    ['NT$25.250', [[25_250, 'TWD']]],
    [
      'dp 5 juta, sisanya 20 juta',
      [
        [5_000_000, 'IDR'],
        [20_000_000, 'IDR'],
      ],
    ],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  it.each([
    'umur 18-35 tahun',
    '0812-3456-7890',
    '+62 812 3456 7890',
    'tanggal 24.11.2026',
    'kontrak 3 tahun',
    'Jl. A. Yani km 5',
    'rekening 1234567890',
    'batch 20',
    '10.000 orang',
    'nomor 2025-0187',
  ])('is none in %s', (text) => expect(read(text)).toEqual([]))

  it('says where it stands', () => {
    const text = 'transfer 5 juta ke'
    const [sum] = sums(text)
    expect(text.slice(sum!.at, sum!.end)).toBe('5 juta')
  })

  it('is written as people read it', () => {
    expect([5_000_000, 2_500_000, 750_000, 3_882_000].map(rupiah)).toEqual([
      'Rp5 juta',
      'Rp2,5 juta',
      'Rp750.000',
      'Rp3.882.000',
    ])
  })
})
