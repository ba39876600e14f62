import type { Scheme } from '../knowledge/shapes.ts'
import { saying } from './flow.ts'
import { STATUS, schemeChoices } from './schemes.ts'

/** *jadwal*: what is known of the dates of the schemes a person is interested in, or how all of them stand. */
export const dates = saying('jadwal', (place) => {
  const { schemes } = place.knowledge
  const wanted = schemes.filter(({ id }) => place.person.registrations.some((r) => r.schemes.includes(id)))
  const lines = wanted.map((scheme) => `${STATUS[scheme.status].sign} *${scheme.short}*: ${scheme.statusNote.text}`)
  const text = [
    ...(lines.length > 0
      ? ['Jadwal program yang Kakak minati:', ...lines]
      : ['Keadaan jadwal sekarang:', states(schemes)]),
    'Tanggal yang belum diumumkan resmi tidak saya tebak. Tanggal-tanggalnya ada di halaman *Jadwal* tiap program: ketik *skema*.',
  ].join('\n\n')
  const shown = wanted.length > 0 ? wanted : schemes
  return { replies: [{ text, choices: schemeChoices(shown, (id) => `skema:${id}/jadwal`) }] }
})

/** How all schemes stand, those of one state together. */
export const states = (schemes: readonly Scheme[]): string =>
  Object.entries(STATUS)
    .map(([status, { sign, words }]) => ({
      head: `${sign} *${words.replace(/^./, (letter) => letter.toUpperCase())}*`,
      names: schemes.filter((scheme) => scheme.status === status).map(({ short }) => `• ${short}`),
    }))
    .filter(({ names }) => names.length > 0)
    .map(({ head, names }) => `${head}\n${names.join('\n')}`)
    .join('\n\n')
