/** How staff see those who are moved: a line each, what is asked, what will happen, what did. */
import { type BatchLine, batchDays, overfull } from '../../domain/batch.ts'
import type { Choice, Reply } from '../../domain/chat.ts'
import { longMoment } from '../../domain/day.ts'
import { quote } from '../../domain/markup.ts'
import { type Mover, pathOfMover, placesFor } from '../../domain/moving.ts'
import { isChecking, isEnd, isExit, needsWords, type Stage } from '../../domain/stage.ts'
import type { Place } from '../flow.ts'
import { movedText, stageName } from '../stage-words.ts'
import { type Draft, marked } from './draft.ts'

export const DESK: Choice = { id: 'meja:depan', label: 'Meja petugas' }
const CANCEL: Choice = { id: 'batal', label: 'Batal' }
/** Lines that are still read on a phone. */
const MOST = 15
/** Batches that are offered as buttons. */
const BATCHES = 8

export function askWho(batches: readonly BatchLine[], lead = ''): Reply {
  const some = batches.slice(0, BATCHES)
  const text = [
    `${lead}Siapa yang dipindahkan? Ketik nomor pendaftarannya (boleh beberapa)${some.length > 0 ? ', atau pilih satu angkatan' : ''}.`,
    'Bisa juga langsung, misalnya: *semua peserta angkatan korea-2027-1 ke tahap pelatihan*. Tidak jadi? Ketik *batal*.',
  ].join('\n\n')
  return {
    text,
    choices: [
      ...some.map(({ id, name, taken }) => ({ id: `angkatan=${id}`, label: `${name} (${taken} orang)` })),
      CANCEL,
    ],
  }
}

export function askWhere(people: readonly Mover[], place: Place): Reply {
  const { knowledge } = place
  const places = placesFor(people, knowledge.schemes)
  const unsettled = people.filter((one) => isChecking(one.stage) && pathOfMover(one, knowledge.schemes).length === 0)
  const text = [
    `*${people.length} orang:*\n${list(people, place)}`,
    unsettled.length > 0 &&
      `${unsettled.length === people.length ? 'Programnya' : `${unsettled.length} di antaranya: programnya`} belum pasti. Untuk tahap sesudah *Lengkap*, masukkan dulu ke angkatan.`,
    places.length > 0 ? 'Ke tahap mana?' : 'Tidak ada tahap sesudah ini.',
  ]
  return {
    text: text.filter(Boolean).join('\n\n'),
    choices: [
      ...places.map((stage) => ({ id: `ke=${stage}`, label: stageName(knowledge, stage) })),
      ...(people.some(({ stage }) => !isEnd(stage)) ? [{ id: 'masuk', label: 'Masukkan ke angkatan' }] : []),
      CANCEL,
    ],
  }
}

export function askInto(batches: readonly BatchLine[]): Reply {
  if (batches.length === 0)
    return {
      text: 'Belum ada angkatan. Yang merawat komputernya bisa menambah dengan `langkah batches add`.',
      choices: [DESK],
    }
  return {
    text: 'Ke angkatan mana?',
    choices: [
      ...batches
        .slice(0, BATCHES)
        .map((batch) => ({ id: `masuk=${batch.id}`, label: `${batch.name} (${seats(batch)})` })),
      CANCEL,
    ],
  }
}

const seats = ({ seats: all, taken }: BatchLine) =>
  all === undefined ? `${taken} orang` : `${taken} dari ${all} kursi`

export function askWhy(to: Stage, people: readonly Mover[], place: Place): Reply {
  const name = stageName(place.knowledge, to)
  if (needsWords(to)) {
    const ask = to === 'perlu-perbaikan' ? 'Apa yang perlu diperbaiki?' : 'Kenapa tidak dilanjutkan?'
    const whom = people.length === 1 ? 'ke orangnya' : `ke *${people.length} orang* itu`
    return {
      text: `${whoIn(people)} ke tahap *${name}*. ${ask} Tulis dengan ramah; kalimat itu dikirim apa adanya ${whom}. Sebelum dikirim, bisa diperiksa dulu.`,
      choices: [CANCEL],
    }
  }
  const usual = isExit(to) ? [] : [{ id: 'alasan', label: 'Sesuai tahapan' }]
  return {
    text: `${whoIn(people)} ke tahap *${name}*. Apa alasannya? Tulis singkat. Ini catatan kantor, tidak dikirim ke orangnya.`,
    choices: [...usual, CANCEL],
  }
}
export const USUAL = 'Sesuai tahapan'

