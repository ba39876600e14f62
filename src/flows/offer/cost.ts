import { z } from 'zod'
import { rupiah, sums } from '../../domain/money.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { sourceLine } from '../sourced.ts'
import { unusable } from '../unusable.ts'
import { costText } from './result.ts'

/** What is known so far; `asked` in rupiah; `paid`: it has been paid. */
const Draft = z.object({ asked: z.number().optional(), scheme: z.string().optional(), paid: z.boolean().optional() })
type Draft = z.infer<typeof Draft>

/** *hitung biaya*: what was asked beside what the sources say of that scheme. */
export const compareCost = defineFlow<Draft>({
  name: 'hitung-biaya',
  draft: Draft,
  fresh: {},
  enter: () => ({ draft: {}, replies: [{ text: ASK }] }),
  receive(draft, heard, place) {
    if (heard.kind === 'handed') return compare(Draft.safeParse(heard.answers).data ?? {}, place)
    if (heard.kind === 'choice') return compare({ ...draft, scheme: heard.id }, place)
    if (heard.kind !== 'text') return { draft, replies: [{ text: unusable(heard) }] }
    return hearText(draft, heard.text, place)
  },
})

function hearText(draft: Draft, text: string, place: Place): Turn<Draft> {
  const reading = place.mind.readOffer(text)
  const said = reading.asked ?? sums(text).find(({ currency }) => currency === 'IDR')?.value
  const asked = said ?? draft.asked
  const scheme = reading.scheme ?? draft.scheme
  if (scheme === undefined && asked !== undefined) {
    const offer = said === undefined ? `${text}, diminta ${rupiah(asked)}` : text
    const { level } = place.mind.checkOffer({ text: offer, today: place.today }, undefined)
    if (level === 'bahaya') return { draft: {}, replies: [], goTo: 'cek-tawaran', hands: { offer } } // "kamboja 5 juta": no sum would be right
  }
  if (said === undefined && (reading.scheme === undefined || asked === undefined))
    return { draft, replies: [{ text: `Jumlahnya belum terbaca, Kak. ${EXAMPLE}` }], unclear: true }
  return compare({ asked, scheme, paid: reading.paid || draft.paid }, place)
}

const EXAMPLE = 'Tulis programnya dan uang yang diminta, misalnya: _SSW kaigo diminta 45 juta_.'
const ASK = `Saya bandingkan dengan angka di sumber kami, Kak. ${EXAMPLE}`

/** What is none of the schemes. */
const UNKNOWN = 'tidak-tahu'

function compare(draft: Draft, place: Place): Turn<Draft> {
  const { asked, scheme, paid } = draft
  if (asked === undefined) return { draft, replies: [{ text: ASK }] }
  if (scheme === undefined)
    return { draft, replies: [{ text: 'Untuk program yang mana, Kak?', choices: schemes(place) }] }
  const cost = place.mind.compareCost(asked, scheme)
  const { rules } = place.knowledge.offers
  const text = [
    paid && rules.paidAdvice,
    costText(cost),
    sourceLine(place.knowledge, [...cost.sources, ...(paid ? rules.paidSources : [])], cost.checked),
  ]
    .filter(Boolean)
    .join('\n\n')
  const choices = [{ id: 'cek-tawaran:lagi', label: 'Cek tawarannya juga' }]
  return { draft: {}, replies: [{ text, choices }] }
}

const schemes = ({ knowledge }: Place) => [
  ...knowledge.schemes
    .filter(({ id }) => knowledge.offers.costs.some((cost) => cost.scheme === id))
    .map(({ id, short }) => ({ id, label: short })),
  { id: UNKNOWN, label: 'Tidak disebut' },
]
