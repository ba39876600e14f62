import { z } from 'zod'
import type { Reply } from '../../domain/chat.ts'
import { readZone, ZONE_IDS, type Zone, zoneName } from '../../domain/zone.ts'
import { defineFlow, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'

const CITIES: Record<Zone, string> = {
  'Asia/Jakarta': 'Jakarta, Jawa, Sumatra',
  'Asia/Makassar': 'Banjarmasin, Bali, Makassar',
  'Asia/Jayapura': 'Papua, Maluku',
  'Asia/Tokyo': 'Jepang',
  'Europe/Berlin': 'Jerman',
}

const ask: Reply = {
  text: 'Kakak sekarang tinggal di zona waktu mana? Jam di *jadwal* dan jam pengingat saya sesuaikan.',
  choices: ZONE_IDS.map((zone) => ({ id: zoneName(zone), label: `${zoneName(zone)} (${CITIES[zone]})` })),
}

/** *zona waktu*: where a person lives decides by which clock dates are told, and when they are reminded. */
export const zone = defineFlow({
  name: 'zona-waktu',
  hears: ['batal', 'kembali'],
  draft: z.object({}),
  fresh: {},
  enter: (draft) => ({ draft, replies: [ask] }),
  receive(draft, heard) {
    if (heard.kind === 'choice' || heard.kind === 'text') {
      const said = readZone(heard.kind === 'choice' ? heard.id : heard.text)
      if (said) return done(said)
      return heard.kind === 'text' ? { draft, replies: [ask], unclear: true } : { draft, replies: [ask] }
    }
    if (heard.kind === 'command') return { draft: undefined, replies: [{ text: 'Baik, Kak, tidak ada yang diubah.' }] }
    return { draft, replies: [{ text: unusable(heard) }, ask] }
  },
})

const done = (said: Zone): Turn<Record<string, never>> => ({
  draft: undefined,
  replies: [
    {
      text: `Baik, Kak. Mulai sekarang jamnya saya tulis menurut *${zoneName(said)}*, dan pengingat dikirim menurut jam di sana. Lihat tanggal Kakak: ketik *jadwal*.`,
    },
  ],
  effects: [{ kind: 'setZone', zone: said }],
})
