/** What *berkas* shows. */
import type { Choice, FileRef, Reply } from '../../domain/chat.ts'
import { dayIn, longDay } from '../../domain/day.ts'
import { isHad, type Need, type PersonDocument, progress } from '../../domain/document.ts'
import { MAX_FILE_BYTES, MAX_PAGES } from '../../domain/kept-file.ts'
import { quote } from '../../domain/markup.ts'
import type { Place } from '../flow.ts'
import { continues, isThere, labelOf, needsOf, ownOf } from './checklist.ts'

/** safe-migration.md section 4: at most 15. */
export const LINK_MINUTES = 15

export const BACK: Choice = { id: 'semua', label: 'Dokumen lain' }
export const DONE: Choice = { id: 'semua', label: 'Sudah semua' }
/** The answer that a photo is a further page. */
export const NEXT_PAGE = 'lagi'

const SIGNS: Record<PersonDocument['state'], string> = {
  diterima: '📥',
  dilihat: '👀',
  'perlu-diganti': '🔴',
  cocok: '✅',
}
const STATES: Record<PersonDocument['state'], string> = {
  diterima: 'diterima, menunggu dilihat petugas',
  dilihat: 'sedang dilihat petugas',
  'perlu-diganti': 'perlu diganti',
  cocok: 'cocok',
}

/** "📥 *KTP*: diterima, menunggu dilihat petugas" */
function line({ document }: Need, place: Place): string {
  const label = labelOf(place.knowledge, document)
  if (place.person.arriving?.includes(document)) return `⏳ *${label}*: sedang diperiksa`
  const own = ownOf(place, document)
  if (!own) return `⬜ ${label}`
  const until = own.expires
    ? `, berlaku sampai ${longDay(own.expires)}${own.expires < place.today ? ' (sudah lewat)' : ''}`
    : ''
  return `${SIGNS[own.state]} *${label}*${pagesOf(own)}: ${STATES[own.state]}${until}`
}

/** " (2 halaman)"; of one page nothing is said. */
const pagesOf = ({ pages = [] }: PersonDocument): string => (pages.length > 1 ? ` (${pages.length} halaman)` : '')

/** For *lihat data*: also of what no checklist asks any more. */
export function ownLine(own: PersonDocument, { knowledge }: Place): string {
  const { document, state, sentAt, expires, kept } = own
  const sent = `dikirim ${longDay(dayIn(knowledge.office.zone, sentAt))}`
  const until = expires ? `, berlaku sampai ${longDay(expires)}` : ''
  return `${labelOf(knowledge, document)}${pagesOf(own)}: ${STATES[state]}, ${sent}${until}${kept ? '' : '; fotonya sudah dihapus'}`
}

const HEADS: Record<Need['when'], string> = {
  awal: '',
  nanti: '*Diperlukan nanti:*',
  'bila-ada': '*Kalau Kakak punya:*',
}

export function overview(place: Place): Reply {
  const needs = needsOf(place)
  const { of, had, missing } = progress(needs, place.person.documents ?? [])
  const head = of === 0 ? '*Dokumen Kakak*' : `*Dokumen Kakak: ${had} dari ${of} lengkap*`
  const parts = (['awal', 'nanti', 'bila-ada'] as const).flatMap((when) => {
    const lines = needs.filter((need) => need.when === when).map((need) => line(need, place))
    return lines.length > 0 ? [[HEADS[when], ...lines].filter(Boolean).join('\n')] : []
  })
  const next = missing[0] ?? needs.find(({ document }) => !isHad(ownOf(place, document)))?.document
  const ask = next
    ? `Mau mengirim *${labelOf(place.knowledge, next)}* dulu? Ketuk, atau tulis nama dokumennya.`
    : 'Ketuk satu untuk melihat, mengganti, atau menghapusnya.'
  const text = [head, ...parts, `${ask} Boleh dicicil; aslinya tetap Kakak yang pegang.`].join('\n\n')
  return { text, choices: choices('buka', place) }
}

/** What is missing comes first. */
function choices(verb: 'buka' | 'ini', place: Place): Choice[] {
  const needs = needsOf(place)
  const sorted = [
    ...needs.filter((need) => !isHad(ownOf(place, need.document))),
    ...needs.filter((need) => isHad(ownOf(place, need.document))),
  ]
  return sorted.map(({ document }) => {
    const own = ownOf(place, document)
    const sign = own && verb === 'buka' ? `${SIGNS[own.state]} ` : ''
    return { id: `${verb}=${document}`, label: `${sign}${labelOf(place.knowledge, document)}` }
  })
}

