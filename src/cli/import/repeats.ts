/** The same person twice in one file. Pure. */
import { personKey } from '../../domain/person-key.ts'
import { COLUMN_NAMES } from './columns.ts'
import type { PersonRecord, Problem } from './record.ts'

/** Why a record cannot be told from an earlier row; undefined: it can. */
export function makeRepeats(): (record: PersonRecord) => Problem | undefined {
  const niks = new Map<string, number>()
  const names = new Map<string, { line: number; nik: boolean }>()
  return ({ line, nik, fullName, birthDate }) => {
    const sameNik = nik === undefined ? undefined : niks.get(nik)
    if (sameNik !== undefined) return { line, column: COLUMN_NAMES.nik, why: `NIK-nya sama dengan baris ${sameNik}` }
    if (nik !== undefined) niks.set(nik, line)
    if (birthDate === undefined) return undefined
    const key = personKey(fullName, birthDate)
    const before = names.get(key)
    // Two NIKs are two people, however alike their names are.
    if (before && !(before.nik && nik !== undefined))
      return {
        line,
        column: COLUMN_NAMES.fullName,
        why: `nama dan tanggal lahirnya sama dengan baris ${before.line}; kalau dua orang, isi NIK keduanya`,
      }
    names.set(key, { line, nik: nik !== undefined })
    return undefined
  }
}
