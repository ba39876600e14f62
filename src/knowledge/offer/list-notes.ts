/** What the office's lists say of the names in an offer, where it is no sign of danger. Pure. */
import { longDay } from '../../domain/day.ts'
import type { Listed, ListKind, NameVerdict } from '../../domain/licensed.ts'
import { quote } from '../../domain/markup.ts'
import { contactDiffers, type Evidence } from './rules.ts'

const KINDS: Record<ListKind, string> = { p3mi: 'P3MI', lpk: 'LPK', so: 'SO (pengirim magang)' }

/** In our markup. Nothing where the offer names nobody. */
export function listNotes({ reading, verdicts, listed }: Evidence): string[] {
  if (reading.names.length > 0 && (!listed || listed.lists.length === 0))
    return [
      `Daftar perusahaan berizin belum dimasukkan kantor, jadi nama ${list(reading.names)} belum bisa saya cocokkan. Cek sendiri di siskop2mi.bp2mi.go.id.`,
    ]
  if (!listed) return []
  return [...verdicts.flatMap((verdict) => noteOf(verdict, listed, reading)), ...ownersOf(verdicts, listed, reading)]
}

/** A phone or an account that the lists know under a name which the offer does not say. */
function ownersOf(verdicts: readonly NameVerdict[], { found }: Listed, reading: Evidence['reading']): string[] {
  const said = new Set(verdicts.map(({ entry }) => entry))
  const owners = found.filter(
    (entry) =>
      !said.has(entry) &&
      (reading.phones.some((phone) => entry.phones.includes(phone)) ||
        reading.accounts.some((account) => entry.accounts.includes(account))),
  )
  return owners.map(
    ({ name }) => `Nomor atau rekening di tawaran ini tercatat atas nama ${quote(name)}. Tanyakan hubungannya.`,
  )
}

function noteOf(verdict: NameVerdict, listed: Listed, reading: Evidence['reading']): string[] {
  const { said, how, entry } = verdict
  if (how === 'tidak-ada' || !entry) return [`${quote(said)} tidak ada di daftar kami (${dates(listed)}).`]
  const from = `daftar ${KINDS[entry.kind]} per ${longDay(listed.lists.find(({ kind }) => kind === entry.kind)?.date ?? '')}`
  if (how === 'mirip') return [`Yang mirip di ${from}: ${quote(entry.name)}. Pastikan mana yang dimaksud.`]
  if (contactDiffers(verdict, reading))
    return [`${quote(entry.name)} ada di ${from}, tetapi nomor atau rekening di tawaran ini tidak tercatat di sana.`]
  const isKnown = reading.phones.some((phone) => entry.phones.includes(phone))
  const contact = isKnown
    ? 'dan nomornya sama'
    : reading.phones.length > 0
      ? 'tetapi daftar itu tidak mencatat nomornya'
      : 'tetapi tawaran ini tidak menyebut nomor untuk dicocokkan'
  return [`${quote(entry.name)} ada di ${from}, ${contact}. Nama bisa dipinjam orang; tetap cek lowongannya.`]
}

const list = (names: readonly string[]) => names.map(quote).join(', ')
const dates = ({ lists }: Listed) => lists.map(({ kind, date }) => `${KINDS[kind]} per ${longDay(date)}`).join('; ')