/** What these are. `last`: what they may be a further page of, or take the place of. */
export function askWhich(files: readonly FileRef[], last: string | undefined, place: Place): Reply {
  const about = last !== undefined && isThere(last, place) ? last : undefined
  const more = files.length > 1
  const joins = about !== undefined && continues(about, place) && files.every(({ mime }) => mime !== 'application/pdf')
  const label = about === undefined ? '' : labelOf(place.knowledge, about)
  const these = more ? `${files.length} foto ini` : 'Foto atau berkas ini'
  const question = joins
    ? `${more ? these : 'Foto ini'} halaman berikutnya dari *${label}*, penggantinya, atau dokumen lain?`
    : about === undefined
      ? `${these} dokumen yang mana, Kak? Ketuk namanya.`
      : `*${label}* sudah ada. ${these} penggantinya, atau dokumen lain?`
  const other = more
    ? 'Dokumennya beda-beda? Ketik *batal*, tidak saya simpan; lalu kirim satu per satu.'
    : 'Bukan dokumen? Ketik *batal*, tidak saya simpan.'
  return {
    text: `${question} ${other}`,
    choices: [
      ...(joins ? [{ id: `${NEXT_PAGE}=${about}`, label: 'Halaman berikutnya' }] : []),
      ...(about === undefined ? [] : [{ id: `ini=${about}`, label: `Ganti ${label}` }]),
      ...choices('ini', place).filter(({ id }) => id !== `ini=${about}`),
    ],
  }
}

export const ADD_PAGE = 'Tambah halaman'

const addPage = (own: PersonDocument | undefined): Choice[] =>
  own?.kept && own.pages && own.pages.length < MAX_PAGES ? [{ id: `halaman=${own.document}`, label: ADD_PAGE }] : []

export function askFor(document: string, place: Place): Reply {
  const { why, how } = place.knowledge.documents.kinds[document] ?? { why: '' }
  const own = ownOf(place, document)
  const text = [
    `*${labelOf(place.knowledge, document)}.* ${why}`,
    own?.reason && `Kata petugas: ${quote(own.reason)}`,
    place.freshUpload &&
      `*Lebih aman lewat tautan ini*, karena fotonya tidak ikut tersimpan di server aplikasi chat (sekali pakai, ${LINK_MINUTES} menit, jangan diteruskan):\n${place.freshUpload.link}`,
    `${place.freshUpload ? 'Tidak bisa? Kirim' : 'Kirim'} satu foto atau PDF di sini (paling besar ${MAX_FILE_BYTES / 1_000_000} MB). Foto dari atas, di tempat terang, jangan goyang.${how ? ` ${how}` : ''}`,
    own?.kept && own.pages
      ? `Yang ini menggantikan yang sudah ada. Kurang halaman saja? Ketuk *${ADD_PAGE}*.`
      : `Beberapa halaman? Kirim yang pertama dulu, lalu ketuk *${ADD_PAGE}*. Satu PDF juga boleh.`,
  ]
  return { text: text.filter(Boolean).join('\n\n'), choices: [...addPage(own), BACK] }
}

export function one(document: string, place: Place): Reply {
  const own = ownOf(place, document)!
  const { zone } = place.knowledge.office
  const expires = place.knowledge.documents.kinds[document]?.expires
  const text = [
    `${SIGNS[own.state]} *${labelOf(place.knowledge, document)}*${pagesOf(own)}: ${STATES[own.state]}.`,
    own.reason && `Kata petugas: ${quote(own.reason)}`,
    `Dikirim ${longDay(dayIn(zone, own.sentAt))}.${own.kept ? '' : ' Fotonya sudah dihapus sesuai waktunya; catatannya tinggal ini.'}`,
    own.expires && `Berlaku sampai ${longDay(own.expires)}${own.expires < place.today ? ', sudah lewat' : ''}.`,
  ]
  return {
    text: text.filter(Boolean).join('\n'),
    choices: [
      { id: `kirim=${document}`, label: 'Ganti' },
      ...addPage(own),
      ...(expires ? [{ id: `tanggal=${document}`, label: 'Tulis tanggal berlaku' }] : []),
      { id: `hapus=${document}`, label: 'Hapus' },
      BACK,
    ],
  }
}

export function askToDelete(document: string, place: Place): Reply {
  const text = `Hapus *${labelOf(place.knowledge, document)}* dari penyimpanan kami? Kakak bisa mengirimnya lagi kapan saja.`
  return {
    text,
    choices: [
      { id: `ya=${document}`, label: 'Ya, hapus' },
      { id: 'tidak', label: 'Tidak jadi' },
    ],
  }
}