const whoIn = (people: readonly Mover[]) => (people.length === 1 ? quote(people[0]!.number) : `${people.length} orang`)

type Sorted = { go: readonly Mover[]; stay: readonly Mover[] }

export function confirmMove(draft: Draft, { go, stay }: Sorted, place: Place): Reply {
  const { to, reason } = draft
  const { knowledge } = place
  const words = needsWords(to!) ? reason : undefined
  const told = movedText(knowledge, { ...go[0]!, stage: to!, news: 'stage', reason: words })
  const text = [
    `*${go.length} orang* pindah ke tahap *${stageName(knowledge, to!)}*:\n${list(go, place)}`,
    stay.length > 0 &&
      `*Tidak ikut, ${stay.length} orang* (dari tahapnya sekarang belum bisa ke sana):\n${list(stay, place)}`,
    !needsWords(to!) && `Catatan kantor: ${quote(reason!)}`,
    isEnd(to!) && '⚠️ Sesudah ini tahapnya tidak bisa diubah lagi; kalau perlu, orangnya mendaftar ulang.',
    `${go.length > 1 ? 'Masing-masing dikirimi (nomornya sendiri)' : 'Orangnya dikirimi'}:\n\n${told}`,
    'Sudah benar? Ketik *kirim*.',
  ]
  return { text: text.filter(Boolean).join('\n\n'), choices: yes(draft, `Ya, pindahkan ${go.length} orang`) }
}

export function confirmInto(draft: Draft, batch: BatchLine, people: readonly Mover[], place: Place): Reply {
  const more = overfull(batch, people.length)
  const others = people.filter(({ schemes }) => !schemes.includes(batch.scheme))
  const scheme = place.knowledge.schemes.find(({ id }) => id === batch.scheme)?.short ?? batch.scheme
  const text = [
    `*${people.length} orang* masuk angkatan *${quote(batch.name)}* (${scheme}, ${batchDays(batch)}):\n${list(people, place)}`,
    batch.seats !== undefined &&
      `Kursi: ${batch.seats}, terisi ${batch.taken}, sesudah ini ${batch.taken + people.length}.`,
    more > 0 && `⚠️ *Lebih ${more} dari kursinya.* Tetap bisa, kalau memang begitu.`,
    others.length > 0 && `⚠️ Tidak memilih program ini waktu mendaftar: ${others.map((one) => one.number).join(', ')}.`,
    'Orangnya dikabari. Sudah benar? Ketik *kirim*.',
  ]
  return { text: text.filter(Boolean).join('\n\n'), choices: yes(draft, `Ya, masukkan ${people.length} orang`) }
}

const yes = (draft: Draft, label: string) => [{ id: `kirim=${marked(draft)}`, label }, CANCEL]

/** What was done, and who was not moved because somebody else moved them since they were shown. */
export function moved(what: string, done: readonly Mover[], changed: readonly Mover[], place: Place): Reply {
  const text = [
    done.length > 0
      ? `${whoIn(done)} ${what}. Kabarnya dikirim ke ${done.length === 1 ? 'orangnya' : 'mereka'}, kecuali yang memilih *berhenti*.`
      : 'Tidak ada yang dipindahkan.',
    changed.length > 0 && `*Berubah sejak tadi, jadi tidak saya sentuh:*\n${list(changed, place)}`,
  ]
  return { text: text.filter(Boolean).join('\n\n'), choices: [DESK] }
}

/** "• LA-2026-000034 Nur Hasanah – 🟢 Lengkap sejak 24 November 2026, 10.38 WITA (Rina), Kaigo 2027-1" */
export function list(people: readonly Mover[], place: Place): string {
  const lines = people.slice(0, MOST).map((one) => `• ${line(one, place)}`)
  return [...lines, ...(people.length > MOST ? [`• … dan ${people.length - MOST} orang lagi`] : [])].join('\n')
}

function line({ number, fullName, stage, lastMove, batch }: Mover, { knowledge }: Place): string {
  const since = lastMove && ` sejak ${longMoment(knowledge.office.zone, lastMove.at)}`
  const by = lastMove?.by && ` (${quote(lastMove.by)})`
  const group = batch && `, ${quote(batch.name)}`
  return `${number} ${quote(fullName)} – ${stageName(knowledge, stage)}${since ?? ''}${by ?? ''}${group ?? ''}`
}
