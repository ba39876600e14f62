/** *izin*: a consent whose text has changed since it was given is asked for again; nothing is guessed from silence. */
import { z } from 'zod'
import { CONSENT_KINDS, type Consent } from '../../domain/person.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { consentText, consentVersion, isOutdated } from '../registration/rules.ts'
import { CONSENTS } from './consent-words.ts'

/** What was shown: which text a yes is for. */
const Draft = z.object({ kind: z.enum(CONSENT_KINDS), version: z.string() }).partial()
type Draft = z.infer<typeof Draft>

/** Consents of this person that were given to an older text only, one of each kind. */
const outdated = (place: Place): Consent[] =>
  CONSENT_KINDS.flatMap((kind) => {
    const given = place.person.consents.filter((consent) => consent.kind === kind)
    return given.length > 0 && given.every((consent) => isOutdated(consent, place)) ? [given.at(-1)!] : []
  })

/** What to say of it elsewhere; undefined: all is up to date. */
export const renewal = (place: Place): string | undefined =>
  outdated(place).length > 0
    ? 'Teks izin yang dulu Kakak setujui sudah berubah. Ketik *izin* untuk membacanya dan memilih lagi.'
    : undefined

export const renew = defineFlow<Draft>({
  name: 'izin',
  hears: ['batal', 'kembali'],
  draft: Draft,
  fresh: {},
  enter: (_, place) => askNext(place) ?? NOTHING,
  receive(draft, heard, place) {
    const { kind, version } = draft
    const asked = askNext(place)
    if (!asked) return NOTHING
    const shown = kind !== undefined && version === consentVersion(kind, place) ? kind : undefined
    const said = heard.kind === 'text' ? place.mind.normalise(heard.text) : ''
    if (heard.kind === 'command' || (heard.kind === 'text' && saysNo(heard.text, place))) return later()
    if (heard.kind === 'choice' && heard.id === 'tidak') return later()
    const yes = heard.kind === 'choice' ? heard.id === `setuju=${kind}=${version}` : YES.has(said)
    return yes && shown ? agree(shown, place) : asked
  },
})

const YES = new Set(['setuju', 'ya setuju', 'saya setuju'])
const NOTHING: Turn<Draft> = {
  draft: undefined,
  replies: [
    {
      text: 'Tidak ada teks izin yang berubah, Kak. Yang sudah Kakak beri terlihat di *lihat data*, dan bisa ditarik dengan *tarik izin*.',
    },
  ],
}

function askNext(place: Place): Turn<Draft> | undefined {
  const [first] = outdated(place)
  if (!first) return undefined
  const { kind } = first
  const version = consentVersion(kind, place)
  const choices = [
    { id: `setuju=${kind}=${version}`, label: 'Setuju' },
    { id: 'tidak', label: 'Tidak sekarang' },
  ]
  const head = `Teks izin *${CONSENTS[kind].name}* berubah sejak Kakak menyetujuinya. Ini teks yang baru:`
  return { draft: { kind, version }, replies: [{ text: head }, { text: consentText(kind, place), choices }] }
}

/** The old consent goes on for what its text said; nobody is talked into the new one. */
const later = (): Turn<Draft> => ({
  draft: undefined,
  replies: [
    {
      text: 'Baik, Kak. Izin yang lama tetap seperti dulu, dan teks yang baru tidak berlaku untuk Kakak. Mau menarik izinnya? Ketik *tarik izin*. Untuk yang lain ketik *menu*.',
    },
  ],
})

function agree(kind: Consent['kind'], place: Place): Turn<Draft> {
  return {
    draft: undefined,
    replies: [{ text: `Terima kasih, Kak. Persetujuan *${CONSENTS[kind].name}* untuk teks yang baru sudah dicatat.` }],
    effects: [
      { kind: 'recordConsent', consent: kind, version: consentVersion(kind, place), text: consentText(kind, place) },
    ],
  }
}
