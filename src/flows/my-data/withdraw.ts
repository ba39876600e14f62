/** *tarik izin*: which consent, what follows said plainly, and at a yes it is done. */
import { z } from 'zod'
import { withDependents } from '../../domain/consent.ts'
import { dayIn, longDay } from '../../domain/day.ts'
import { CONSENT_KINDS, type Consent } from '../../domain/person.ts'
import { keptAsWas } from '../confirming.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { CONSENTS } from './consent-words.ts'
import { OUTSIDE, receipt } from './receipt.ts'
import { isAnythingKept } from './show.ts'

type Kind = Consent['kind']
const ALL = 'semua'
/** What is to be taken back; undefined: not said yet. */
const Draft = z.object({ what: z.enum([...CONSENT_KINDS, ALL]).optional() })
type Draft = z.infer<typeof Draft>
type What = NonNullable<Draft['what']>

export const withdraw = defineFlow<Draft>({
  name: 'tarik-izin',
  hears: ['batal', 'kembali'],
  draft: Draft,
  fresh: {},
  enter: (_, place) => needless(place) ?? begin(place),
  receive(draft, heard, place) {
    if (heard.kind === 'choice') return choose(draft, heard.id, place)
    const no = heard.kind === 'text' && saysNo(heard.text, place)
    if (no || heard.kind === 'command') return { draft: undefined, replies: [keptAsWas(place)] }
    return draft.what === undefined ? begin(place) : askFor(draft.what, place)
  },
})

function needless(place: Place): Turn<Draft> | undefined {
  if (given(place).length > 0 || place.person.registrations.length > 0) return undefined
  const next = isAnythingKept(place)
    ? 'Mau menghapus yang sudah Kakak isi atau tempel? Ketik *hapus data*.'
    : 'Ketik *menu* untuk yang lain.'
  const text = `Kakak belum pernah memberi izin, jadi tidak ada yang perlu ditarik. ${next}`
  return { draft: undefined, replies: [{ text }] }
}

/** Each kind once, as it was given last. */
const given = ({ person }: Place): Consent[] =>
  CONSENT_KINDS.flatMap((kind) => person.consents.findLast((consent) => consent.kind === kind) ?? [])

/** Whoever gave only one consent is not asked which. */
function begin(place: Place): Turn<Draft> {
  const consents = given(place)
  if (consents.length === 0) return askFor(ALL, place)
  if (consents.length === 1) return askFor(consents[0]!.kind === 'registrasi' ? ALL : consents[0]!.kind, place)
  const { zone } = place.knowledge.office
  const lines = consents.map(({ kind, version, givenAt }) => {
    const { name, follows } = CONSENTS[kind]
    return `• *${name}* (teks ${longDay(version)}, disetujui ${longDay(dayIn(zone, givenAt))}). Kalau ditarik: ${follows}.`
  })
  const text = ['*Izin yang Kakak berikan:*', lines.join('\n'), 'Izin mana yang mau ditarik?'].join('\n\n')
  const choices = [
    ...consents.map(({ kind }) => ({ id: `pilih=${kind}`, label: `Izin ${CONSENTS[kind].name}` })),
    { id: `pilih=${ALL}`, label: 'Semua izin' },
    { id: 'tidak', label: 'Tidak jadi' },
  ]
  return { draft: {}, replies: [{ text, choices }] }
}

const FOLLOWS_ALL =
  'pendaftaran Kakak dibatalkan dan isinya dihapus, juga dokumen, formulir yang belum dikirim, jawaban cek syarat, tawaran yang dicek, jawaban tentang tawaran, dan catatan kontrak'
const MENTOR_TOO = '. Kakak juga keluar dari daftar mentor'

function askFor(what: What, place: Place): Turn<Draft> {
  if (what !== ALL && !given(place).some(({ kind }) => kind === what))
    return { draft: undefined, replies: [{ text: 'Izin itu sudah tidak ada, Kak. Ketik *menu* untuk yang lain.' }] }
  const text =
    what === ALL
      ? `Kalau izin ditarik, ${FOLLOWS_ALL}${place.person.mentor ? MENTOR_TOO : ''}. Tarik izin?`
      : `Kalau izin *${CONSENTS[what].name}* ditarik, ${CONSENTS[what].follows}. Tarik izin ini?`
  const choices = [
    { id: `ya=${what}`, label: 'Ya, tarik izin' },
    { id: 'tidak', label: 'Tidak jadi' },
  ]
  return { draft: { what }, replies: [{ text, choices }] }
}

function choose(_: Draft, id: string, place: Place): Turn<Draft> {
  const [verb, value] = id.split('=')
  const what = Draft.shape.what.safeParse(value).data
  const idle = needless(place) // a button of last week
  if (idle || verb === 'tidak' || what === undefined) return idle ?? { draft: undefined, replies: [keptAsWas(place)] }
  return verb === 'ya' ? done(what, place) : askFor(what, place)
}

function done(what: What, place: Place): Turn<Draft> {
  const asked = askFor(what, place)
  if (asked.draft === undefined) return asked // it is gone already
  const kinds: Kind[] = what === ALL ? [...CONSENT_KINDS] : withDependents([what])
  const taken = kinds.includes('registrasi') ? place.person.registrations : []
  const { line, effect } = receipt('tarik', place)
  const parts = [
    outcome(what, taken.length > 0),
    taken.length > 0 && OUTSIDE,
    line,
    'Mau menghapus yang lain juga, termasuk percakapan dengan petugas? Ketik *hapus data*. Untuk yang lain ketik *menu*.',
  ]
  return {
    draft: undefined,
    replies: [{ text: parts.filter(Boolean).join('\n\n') }],
    effects: [
      effect,
      { kind: 'withdrawConsent', consents: kinds },
      ...taken.map((r) => ({ kind: 'withdrawRegistration', number: r.number }) as const),
    ],
  }
}

const PROOF = 'Yang tersisa hanya catatan bahwa Kakak pernah setuju dan menarik izin.'

function outcome(what: What, hadRegistration: boolean): string {
  if (what !== ALL && what !== 'registrasi')
    return `Izin *${CONSENTS[what].name}* sudah ditarik, dan ${what === 'dokumen' ? 'dokumennya' : 'jawabannya'} sudah dihapus. ${PROOF}`
  const gone = hadRegistration
    ? 'Pendaftaran dibatalkan dan isinya sudah dihapus.'
    : 'Isian yang belum dikirim, jawaban cek syarat, dan tawaran yang dicek sudah dihapus.'
  return `Izin sudah ditarik. ${what === 'registrasi' ? 'Pendaftaran atau formulirnya sudah dihapus.' : gone} ${PROOF}`
}
