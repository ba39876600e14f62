import { type Place, saying } from './flow.ts'
import { schemeChoices } from './schemes.ts'

/** *jadwal*: what is known of the dates of the schemes a person is interested in, or of all. */
export const dates = saying('jadwal', (place) => {
  const wanted = interests(place)
  const shown = place.knowledge.schemes.filter((scheme) =>
    wanted.length > 0 ? wanted.includes(scheme.id) : scheme.status !== 'lewat',
  )
  const lines = shown.map((scheme) => `*${scheme.short}*: ${scheme.statusNote.text}`)
  const text = [
    wanted.length > 0 ? 'Jadwal program yang Kakak minati:' : 'Keadaan jadwal sekarang:',
    ...lines,
    'Tanggal yang belum diumumkan resmi tidak saya tebak. Pilih programnya untuk tanggal-tanggal yang pernah ada:',
  ].join('\n\n')
  return { replies: [{ text, choices: schemeChoices(shown, (id) => `skema:${id}/jadwal`) }] }
})

const interests = ({ person }: Place): string[] => person.registrations.flatMap((registration) => registration.schemes)
