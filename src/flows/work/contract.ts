/** *kontrak saya*: where somebody works abroad and until when, so that they are reminded in time. */
import { readDate } from '../../domain/birth-date.ts'
import { longDay } from '../../domain/day.ts'
import { refused } from '../../domain/reading.ts'
import type { Answers } from '../../domain/registration.ts'
import { Work } from '../../domain/work.ts'
import type { Flow, Place } from '../flow.ts'
import { form } from '../form/form.ts'
import type { FormSpec, Question } from '../form/question.ts'
import { storedList } from '../form/review.ts'
import { line, options } from '../registration/rules.ts'
import { workConsent } from './consent.ts'
import { keptText, opening } from './words.ts'

const STILL = 'belum'

const inJapan = ({ country }: Answers) => country === 'jepang'

const day = (text: string, _: Answers, { today }: Place) => readDate(text, { today, kind: 'any' })

const questions: Question[] = [
  {
    id: 'country',
    label: 'Negara',
    ask: 'Kakak bekerja di negara mana? Sudah pulang? Pilih negara yang terakhir.',
    choices: options(
      'jepang: Jepang | japan',
      'korea: Korea | korea selatan, korsel',
      'taiwan: Taiwan',
      'jerman: Jerman | germany',
      'lain: Negara lain | lain, lainnya',
    ),
  },
  {
    id: 'place',
    label: 'Kota atau prefektur',
    ask: 'Di kota atau prefektur mana?',
    hint: 'Contoh: Nagoya, Aichi. Nama perusahaan tidak perlu',
    optional: true,
    read: line('Kotanya', 'Nagoya, Aichi', { max: 60 }),
  },
  {
    id: 'start',
    label: 'Kontrak mulai',
    ask: 'Kapan kontrak Kakak mulai?',
    hint: 'Contoh: 1 April 2025',
    optional: true,
    read: day,
    show: (value) => longDay(String(value)),
  },
  {
    id: 'end',
    label: 'Kontrak berakhir',
    ask: 'Sampai kapan kontrak Kakak?',
    hint: 'Saya ingatkan sebelum tanggal itu',
    optional: true,
    read: (text, { start }, { today }) => {
      const read = readDate(text, { today, kind: 'any' })
      return read.ok && typeof start === 'string' && read.value <= start
        ? refused(`Yang terbaca ${longDay(read.value)}, sebelum kontraknya mulai, Kak. Coba periksa lagi.`)
        : read
    },
    show: (value) => longDay(String(value)),
  },
  {
    id: 'nenkin',
    label: 'Nenkin',
    ask: 'Ikut nenkin (pensiun Jepang) berapa lama? Iurannya biasanya tertulis di slip gaji.',
    when: inJapan,
    choices: options(
      'ya: 6 bulan atau lebih | ya, lebih dari 6 bulan, ikut',
      'kurang: Kurang dari 6 bulan | kurang, belum 6 bulan, tidak ikut',
      'tidak-tahu: Tidak tahu | ga tahu, kurang tahu',
      'sudah: Sudah saya klaim | sudah klaim, sudah cair',
    ),
  },
  {
    id: 'left',
    label: 'Pindah dari Jepang',
    ask: 'Sejak kapan Kakak tidak lagi beralamat di Jepang, menurut surat lapor pindah (tenshutsu todoke)?',
    hint: 'Dari tanggal itu batas nenkin dihitung. Contoh: 3 Maret 2026',
    when: (answers) => inJapan(answers) && (answers.nenkin === 'ya' || answers.nenkin === 'tidak-tahu'),
    choices: options(`${STILL}: Masih tinggal di Jepang | masih di jepang, belum pindah, belum`),
    optional: true,
    read: day,
    show: (value) => (value === STILL ? 'masih di Jepang' : longDay(String(value))),
  },
]

/** What a form's answers say; a contract that was skipped says nothing. */
function workOf(answers: Answers): Work {
  const { country, place, start, end, nenkin, left } = answers
  const told = { country, place, start, end, nenkin, left: left === STILL ? undefined : left }
  return Work.parse(Object.fromEntries(Object.entries(told).filter(([, value]) => value != null)))
}

/** The other way round: what was not told is a question that was skipped. */
function answersOf({ country, place, start, end, nenkin, left }: Work): Answers {
  const base = { country, place: place ?? null, start: start ?? null, end: end ?? null }
  return country === 'jepang' ? { ...base, nenkin, left: left ?? STILL } : base
}

const spec: FormSpec = {
  name: 'kontrak-saya',
  title: 'catatan kontrak',
  sections: [{ title: 'Kontrak kerja', questions: [workConsent, ...questions] }],
  opening: (place) => (place.person.work ? [] : [opening]),
  goingOn: () => 'Kita lanjutkan catatan kontraknya, Kak.',
  dropping: () => ({
    ask: 'Buang isian ini? Catatan yang sudah tersimpan tidak berubah.',
    yes: 'Ya, buang isian',
    done: 'Baik, Kak. Isiannya sudah saya buang.',
  }),
  known: (_, { person }) => (person.work ? answersOf(person.work) : {}),
  submit(answers, place) {
    const work = workOf(answers)
    return { replies: [{ text: keptText(work, place), choices: AFTER }], effects: [{ kind: 'saveWork', work }] }
  },
}

const AFTER = [{ id: 'menu:menu', label: 'Menu' }]

export const contract: Flow = form(spec)

/** For *lihat data*: what was told. */
export function readableWork(work: Work, place: Place): string {
  const told = Object.entries(answersOf(work)).filter(([, value]) => value !== null && value !== STILL)
  return storedList(spec, Object.fromEntries(told), place)
}
