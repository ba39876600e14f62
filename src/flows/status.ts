import { dayIn, longDay } from '../domain/day.ts'
import { quote } from '../domain/markup.ts'
import type { Registration } from '../domain/registration.ts'
import { isEnd } from '../domain/stage.ts'
import { progressLine } from './documents/checklist.ts'
import { type Place, saying } from './flow.ts'
import { renewal } from './my-data/renew.ts'
import { batchLine, stageName, stageWords } from './stage-words.ts'
import { answerTime } from './waiting.ts'
import { missingIn } from './what-is-missing.ts'

/** *status*: where my registration stands and what comes next. */
export const status = saying('status', (place) => {
  const { registrations } = place.person
  const begun = 'daftar' in place.openForms
  if (registrations.length > 0) {
    const changed = begun ? '\n\nAda perubahan yang belum dikirim. Ketik *lanjut* untuk meneruskan.' : ''
    return { replies: registrations.map((registration) => ({ text: `${describe(registration, place)}${changed}` })) }
  }
  const text = begun
    ? 'Pendaftaran Kakak belum dikirim: isiannya belum selesai. Ketik *lanjut* untuk meneruskan.'
    : 'Kakak belum mendaftar. Ketik *daftar* untuk mulai; bisa dicicil dan dilanjutkan kapan saja.'
  return { replies: [{ text }] }
})

const RESTRICTED =
  '⏸ *Pemakaian data Kakak sedang dibatasi*, jadi pendaftaran ini disimpan tanpa diproses. Mau diproses lagi? Ketik *buka batasan*.'

/** A registration in a person's words: where it stands, what is missing, what is next, whom to ask. */
export function describe(registration: Registration, place: Place): string {
  const { knowledge, person } = place
  const { means, next } = stageWords(knowledge, registration)
  const names = registration.schemes.map((id) => knowledge.schemes.find((s) => s.id === id)?.short ?? UNDECIDED)
  const missing = missingIn(registration)
  return [
    [
      `*Pendaftaran ${registration.number}*`,
      `Minat: ${names.join(', ')}`,
      batchLine(registration),
      `Dikirim: ${longDay(dayIn(knowledge.office.zone, registration.submittedAt))}`,
    ]
      .filter(Boolean)
      .join('\n'),
    person.restricted ? RESTRICTED : `*${stageName(knowledge, registration.stage)}.* ${means}`,
    registration.reason && `Catatan petugas: ${quote(registration.reason)}`,
    missing.length > 0 && `*Yang masih kurang:*\n${missing.map((line) => `• ${line}`).join('\n')}`,
    !isEnd(registration.stage) && !person.restricted && progressLine(place),
    !person.restricted && `*Selanjutnya:* ${next}`,
    person.stopped && 'Kakak sedang tidak dikirimi kabar. Supaya hasilnya dikabari, ketik *mulai lagi*.',
    renewal(place),
    `*Mau bertanya?* Ketik *petugas*; jawabannya masuk ke chat ini. ${answerTime(place)}`,
    !isEnd(registration.stage) &&
      'Ini catatan minat di kantor kami, bukan pendaftaran resmi SISKOP2MI dan bukan janji berangkat.',
  ]
    .filter(Boolean)
    .join('\n\n')
}

const UNDECIDED = 'belum tahu, mau dibantu'
