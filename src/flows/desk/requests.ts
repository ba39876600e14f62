/** At the desk: requests by the rights of UU 27/2022 that staff must do something about, with the law's clock. */
import type { Choice, Reply } from '../../domain/chat.ts'
import { deadline, hoursLeft, isUrgent, type OpenRequest, REQUEST_WORDS } from '../../domain/data-request.ts'
import { longMoment } from '../../domain/day.ts'
import type { Place } from '../flow.ts'
import { DESK } from './way-back.ts'

/** "sisa 24 jam" */
export const timeLeft = (openedAt: Date, now: Date): string => {
  const hours = hoursLeft(openedAt, now)
  return hours < 0 ? `LEWAT ${-hours} jam` : `sisa ${hours} jam`
}

/** On the desk's list, before all but emergencies. */
export const requestChoice = ({ number, kind, openedAt }: OpenRequest, { now }: Place): Choice => ({
  id: `hak=${number}`,
  label: `${isUrgent(openedAt, now) ? '⏰ ' : ''}${number}: ${REQUEST_WORDS[kind]}, ${timeLeft(openedAt, now)}`,
})

const TODO: Partial<Record<OpenRequest['kind'], string>> = {
  hapus:
    'Orangnya sudah menghapus datanya di sini. Hapus juga barisnya dari setiap daftar yang pernah diekspor, dicetak, atau disalin.',
  tarik: 'Orangnya menarik izinnya. Keluarkan datanya dari setiap daftar yang pernah diekspor, dicetak, atau disalin.',
  batasi:
    'Orangnya meminta datanya tidak dipakai dulu. Tandai atau sisihkan barisnya di setiap daftar yang pernah diekspor.',
  ubah: 'Orangnya mau membetulkan pendaftaran yang sudah selesai. Baca tiketnya, pastikan siapa orangnya, lalu betulkan.',
}

/** One request, and what is to be done. */
export function oneRequest(request: OpenRequest | undefined, { now, knowledge }: Place): Reply {
  if (!request) return { text: 'Permintaan itu tidak ada, atau sudah selesai.', choices: [DESK] }
  const { number, kind, outside, openedAt } = request
  const parts = [
    `*Permintaan ${number}* – ${REQUEST_WORDS[kind]}, ${timeLeft(openedAt, now)} dari 3×24 jam (UU 27/2022), paling lambat ${longMoment(knowledge.office.zone, deadline(openedAt))}`,
    TODO[kind],
    outside.length > 0 && `Nomor yang dicari di daftar: *${outside.join(', ')}*`,
    'Catat selesai hanya kalau memang sudah dikerjakan.',
  ]
  const choices = [{ id: `selesai=${number}`, label: 'Sudah dikerjakan' }, DESK]
  return { text: parts.filter(Boolean).join('\n\n'), choices }
}
