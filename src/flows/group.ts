import type { Input, Reply } from '../domain/chat.ts'
import { states } from './dates.ts'
import type { Place } from './flow.ts'

/** In a group everybody reads along: only public things, only when addressed, and never anything of a person. */
export function inGroup({ knowledge }: Pick<Place, 'knowledge'>, input: Input): Reply[] {
  if (input.kind !== 'text') return []
  const { office, schemes } = knowledge
  const hello = `Saya ${office.botName}, asisten ${office.name}. Supaya data Kakak aman, ayo lanjut di chat pribadi: ketuk nama saya, lalu tulis *menu*.`
  if (!/^\/?jadwal\b/i.test(input.text)) return [{ text: hello }]
  return [{ text: `Keadaan jadwal sekarang:\n\n${states(schemes)}\n\n${hello}` }]
}
