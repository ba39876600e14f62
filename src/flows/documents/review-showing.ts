/** What staff see of documents. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { dayIn, longDay } from '../../domain/day.ts'
import { type COMPARED, checklistOf, type DocumentLine, type DocumentSeen, progress } from '../../domain/document.ts'
import { quote } from '../../domain/markup.ts'
import { movesFrom, pathOf } from '../../domain/stage.ts'
import { DESK } from '../desk/way-back.ts'
import type { Place } from '../flow.ts'
import { labelOf } from './checklist.ts'

export const QUEUE: Choice = { id: 'semua', label: 'Dokumen berikutnya' }
/** On one screen. */
const SHOWN = 15

export function queue(waiting: readonly DocumentLine[], place: Place): Reply {
  if (waiting.length === 0) return { text: 'Tidak ada dokumen yang menunggu. 👍', choices: [DESK] }
  const { zone } = place.knowledge.office
  const choices = waiting.slice(0, SHOWN).map(({ id, document, number, sentAt }) => ({
    id: `buka=${id}`,
    label: `${number} ${labelOf(place.knowledge, document)} (${longDay(dayIn(zone, sentAt))})`,
  }))
  const more = waiting.length > SHOWN ? ` Ini ${SHOWN} yang paling lama menunggu.` : ''
  return {
    text: `*Dokumen yang menunggu:* ${waiting.length}.${more} Ketuk untuk membuka; setiap pembukaan dicatat.`,
    choices: [...choices, DESK],
  }
}

const NAMES: Record<(typeof COMPARED)[number], string> = { nik: 'NIK', fullName: 'Nama', birthDate: 'Lahir' }

/** The picture, and what was typed beside it. */
export function sideBySide(seen: DocumentSeen, place: Place): Reply {
  const { document, number, registration, file, expires } = seen
  const label = labelOf(place.knowledge, document)
  if (!file) return { text: `Foto *${label}* dari ${number} sudah dihapus sesuai waktunya.`, choices: [QUEUE, DESK] }
  const compare = place.knowledge.documents.kinds[document]?.compare ?? []
  const typed = compare.map((name) => `${NAMES[name]}: ${shown(name, registration.answers[name])}`)
  const text = [
    `*${label}* dari ${number}${seen.pages > 1 ? `, ${seen.pages} halaman dalam satu PDF` : ''}. Jangan disebarkan atau disimpan di HP.`,
    `*Yang diketik orangnya:*\n${typed.join('\n')}`,
    expires && `Berlaku sampai (kata orangnya): ${longDay(expires)}${expires < place.today ? ', *sudah lewat*' : ''}`,
  ]
  const open = seen.state === 'diterima' || seen.state === 'dilihat'
  return {
    text: text.filter(Boolean).join('\n\n'),
    file: { ...file, name: `${document}-${number}.${file.mime === 'application/pdf' ? 'pdf' : 'jpg'}` },
    choices: [
      ...(open
        ? [
            { id: `cocok=${seen.id}`, label: 'Cocok' },
            { id: `ganti=${seen.id}`, label: 'Perlu diganti' },
          ]
        : []),
      QUEUE,
      DESK,
    ],
  }
}

const shown = (name: string, value: unknown): string =>
  typeof value !== 'string' || value === 'belum' ? 'belum diisi' : name === 'birthDate' ? longDay(value) : quote(value)

export function decided({ document, number, state, by }: DocumentSeen, place: Place): Reply {
  const what = state === 'cocok' ? 'cocok' : 'perlu diganti'
  const text = `*${labelOf(place.knowledge, document)}* dari ${number} sudah dinyatakan ${what}${by ? ` oleh ${quote(by)}` : ''}, jadi tidak ada yang diubah.`
  return { text, choices: [QUEUE, DESK] }
}

export const askUntil = ({ document }: DocumentSeen, place: Place): Reply => ({
  text: `*${labelOf(place.knowledge, document)}* berlaku sampai tanggal berapa? Tulis seperti *31-12-2029*. Tidak ada tanggalnya: *lewati*.`,
})

export const askReason = ({ id, document }: DocumentSeen, place: Place): Reply => ({
  text: `Kenapa *${labelOf(place.knowledge, document)}* perlu diganti? Pilih, atau tulis sendiri; orangnya membaca kalimat itu.`,
  choices: [
    ...place.knowledge.documents.reasons.map((reason) => ({ id: `alasan=${id}=${reason.id}`, label: reason.label })),
    { id: `buka=${id}`, label: 'Lihat lagi' },
  ],
})

/** After a decision: what it may mean for the registration's stage. Nobody is moved without a yes in *pindah*. */
export function offerMove(seen: DocumentSeen, ok: boolean, said: string, place: Place): Reply {
  const { registration, number } = seen
  const { schemes } = place.knowledge
  const moves = movesFrom(
    registration.stage,
    pathOf(schemes, { chosen: registration.schemes, batch: registration.batch }),
  )
  const state = ok ? ('cocok' as const) : ('perlu-diganti' as const)
  const documents = seen.documents.map((one) => (one.document === seen.document ? { ...one, state } : one))
  const { of, fit } = progress(checklistOf([registration], schemes), documents)
  const complete = of > 0 && fit === of && moves.includes('lengkap')
  const text = [
    said,
    `${number}: ${fit} dari ${of} dokumen awal sudah cocok.`,
    complete && 'Semua yang diminta di awal sudah cocok.',
  ]
  return {
    text: text.filter(Boolean).join('\n\n'),
    choices: [
      ...(complete ? [{ id: `lengkap=${number}`, label: 'Pindahkan ke Lengkap' }] : []),
      ...(!ok && moves.includes('perlu-perbaikan')
        ? [{ id: `perbaikan=${number}`, label: 'Jadikan Perlu perbaikan' }]
        : []),
      QUEUE,
      DESK,
    ],
  }
}
