/** What somebody in need reads first: one thing to do, then the rest. */
import type { Reply } from '../../domain/chat.ts'
import type { Trouble } from '../../knowledge/mind.ts'
import type { FirstSteps, Knowledge } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'
import { sourceLine } from '../sourced.ts'
import { type Draft, isFresh } from './draft.ts'
import { firstNumber, numbersEverywhere, numbersOf } from './numbers.ts'
import { placeChoices } from './places.ts'

const WRITE_ON = 'Tulis apa saja di sini; saya teruskan ke petugas.'
const STAFF_KNOW = 'Petugas kami juga sudah saya beri tahu, tetapi jangan menunggu jawabannya.'

/** All that helps in this trouble. `told`: staff were told as well. */
export function firstHelp(draft: Draft, trouble: Trouble, { knowledge }: Place, told: boolean): Reply {
  const steps = knowledge.firstSteps.find((steps) => steps.trouble === trouble)
  const text = [
    ...HELP[trouble](draft, knowledge),
    `${told ? `${STAFF_KNOW} ` : ''}${WRITE_ON}`,
    steps && sourceLine(knowledge, steps.sources, steps.checked),
    trouble !== 'uang' && (draft.where ? 'Tempatnya salah? Pilih di bawah ini.' : whereIs(draft)),
  ]
  const choices = trouble === 'uang' ? {} : { choices: placeChoices(draft.forAnother === true) }
  return { text: text.filter(Boolean).join('\n\n'), ...choices }
}

const HELP: Record<Trouble, (draft: Draft, knowledge: Knowledge) => string[]> = {
  bahaya: ({ where }, knowledge) => [
    'Kakak tidak sendirian, dan ini bukan salah Kakak. Kalau sedang dalam bahaya, hubungi sekarang:',
    numbersOf(knowledge, where),
  ],
  uang: (_, knowledge) => [
    stepsFor(knowledge, 'uang').text,
    'Ada yang dikurung, diancam, atau disakiti? Ketik *bahaya* untuk nomor pertolongan.',
  ],
  'putus-asa': ({ where }, knowledge) => [
    'Terima kasih sudah menulis, Kak. Kakak berarti.',
    stepsFor(knowledge, 'putus-asa').text,
    `Kalau nyawa terancam, hubungi sekarang:\n\n${numbersOf(knowledge, where)}`,
  ],
  hilang: ({ where }, knowledge) => [
    'Saya ikut cemas, Kak. Laporkan sekarang, jangan menunggu:',
    where ? numbersOf(knowledge, where) : numbersEverywhere(knowledge),
    stepsFor(knowledge, 'hilang').text,
  ],
}

const whereIs = ({ forAnother }: Draft) =>
  forAnother ? 'Yang perlu ditolong sedang di mana?' : 'Kakak sedang di mana?'

/** Where all of it was said a moment ago: what to do now, and how to see it again. */
export function shortHelp(draft: Draft, trouble: Trouble, { knowledge }: Place): Reply {
  const now = {
    bahaya: `Yang paling cepat menolong: telepon ${firstNumber(knowledge, draft.where)}. Tidak bisa menelepon? Tulis alamatnya di sini, atau minta orang terdekat meneleponkan. Semua nomor: ketik *bahaya*.`,
    uang: `${stepsFor(knowledge, 'uang').text.split('\n')[0]} Langkah lainnya ada di atas. Ada yang dalam bahaya? Ketik *bahaya*.`,
    'putus-asa': `${callForDespair(draft, knowledge)} Jangan sendirian: panggil satu orang di dekat Kakak. Nomor lain: ketik *bahaya*.`,
    hilang: 'Belum melapor? Telepon nomor di atas sekarang. Semua nomor: ketik *bahaya*.',
  }
  const text = `${PASSED_ON} ${now[trouble]}`
  if (trouble === 'uang' || draft.where) return { text }
  return { text: `${text} ${whereIs(draft)}`, choices: placeChoices(draft.forAnother === true) }
}

/** The counsellor can be called from Indonesia only. */
const callForDespair = ({ where }: Draft, knowledge: Knowledge) =>
  where === undefined || where === 'indonesia'
    ? `${stepsFor(knowledge, 'putus-asa').text.split('. ')[0]}.`
    : `Telepon ${firstNumber(knowledge, where)} sekarang.`

/** After words that ask for nothing: they were passed on, and what still comes first. */
export function passedOn(draft: Draft, place: Place): Reply {
  const { told, at } = draft
  if (isFresh(draft, place) && told?.at !== at) return { text: ALSO }
  const first = {
    bahaya:
      'Kalau sedang dalam bahaya, jangan menunggu: hubungi nomor di atas, atau ketik *bahaya* untuk melihatnya lagi.',
    uang: 'Ikuti langkah di atas satu per satu, mulai dari bank.',
    'putus-asa':
      'Terima kasih masih menulis di sini. Jangan sendirian ya: panggil satu orang. Nomornya: ketik *bahaya*.',
    hilang: 'Belum melapor? Telepon nomor di atas sekarang, atau ketik *bahaya* untuk melihatnya lagi.',
  }
  return { text: `${PASSED_ON} ${first[told?.trouble ?? 'bahaya']} Untuk hal lain ketik *menu*.` }
}

const PASSED_ON = 'Sudah saya teruskan ke petugas, Kak.'
/** Whoever writes line after line has read the rest of it. */
const ALSO = 'Ini juga sudah saya teruskan, Kak. Nomor pertolongan: ketik *bahaya*.'

const stepsFor = ({ firstSteps }: Knowledge, trouble: FirstSteps['trouble']) =>
  firstSteps.find((steps) => steps.trouble === trouble)!
