/** *pengumuman*: staff write to many at once; nothing leaves before it was seen as it will be received. */
import { type AnnouncementFound, problemsOf } from '../../domain/announcement.ts'
import type { Found } from '../../domain/desk.ts'
import type { Answers } from '../../domain/registration.ts'
import { impliesRegistration } from '../../domain/segment.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'
import { askAudience, narrowed } from './audience.ts'
import { Draft } from './draft.ts'
import { beforeSending, LIST, list, one, problems } from './showing.ts'
import { ASK_TIME, readTime } from './time.ts'

export const announcing = defineFlow<Draft>({
  name: 'pengumuman',
  staffOnly: true,
  takesFiles: true,
  hears: ['batal', 'kembali', 'kirim', 'lanjut'],
  draft: Draft,
  fresh: {},
  /** While they write it, everything is part of it but a way out. */
  claims: (draft, text) => draft.step === 'words' && !WAYS_OUT.has(text.trim().toLowerCase()),
  enter: (draft, place) => (draft.step === undefined ? overview() : again(draft, place)),
  receive(draft, heard, place) {
    switch (heard.kind) {
      case 'found':
        return found(draft, heard.found, place)
      case 'handed':
        return asking(heard.answers, place)
      case 'choice':
        return choose(draft, heard.id, place)
      case 'command':
        return command(draft, heard.name, place)
      case 'text':
        return hearText(draft, heard.text, place)
      case 'file':
        return hearFile(draft, heard, place)
      default:
        return { draft, replies: [{ text: unusable(heard) }] }
    }
  },
})

const WAYS_OUT = new Set(['batal', 'kembali', 'menu', '/menu', '/start', 'pengumuman'])

const overview = (): Turn<Draft> => ({ draft: {}, replies: [], lookup: { kind: 'announcements' } })
const see = (id: number): Turn<Draft> => ({ draft: { looking: id }, replies: [], lookup: { kind: 'announcement', id } })

const WRITE = [
  'Tulis pengumumannya dalam satu pesan; seperti itu juga yang diterima orang. Boleh kirim satu gambar atau PDF dulu, lalu tulisannya.',
  '{nama} diganti dengan nama masing-masing, {nomor} dengan nomor pendaftarannya. Tidak jadi? Ketik *batal*.',
].join('\n\n')

const askWords = (draft: Draft): Turn<Draft> => ({ draft: { ...draft, step: 'words' }, replies: [{ text: WRITE }] })

/** *kabar alumni* has the words already; whom they are for is asked here. */
function asking({ text }: Answers, place: Place): Turn<Draft> {
  const draft: Draft = { text: String(text), checkin: true, step: 'audience' }
  return { draft, replies: [askAudience(undefined, place)] }
}

function again(draft: Draft, place: Place): Turn<Draft> {
  if (draft.step === 'words') return askWords(draft)
  if (draft.step === 'audience') return { draft, replies: [askAudience(draft.segment, place)] }
  return check(draft)
}

function command(draft: Draft, name: string, place: Place): Turn<Draft> {
  if (name === 'kirim' && draft.step === 'check') return draft.sendable ? send(draft, place.now, place) : check(draft)
  if (name === 'lanjut' && draft.step === 'audience' && draft.segment) return check(draft)
  if (name === 'lanjut' && draft.step !== undefined) return again(draft, place)
  if (draft.step === undefined) return { draft: undefined, replies: [], goTo: 'menu' }
  return {
    draft: {},
    replies: [{ text: 'Tidak jadi. Pengumuman itu tidak dikirim dan tidak disimpan.', choices: [LIST] }],
  }
}

function hearText(draft: Draft, text: string, place: Place): Turn<Draft> {
  if (draft.step === 'words') return words({ ...draft, text: text.trim() }, place)
  if (draft.step === 'audience') return audience(draft, text, place)
  if (draft.step === 'time') {
    const at = readTime(text, place)
    return at instanceof Date ? send(draft, at, place) : { draft, replies: [{ text: at }] }
  }
  const asked = /^laporan(?:\s+(?:pengumuman\s*)?(\d{1,9}))?$/i.exec(text.trim())
  const wanted = asked?.[1] ? Number(asked[1]) : draft.looking
  if (asked && wanted !== undefined) return report(wanted)
  const id = /^(?:pengumuman\s*)?(?:no\.?|nomor)?\s*(\d{1,9})$/i.exec(text.trim())?.[1]
  return id ? see(Number(id)) : { draft, replies: [], unclear: true }
}

/** The words may stand under the picture. */
function hearFile(draft: Draft, { file, caption }: Extract<Heard, { kind: 'file' }>, place: Place): Turn<Draft> {
  if (draft.step !== 'words')
    return { draft, replies: [{ text: 'Untuk mengirim gambar, pilih *Buat pengumuman* dulu.', choices: [LIST] }] }
  if (caption) return words({ ...draft, file, text: caption.trim() }, place)
  return {
    draft: { ...draft, file },
    replies: [{ text: 'Gambar atau berkasnya sudah saya pegang. Sekarang tulis pengumumannya.' }],
  }
}

