import { z } from 'zod'
import type { Choice, Reply } from '../domain/chat.ts'
import { running } from '../domain/registration.ts'
import { defineFlow, type Place } from './flow.ts'
import { unusable } from './unusable.ts'

const Draft = z.object({ greeted: z.boolean() })

/** Every flow that a button of any menu, also an old one, may lead to. */
const DESTINATIONS = new Set([
  'lanjut',
  'status',
  'skema',
  'cek-syarat',
  'panduan',
  'tanya',
  'cek-tawaran',
  'daftar',
  'petugas',
  'meja',
  'pengumuman',
  'petugas-kantor',
])

/** Who we are, what we can do, and the way to everything. The first flow of every chat. */
export const menu = defineFlow({
  name: 'menu',
  draft: Draft,
  fresh: { greeted: false },
  enter: (draft, place) => ({
    draft: { greeted: true },
    replies: [draft.greeted || place.spoken ? short(place) : welcome(place)],
  }),
  receive(draft, heard, place) {
    if (heard.kind === 'choice') {
      if (heard.id === 'menu') return { draft: { greeted: true }, replies: [short(place)] }
      if (DESTINATIONS.has(heard.id)) return { draft: { greeted: true }, replies: [], goTo: heard.id }
      return {
        draft: { greeted: true },
        replies: [{ ...short(place), text: 'Tombol itu sudah tidak berlaku, Kak. Ini yang bisa saya bantu:' }],
      }
    }
    if (heard.kind === 'text') return { draft, replies: [short(place)], unclear: true }
    return {
      draft: { greeted: true },
      replies: [{ ...short(place), text: `${unusable(heard)} Ini yang bisa saya bantu:` }],
    }
  },
})

function choices({ person, openForms, knowledge }: Place): Choice[] {
  const registered = person.registrations.length > 0
  const underWay = running(person.registrations) !== undefined
  return [
    ...('daftar' in openForms ? [{ id: 'lanjut', label: 'Lanjutkan pendaftaran' }] : []),
    ...(registered ? [{ id: 'status', label: 'Status saya' }] : []),
    { id: 'skema', label: 'Program kerja ke luar negeri' },
    { id: 'cek-syarat', label: 'Cek syarat saya' },
    { id: 'panduan', label: `Panduan berangkat aman (${knowledge.guide.length} halaman)` },
    { id: 'tanya', label: 'Tanya apa saja' },
    { id: 'cek-tawaran', label: 'Cek tawaran kerja' },
    ...(underWay || 'daftar' in openForms ? [] : [{ id: 'daftar', label: 'Daftar minat' }]),
    { id: 'petugas', label: 'Bicara dengan petugas' },
    ...(person.staff ? STAFF : []),
    ...(person.staff?.role === 'admin' ? [{ id: 'petugas-kantor', label: 'Petugas kantor' }] : []),
  ]
}

const STAFF: Choice[] = [
  { id: 'meja', label: 'Meja petugas' },
  { id: 'pengumuman', label: 'Pengumuman' },
]

const short = (place: Place): Reply => ({ text: 'Ada yang bisa saya bantu, Kak?', choices: choices(place) })

const isMet = ({ visited, keptForms, person }: Place) =>
  visited.length > 0 || Object.keys(keptForms).length > 0 || person.registrations.length > 0

function welcome(place: Place): Reply {
  const { office } = place.knowledge
  const text = [
    `${isMet(place) ? 'Kita belum kenalan, Kak.' : 'Halo, Kak!'} Saya *${office.botName}*, asisten chat ${office.name} untuk yang ingin kerja ke luar negeri.`,
    'Saya program komputer, bukan orang. Jawaban saya ada sumber dan tanggal ceknya. Kalau perlu orang, ketik *petugas*.',
    '*Saya tidak pernah meminta uang.* Kalau ada yang minta bayar atas nama kami, itu penipuan.',
    'Mau mulai dari mana? Ketuk atau ketik nomornya, atau langsung tulis pertanyaan Kakak.',
  ].join('\n\n')
  return { text, choices: choices(place) }
}
