/** Whom an announcement is for, chosen by taps or typed like `langkah announce` takes it. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { quote } from '../../domain/markup.ts'
import { readSegment, type Segment } from '../../domain/segment.ts'
import { countryName } from '../../domain/work.ts'
import type { Place } from '../flow.ts'

const ROLE_WORDS: Record<NonNullable<Segment['role']>, string> = {
  calon: 'yang belum mendaftar',
  pendaftar: 'yang sudah mendaftar',
  pekerja: 'yang sedang bekerja di luar negeri',
  alumni: 'alumni',
  petugas: 'petugas kantor',
}

const CHANNEL_WORDS: Record<NonNullable<Segment['channel']>, string> = {
  telegram: 'di Telegram',
  whatsapp: 'di WhatsApp',
  terminal: 'di terminal',
}

/** "yang sudah mendaftar, program G to G Korea, tahap lengkap" */
export function audienceWords(segment: Segment, { knowledge }: Pick<Place, 'knowledge'>): string {
  const scheme = knowledge.schemes.find(({ id }) => id === segment.scheme)?.short ?? segment.scheme
  const parts = [
    segment.role && ROLE_WORDS[segment.role],
    scheme && `program ${scheme}`,
    segment.batch && `angkatan ${segment.batch}`,
    segment.stage && `tahap ${segment.stage}`,
    segment.province && `provinsi ${segment.province}`,
    segment.country && `di ${countryName(segment.country)}`,
    segment.channel && CHANNEL_WORDS[segment.channel],
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'semua orang yang pernah menulis' : quote(parts.join(', '))
}

export function askAudience(segment: Segment | undefined, place: Place): Reply {
  const chosen =
    segment === undefined
      ? ''
      : `Sejauh ini: *${audienceWords(segment, place)}*. Tambah saringan, atau pilih *Lanjut*.\n\n`
  return {
    text: `${chosen}Untuk siapa pengumumannya?\n\nBisa juga diketik, misalnya: scheme=gtog-korea,stage=lengkap. Tidak jadi? Ketik *batal*.`,
    choices: [...(segment === undefined ? [] : [{ id: 'lanjut', label: 'Lanjut' }]), ...filters(segment, place)],
  }
}

/** What is not chosen yet. */
function filters(chosen: Segment | undefined, { knowledge }: Place): Choice[] {
  const segment = chosen ?? {}
  return [
    ...(chosen === undefined ? [{ id: 'untuk=all', label: 'Semua orang' }] : []),
    ...(segment.role
      ? []
      : [
          { id: 'untuk=role=pendaftar', label: 'Yang sudah mendaftar' },
          { id: 'untuk=role=calon', label: 'Yang belum mendaftar' },
          { id: 'untuk=role=pekerja', label: 'Yang sedang bekerja' },
          { id: 'untuk=role=alumni', label: 'Alumni' },
        ]),
    ...(segment.scheme || segment.role === 'calon'
      ? []
      : knowledge.schemes.map(({ id, short }) => ({ id: `untuk=scheme=${id}`, label: short }))),
    ...(chosen === undefined ? [{ id: 'untuk=role=petugas', label: 'Petugas kantor (untuk mencoba)' }] : []),
  ]
}

/** Adds what was tapped or typed. undefined: it is no segment. */
export function narrowed(segment: Segment | undefined, text: string): Segment | { wrong: string } {
  const read = readSegment(text)
  if ('wrong' in read) return read
  return { ...segment, ...read.segment }
}
