/** *jejak data*: who has opened what is stored about me, and what became of my requests. */
import { z } from 'zod'
import { REQUEST_WORDS } from '../../domain/data-request.ts'
import { longMoment } from '../../domain/day.ts'
import type { Found } from '../../domain/desk.ts'
import { defineFlow, type Place } from '../flow.ts'

const SHOWN = 15

export const dataTrail = defineFlow({
  name: 'jejak-data',
  draft: z.object({}),
  fresh: {},
  enter: () => ({ draft: undefined, replies: [], lookup: { kind: 'trail' } }),
  receive(_, heard, place) {
    if (heard.kind === 'found' && heard.found.kind === 'trail')
      return { draft: undefined, replies: [{ text: worded(heard.found, place) }] }
    return { draft: undefined, replies: [], lookup: { kind: 'trail' } }
  },
})

function worded({ readings, requests }: Extract<Found, { kind: 'trail' }>, place: Place): string {
  const moment = (at: Date) => longMoment(place.knowledge.office.zone, at)
  const opened = readings.slice(0, SHOWN).map(({ at, what }) => `• ${moment(at)}: ${what}`)
  const more = readings.length > SHOWN ? [`• … dan ${readings.length - SHOWN} kali sebelumnya`] : []
  const asked = requests.map(
    ({ number, kind, openedAt, done }) =>
      `• ${number}: ${REQUEST_WORDS[kind]}, ${moment(openedAt)}, ${done ? 'selesai' : 'sedang dikerjakan petugas'}`,
  )
  const back = Object.keys(place.openForms).length > 0 ? 'Ketik *lanjut* untuk meneruskan isian.' : undefined
  return [
    '*Yang pernah dilakukan kantor dengan data Kakak*',
    opened.length > 0 ? [...opened, ...more].join('\n') : 'Belum pernah dibuka petugas.',
    asked.length > 0 && `*Permintaan Kakak*\n${asked.join('\n')}`,
    back,
  ]
    .filter(Boolean)
    .join('\n\n')
}
