import { z } from 'zod'
import type { Reply } from '../domain/chat.ts'
import { defineFlow, type Flow, type Place, type Turn } from './flow.ts'
import { saysNo } from './nothing-said.ts'

type Confirmation = {
  name: string
  ask: string | ((place: Place) => string)
  yes: string
  done(place: Place): Omit<Turn, 'draft'>
  /** What is said instead where it would change nothing. */
  needless?(place: Place): string | undefined
}

/** A question with yes and no; it is done only after a tap or a typed yes. */
export function confirming({ name, ask, yes, done, needless }: Confirmation): Flow {
  const choices = [
    { id: 'ya', label: yes },
    { id: 'tidak', label: 'Tidak jadi' },
  ]
  const again = (place: Place) => [{ text: typeof ask === 'string' ? ask : ask(place), choices }]
  return defineFlow({
    name,
    hears: ['batal', 'kembali'],
    draft: z.object({}),
    fresh: {},
    enter(draft, place) {
      const text = needless?.(place)
      return text ? { draft: undefined, replies: [{ text }] } : { draft, replies: again(place) }
    },
    receive(draft, heard, place) {
      const idle = heard.kind === 'choice' && needless?.(place) // a button of last week
      if (idle) return { draft: undefined, replies: [{ text: idle }] }
      if (heard.kind === 'choice' && heard.id === 'ya') return { draft: undefined, ...done(place) }
      const no = heard.kind === 'text' && saysNo(heard.text, place)
      if (no || heard.kind === 'choice' || heard.kind === 'command')
        return { draft: undefined, replies: [keptAsWas(place)] }
      return { draft, replies: again(place) }
    },
  })
}

/** Nothing was changed after all. */
export function keptAsWas({ openForms }: Place): Reply {
  const next =
    Object.keys(openForms).length > 0
      ? 'Ketik *lanjut* untuk meneruskan isian, atau *menu* untuk yang lain.'
      : 'Ketik *menu* untuk yang lain.'
  return { text: `Baik, Kak, tidak ada yang diubah. ${next}` }
}