function words(draft: Draft, place: Place): Turn<Draft> {
  // Whom it is for is not chosen yet, and may be those who are registered.
  const wrong = problemsOf({ text: draft.text!, file: draft.file }, true)
  if (wrong.length > 0) return { draft: { ...draft, step: 'words', text: undefined }, replies: [problems(wrong)] }
  if (draft.segment || draft.corrects !== undefined) return check(draft)
  const next: Draft = { ...draft, step: 'audience' }
  return { draft: next, replies: [...moneyWarning(draft.text!, place), askAudience(undefined, place)] }
}

/** The office never asks for money in a chat; cheats in its name do. */
function moneyWarning(text: string, place: Place) {
  const { level } = place.mind.checkOffer({ text, today: place.today }, undefined)
  return level === 'bahaya'
    ? [
        {
          text: '⚠️ Tulisan ini mirip pesan penipuan: minta uang, rekening, atau data rahasia. Kantor tidak pernah meminta itu lewat chat. Periksa lagi sebelum dikirim.',
        },
      ]
    : []
}

function audience(draft: Draft, typed: string, place: Place): Turn<Draft> {
  const segment = narrowed(draft.segment, typed)
  if ('wrong' in segment)
    return {
      draft,
      replies: [
        {
          ...askAudience(draft.segment, place),
          text: `"${segment.wrong}" tidak saya kenal sebagai penerima. Pilih salah satu:`,
        },
      ],
    }
  return { draft: { ...draft, segment }, replies: [askAudience(segment, place)] }
}

const audienceOf = ({ corrects, segment }: Draft) =>
  corrects === undefined ? { segment: segment ?? {} } : { corrects }

function check(draft: Draft): Turn<Draft> {
  const wrong = problemsOf(
    { text: draft.text!, file: draft.file },
    draft.corrects !== undefined || impliesRegistration(draft.segment ?? {}),
  )
  if (wrong.length > 0) return { draft: { ...draft, step: 'words' }, replies: [problems(wrong)] }
  return { draft: { ...draft, step: 'check' }, replies: [], lookup: { kind: 'audience', audience: audienceOf(draft) } }
}

function choose(draft: Draft, id: string, place: Place): Turn<Draft> {
  const at = id.indexOf('=')
  const [what, value] = at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)]
  const number = Number(value) || 0
  switch (what) {
    case 'baru':
      return askWords({})
    case 'untuk':
      return draft.step === 'audience' ? audience(draft, value, place) : overview()
    case 'lanjut':
    case 'kirim':
      return command(draft, what, place)
    case 'tulis':
      return draft.text === undefined ? overview() : askWords(draft)
    case 'penerima':
      return draft.text === undefined
        ? overview()
        : { draft: { ...draft, step: 'audience', segment: undefined }, replies: [askAudience(undefined, place)] }
    case 'nanti':
      return draft.step === 'check' && draft.sendable
        ? { draft: { ...draft, step: 'time' }, replies: [{ text: ASK_TIME }] }
        : overview()
    case 'lihat':
      return see(number)
    case 'laporan':
      return report(number)
    case 'koreksi':
      return askWords({ corrects: number })
    default:
      return steer(what, number)
  }
}

const report = (id: number): Turn<Draft> => ({
  draft: { looking: id },
  replies: [{ text: `Laporan pengumuman ${id} sedang dibuat; sebentar lagi saya kirim ke sini sebagai berkas Excel.` }],
  effects: [{ kind: 'reportAnnouncement', announcement: id }],
})

const STEPS: Record<string, 'terjadwal' | 'dijeda' | 'berjalan' | 'dibatalkan'> = {
  setuju: 'terjadwal',
  jeda: 'dijeda',
  lanjutkan: 'berjalan',
  batalkan: 'dibatalkan',
}

/** What became of it is told by a notice, for somebody else may have been quicker. */
function steer(what: string, id: number): Turn<Draft> {
  const to = STEPS[what]
  if (to) return { draft: { looking: id }, replies: [], effects: [{ kind: 'steerAnnouncement', announcement: id, to }] }
  const state = what === 'ulangi' ? 'failed' : what === 'pastikan' ? 'unknown' : undefined
  if (state)
    return { draft: { looking: id }, replies: [], effects: [{ kind: 'retryAnnouncement', announcement: id, state }] }
  return overview()
}

function send(draft: Draft, startsAt: Date, { knowledge }: Place): Turn<Draft> {
  if (draft.text === undefined) return overview()
  const { secondEyesAbove } = knowledge.office.announcements
  const body = { text: draft.text, file: draft.file, ...(draft.checkin && { checkin: draft.checkin }) }
  return {
    draft: {},
    replies: [],
    effects: [{ kind: 'announce', body, audience: audienceOf(draft), startsAt, secondEyesAbove }],
  }
}

function found(draft: Draft, found: Found, place: Place): Turn<Draft> {
  if (found.kind === 'announcements') return { draft: {}, replies: [list(found, place)] }
  if (found.kind === 'announcement') return { draft, replies: [seen(found.announcement, place)] }
  if (found.kind === 'audience' && draft.text !== undefined)
    return {
      draft: { ...draft, sendable: found.counted.recipients > 0 },
      replies: beforeSending(draft, found, place),
    }
  return overview()
}

const seen = (announcement: AnnouncementFound | undefined, place: Place) =>
  announcement ? one(announcement, place) : { text: 'Pengumuman itu tidak ada.', choices: [LIST] }
