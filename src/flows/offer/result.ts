/** What a person is told of a checked offer. Never that it is safe, and no PT or LPK is called a cheat. */
import type { Reply } from '../../domain/chat.ts'
import { rupiah } from '../../domain/money.ts'
import type { CostComparison, OfferCheck, OfferLevel } from '../../domain/offer.ts'
import type { Contact, Knowledge } from '../../knowledge/shapes.ts'
import { sourceLine } from '../sourced.ts'

/** More reasons than this are not read on a phone; the heaviest are shown. */
const REASONS = 7

/** Whoever has paid already is not told to pay nothing yet. */
const HEAD: Record<OfferLevel, (paid: boolean) => string> = {
  bahaya: (paid) =>
    `🔴 *BAHAYA.* Tawaran ini punya tanda yang sering muncul pada penipuan atau pemberangkatan tidak resmi. ${paid ? 'Jangan menambah uang lagi' : 'Jangan bayar'}, dan jangan serahkan paspor atau ijazah asli.`,
  'hati-hati': (paid) =>
    `🟠 *HATI-HATI.* Ada tanda yang perlu dicurigai. ${paid ? 'Jangan menambah uang lagi' : 'Jangan bayar dulu'}, dan jangan serahkan paspor atau ijazah asli, sampai semuanya jelas.`,
  'perlu-dicek': () =>
    '🟡 *PERLU DICEK.* Di tulisan ini saya tidak menemukan tanda bahaya yang jelas. Itu belum berarti tawarannya benar: penipu juga bisa menulis dengan rapi.',
}
/** Instead of the words that no sign was found, where money is said to be paid for a scheme that takes none for placing. */
const MONEY_FOR_STATE =
  '🟡 *PERLU DICEK.* Ada uang yang disebut, padahal jalur ini tidak memungut biaya penempatan. Biaya sendiri memang ada, tetapi jangan bayar lewat orang lain. Tanyakan dulu ke BP3MI uang itu untuk apa.'
const WARNING =
  '🟡 *PERLU DICEK.* Tulisan ini sepertinya peringatan, bukan tawaran. Kalau ada tawaran yang sebenarnya, tempel tulisannya ya, Kak.'

/** The level with its reasons, then what to do; the last one carries the choices. */
export function offerReplies(knowledge: Knowledge, check: OfferCheck): Reply[] {
  const reasons = reasonsText(knowledge, check)
  if (check.reading.warning) return [{ text: reasons, choices: NEXT }]
  return [{ text: reasons }, { text: advice(knowledge, check), choices: NEXT }]
}

const NEXT = [
  { id: 'petugas', label: 'Beri tahu petugas' },
  { id: 'biaya', label: 'Bandingkan biayanya' },
  { id: 'lagi', label: 'Cek tawaran lain' },
]

function reasonsText(knowledge: Knowledge, { level, flags, notes, cost, reading }: OfferCheck): string {
  const shown = flags.slice(0, REASONS).map(({ why }) => `• ${why}`)
  const more = flags.length > REASONS ? [`• dan ${flags.length - REASONS} tanda lain`] : []
  const rules = knowledge.offers.flags.filter(({ id }) => flags.some((flag) => flag.id === id))
  const checked = rules.map((rule) => rule.checked).sort()[0] ?? knowledge.offers.rules.checked
  const head = cost?.noAgency && level === 'perlu-dicek' ? MONEY_FOR_STATE : HEAD[level](reading.paid)
  return [
    reading.warning ? WARNING : head,
    reading.paid && !reading.warning && knowledge.offers.rules.paidAdvice,
    shown.length > 0 && `*Sebabnya:*\n${[...shown, ...more].join('\n')}`,
    cost && costText(cost),
    notes.join('\n'),
    sourceLine(knowledge, [...rules.flatMap((rule) => rule.sources), ...(cost?.sources ?? [])], checked),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** What was asked beside what the sources say. */
export function costText({ asked, verdict, text, high, scheme, noAgency }: CostComparison): string {
  const compared = {
    'di-atas': `Itu *lebih besar* daripada angka di sumber kami${high ? ` (paling tinggi ${rupiah(high)})` : ''}.`,
    'di-dalam': noAgency
      ? 'Di sumber kami yang dibayar hanya biaya sendiri seperti di bawah ini. Tanyakan ke BP3MI dulu, uang itu untuk apa.'
      : 'Itu tidak lebih besar daripada angka di sumber kami, tetapi bukan berarti boleh diminta. Minta rincian tertulis dan kuitansi atas nama perusahaan.',
    'tanpa-angka':
      scheme === undefined
        ? 'Programnya tidak disebut, jadi belum bisa saya bandingkan.'
        : 'Sumber kami tidak menyebut angkanya, jadi belum bisa saya bandingkan. Tanyakan BP3MI dulu.',
    'tanpa-bayar': 'Sumber kami tidak menyebut jumlah yang dibayar peserta. Tanyakan BP3MI dulu.',
  }[verdict]
  const state = noAgency ? ' Uang untuk agen, petugas, atau "kelulusan" jangan dibayar.' : ''
  return `*Biaya:* yang diminta ${rupiah(asked)}. ${compared}${state} ${text}`
}

/** Who has paid needs the bank before anything else; an offer without a sign needs no evidence yet. */
function advice(knowledge: Knowledge, { reading, level }: OfferCheck): string {
  const { steps, stepsSources, evidence, evidenceSources, report, reportPaid, checked } = knowledge.offers.rules
  const ids = reading.paid ? reportPaid : report
  const contacts = ids.flatMap((id) => knowledge.contacts.filter((contact) => contact.id === id))
  const five = `*Lima menit untuk mengecek:*\n${steps.map((step) => `• ${step}`).join('\n')}`
  const keep = `*Bukti:* ${evidence}`
  const numbers = `*${level === 'perlu-dicek' ? 'Bertanya atau melapor' : 'Melapor'}:*\n${contacts.map(contactLine).join('\n')}`
  return [
    ...(reading.paid ? [numbers, keep, five] : level === 'perlu-dicek' ? [five, numbers] : [five, keep, numbers]),
    'Saya hanya membaca tanda; yang berwenang memastikan adalah BP3MI, Disnaker, dan polisi.',
    sourceLine(knowledge, [...stepsSources, ...evidenceSources], checked),
  ].join('\n\n')
}

const contactLine = ({ name, numbers }: Contact) => `• ${name}: ${numbers.map((number) => `*${number}*`).join(' / ')}`
