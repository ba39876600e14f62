/** What the desk shows: the list, a registration, a file. */
import type { Reply } from '../../domain/chat.ts'
import { dayIn, longDay, longMoment } from '../../domain/day.ts'
import type { Found } from '../../domain/desk.ts'
import type { FileOutcome } from '../../domain/kept-file.ts'
import { quote } from '../../domain/markup.ts'
import type { Registration } from '../../domain/registration.ts'
import { isChecking, isEnd } from '../../domain/stage.ts'
import type { Place } from '../flow.ts'
import { readable } from '../registration/registration.ts'
import { batchLine, stageName } from '../stage-words.ts'
import { requestChoice } from './requests.ts'
import { DESK } from './way-back.ts'

/** They said *batasi data*. */
export const RESTRICTED: Reply = {
  text: 'Orangnya meminta pemakaian datanya dibatasi (UU 27/2022 pasal 41): isinya tidak ditampilkan dan tidak bisa diproses sampai ia membukanya sendiri dengan *buka batasan*.',
  choices: [DESK],
}

/** Letters of a ticket's last words on its button. */
const BUTTON = 30

/** Everything that waits. */
export function waiting(
  { requests, registrations, tickets, claims, documents }: Extract<Found, { kind: 'desk' }>,
  place: Place,
): Reply {
  const { knowledge } = place
  if (requests.length + registrations.length + tickets.length + claims + documents === 0)
    return { text: 'Tidak ada yang menunggu. 👍', choices: [{ id: 'menu:menu', label: 'Menu' }] }
  const day = (at: Date) => longDay(dayIn(knowledge.office.zone, at))
  const choices = [
    ...requests.map((request) => requestChoice(request, place)),
    ...tickets.map(({ id, about, last, owner }) => ({
      id: `tiket=${id}`,
      label: `${about === 'darurat' ? '🚨 ' : ''}Tiket ${id}${owner ? ` (${owner})` : ''}: ${shortly(last)}`,
    })),
    ...registrations.map(({ number, submittedAt }) => ({
      id: `daftar=${number}`,
      label: `${number} (${day(submittedAt)})`,
    })),
    ...(claims > 0 ? [{ id: 'cocokkan:semua', label: 'Mencocokkan data' }] : []),
    ...(documents > 0 ? [{ id: 'periksa-berkas:semua', label: 'Periksa berkas' }] : []),
  ]
  const asked = requests.length > 0 ? `${requests.length} permintaan data, ` : ''
  const count = `${asked}${tickets.length} tiket, ${registrations.length} pendaftaran${claims > 0 ? `, ${claims} permintaan mencocokkan data` : ''}${documents > 0 ? `, ${documents} dokumen` : ''}`
  return { text: `*Yang menunggu:* ${count}. Ketuk atau ketik nomornya untuk membuka.`, choices }
}

export function shortly(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()]
  return letters.length > BUTTON ? `${letters.slice(0, BUTTON).join('')}…` : letters.join('')
}

/** A registration with all its answers, and what can be done with it. */
export function whole(registration: Registration, place: Place): Reply {
  const { number, stage, submittedAt, answers, reason } = registration
  const head = `*Pendaftaran ${number}* – ${stageName(place.knowledge, stage)}\nDikirim ${longMoment(place.knowledge.office.zone, submittedAt)}`
  const choices = [
    ...(stage === 'terdaftar' || stage === 'diperiksa' ? [{ id: `terima=${number}`, label: 'Terima' }] : []),
    ...(isChecking(stage) && stage !== 'perlu-perbaikan' ? [{ id: `kembalikan=${number}`, label: 'Kembalikan' }] : []),
    ...(isEnd(stage) ? [] : [{ id: `pindah:orang=${number}`, label: 'Pindahkan tahap' }]),
    DESK,
  ]
  const parts = [head, batchLine(registration), reason && `Kata petugas: ${quote(reason)}`, readable(answers, place)]
  return { text: parts.filter(Boolean).join('\n\n'), choices }
}

const NOT_SHOWN: Record<'wanted' | Exclude<FileOutcome, 'kept'>, string> = {
  wanted: 'masih diambil. Coba lagi sebentar',
  'too large': 'terlalu besar, jadi tidak disimpan',
  gone: 'tidak bisa diambil lagi',
  unreadable: 'rusak di jalan',
  'other kind': 'bukan foto atau PDF, jadi tidak disimpan',
  'too many': 'tidak disimpan, karena dari orang ini sudah banyak',
}

/** A photo or document that came with a conversation. */
export function oneFile({ ticket, state, file }: Extract<Found, { kind: 'file' }>): Reply {
  const choices = [{ id: `tiket=${ticket}`, label: `Tiket ${ticket}` }, DESK]
  if (state === undefined) return { text: 'Foto atau berkas itu sudah dihapus.', choices: [DESK] }
  if (state === 'kept' && file) return { text: `Dari tiket ${ticket}. Jangan disebarkan.`, file, choices }
  return { text: `Foto atau berkas itu ${NOT_SHOWN[state === 'kept' ? 'gone' : state]}.`, choices }
}
