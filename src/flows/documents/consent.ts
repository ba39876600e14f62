/** The consent that documents have of their own, asked before the first one. */
import type { Effect } from '../../domain/effect.ts'
import type { Heard, Place, Turn } from '../flow.ts'
import { consentText, consentVersion } from '../registration/rules.ts'
import type { Draft } from './draft.ts'

const KIND = 'dokumen'
const YES = new Set(['setuju', 'ya setuju', 'saya setuju'])

/** `draft`: what is to be gone on with after a yes. */
export function askConsent(draft: Draft, place: Place): Turn<Draft> {
  const version = consentVersion(KIND, place)
  const choices = [
    { id: `setuju=${version}`, label: 'Setuju' },
    { id: 'tidak', label: 'Tidak' },
  ]
  return { draft: { ...draft, consent: version }, replies: [{ text: consentText(KIND, place), choices }] }
}

/** Was that a yes to the text that holds now, and that was shown? */
export function shownConsent({ consent }: Draft, heard: Heard, place: Place): boolean {
  const version = consentVersion(KIND, place)
  if (consent !== version) return false
  if (heard.kind === 'choice') return heard.id === `setuju=${version}`
  return heard.kind === 'text' && YES.has(place.mind.normalise(heard.text))
}

export const agree = (place: Place): Effect[] => [
  { kind: 'recordConsent', consent: KIND, version: consentVersion(KIND, place), text: consentText(KIND, place) },
]

/** A nod is no consent. */
export const YES_OR_NO = {
  text: 'Supaya pasti: ketik *setuju* kalau Kakak setuju dengan teks di atas, atau *tidak* kalau tidak.',
}

export const refused: Turn<Draft> = {
  draft: undefined,
  replies: [
    {
      text: 'Baik, Kak, tidak ada foto atau berkas yang saya simpan. Pendaftarannya tetap jalan; dokumennya ditunjukkan langsung di kantor. Berubah pikiran? Ketik *berkas*.',
    },
  ],
}
