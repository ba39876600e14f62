import { expect, it } from 'vitest'
import { loadAreas } from '../../src/knowledge/load-areas.ts'

const { provinces, regencies, districts } = await loadAreas()

it('loads the official list, and no villages', () => {
  expect([provinces.length, regencies.length, districts.length]).toEqual([38, 514, 7277])
  expect(provinces.find(({ code }) => code === '63')).toEqual({ code: '63', name: 'Kalimantan Selatan' })
  expect(regencies.find(({ code }) => code === '63.71')).toEqual({ code: '63.71', name: 'Kota Banjarmasin' })
  expect(districts.find(({ code }) => code === '63.71.01')).toEqual({ code: '63.71.01', name: 'Banjarmasin Selatan' })
})

it('gives every area a code of its own, under one that exists', () => {
  const codes = new Set([...provinces, ...regencies, ...districts].map(({ code }) => code))
  expect(codes.size).toBe(38 + 514 + 7277)
  expect([...codes].filter((code) => code.length > 2 && !codes.has(code.slice(0, -3)))).toEqual([])
})

it('gives every area a tidy name', () => {
  const odd = [...provinces, ...regencies, ...districts].filter(
    ({ name }) => !/^(?:[A-Z]|2 x 11)/.test(name) || /\s{2}|^\s|\s$/.test(name),
  )
  expect(odd).toEqual([])
  expect(regencies.filter(({ name }) => !/^(?:Kabupaten|Kota) [A-Z][a-z]/.test(name))).toEqual([])
})
