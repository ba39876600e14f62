/** The official list of areas, from the package idn-area-data, which follows Kepmendagri 300.2.2-2138 of 2025. */
import { getDistricts, getProvinces, getRegencies } from 'idn-area-data'
import { areaName } from '../domain/area-name.ts'
import type { Area, Areas } from './shapes.ts'

/** Reads provinces, regencies and districts, with names as people read them. Villages and islands stay on disk. */
export async function loadAreas(): Promise<Areas> {
  const [provinces, regencies, districts] = await Promise.all([getProvinces(), getRegencies(), getDistricts()])
  return { provinces: named(provinces), regencies: named(regencies), districts: named(districts) }
}

const named = (rows: { code: string; name: string }[]): Area[] =>
  rows.map(({ code, name }) => ({ code, name: areaName(name) }))
