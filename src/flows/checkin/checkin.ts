/** *kabar saya*: somebody abroad tells the office how they are. What sounds like need is a ticket before the next question. */
import { CHECKIN_OPTIONS, CheckinAnswers } from '../../domain/checkin.ts'
import type { Effect } from '../../domain/effect.ts'
import { accepted, fold, refused } from '../../domain/reading.ts'
import { countryName } from '../../domain/work.ts'
import { numbersOf } from '../emergency/numbers.ts'
import type { Flow, Place, Turn } from '../flow.ts'
import { form } from '../form/form.ts'
import type { FormSpec, Question } from '../form/question.ts'
import { Draft } from '../form/walk.ts'
import { workConsent } from '../work/consent.ts'

type Trouble = Place['knowledge']['checkins']['troubles'][number]

const choice = (id: keyof typeof CHECKIN_OPTIONS, ask: string, also: Record<string, string[]>): Question => ({
  id,
  label: CHECKIN_OPTIONS[id].title,
  ask,
  choices: Object.entries(CHECKIN_OPTIONS[id].options).map(([option, label]) => ({
    id: option,
    label,
    also: also[option] ?? [],
  })),
})

const troubleOf = (id: unknown, { knowledge }: Place): Trouble | undefined =>
  knowledge.checkins.troubles.find((trouble) => trouble.id === id)

/** Longer than this is no answer to a form; a conversation with the office is *petugas*. */
const LONGEST = 1500

const trouble: Question = {
  id: 'trouble',
  label: 'Masalah',
  ask: 'Ada masalah? Kalau beberapa, pilih yang paling berat; yang lain bisa ditulis sesudah ini.',
  choices: (_, { knowledge }) => knowledge.checkins.troubles.map(({ id, label }) => ({ id, label })),
  effects: (value, place) => alarm(troubleOf(value, place), place),
}

/** Where they are goes along, for whoever calls must know. */
function alarm(found: Trouble | undefined, { person }: Place): Effect[] {
  if (found?.alarm === undefined) return []
  const where = person.work
    ? [person.work.place, countryName(person.work.country)].filter(Boolean).join(', ')
    : 'belum diketahui'
  return [{ kind: 'tellStaff', about: found.alarm, text: `Tanya kabar: ${found.label}. Tempat kerja: ${where}.` }]
}

const words: Question = {
  id: 'words',
  label: 'Pesan',
  ask: 'Ada yang mau disampaikan ke petugas? Tulis saja di sini, nanti saya teruskan.',
  hint: 'Tidak ada? Ketik lewati',
  optional: true,
  read: (text) =>
    text.length > LONGEST
      ? refused(`Terlalu panjang, Kak: paling banyak ${LONGEST} huruf. Tulis intinya dulu, sisanya lewat *petugas*.`)
      : accepted(fold(text)),
  effects: (value, { mind }) => {
    if (typeof value !== 'string') return []
    const need = mind.distress(value)
    return [{ kind: 'tellStaff', about: need === 'none' ? 'petugas' : 'darurat', text: value }]
  },
}

const spec: FormSpec = {
  name: 'kabar-saya',
  title: 'tanya kabar',
  sections: [
    {
      title: 'Kabar',
      questions: [
        workConsent,
        choice('mood', 'Apa kabar, Kak?', {
          baik: ['alhamdulillah baik', 'sehat'],
          kurang: ['kurang', 'buruk', 'tidak baik'],
        }),
        choice('settled', 'Betah di sana?', { ya: ['ya', 'iya'], tidak: ['tidak', 'ga betah'] }),
        choice('extend', 'Setelah kontrak ini, maunya bagaimana?', {
          ya: ['memperpanjang', 'perpanjang'],
          pindah: ['pindah'],
          pulang: ['pulang'],
          belum: ['ga tahu', 'bingung'],
        }),
        trouble,
        words,
      ],
    },
  ],
  atOnce: true,
  goingOn: () => 'Kita lanjutkan, Kak.',
  dropping: () => ({
    ask: 'Tidak jadi memberi kabar? Jawabannya saya buang.',
    yes: 'Ya, buang',
    done: 'Baik, Kak. Jawabannya sudah saya buang. Kalau butuh bantuan, ketik *petugas* atau *bahaya* kapan saja.',
  }),
  submit(answers) {
    const passed = typeof answers.words === 'string' ? 'Pesannya sudah saya teruskan ke petugas. ' : ''
    const text = `Terima kasih, Kak. ${passed}Jaga diri baik-baik. Kalau butuh bantuan, ketik *petugas* atau *bahaya* kapan saja.`
    return {
      replies: [{ text }],
      effects: [{ kind: 'answerCheckin', answers: CheckinAnswers.parse(answers) }],
    }
  },
}

const asking = form(spec)

export const checkin: Flow = {
  ...asking,
  receive: (stored, heard, place) => helping(asking.receive(stored, heard, place), place),
}

/** Whoever has just named a trouble reads what helps at once; where it is danger, nothing more is asked. */
function helping(turn: Turn, place: Place): Turn {
  if (!turn.effects?.some(({ kind }) => kind === 'tellStaff')) return turn
  const answers = Draft.safeParse(turn.draft).data?.answers
  const found = answers && !('words' in answers) ? troubleOf(answers.trouble, place) : undefined
  if (!found?.help) return turn
  const numbers =
    found.alarm === 'darurat' && !found.danger ? [numbersOf(place.knowledge, place.person.work?.country)] : []
  const help = { text: [found.help, ...numbers].join('\n\n') }
  if (!found.danger) return { ...turn, replies: [help, ...turn.replies] }
  const where = place.person.work?.country
  return { ...turn, replies: [help], goTo: 'darurat', hands: where ? { where } : {} }
}
