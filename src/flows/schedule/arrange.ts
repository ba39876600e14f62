/** *atur jadwal*: staff keep the dates that people are reminded of. */
import { z } from 'zod'
import type { Found } from '../../domain/desk.ts'
import { quote } from '../../domain/markup.ts'
import { echo } from '../../domain/reading.ts'
import { type Part, readEntry, writtenIn } from '../../domain/schedule/read-entry.ts'
import { completed, type KeptDate, ScheduledDate } from '../../domain/schedule/scheduled-date.ts'
import { defineFlow, type Place, type Turn } from '../flow.ts'
import { unusable } from '../unusable.ts'
import { calendarReply, DO, dateReply, example, previewReply, savedReply, written } from './arrange-words.ts'

/**
 * `kept`: the one that is looked at or changed. `writing`: lines are wanted, for it or for a new one; `lines`: those that
 * were written, by part. `draft`: what was made of them, and was shown before it is saved.
 */
const Draft = z.object({
  writing: z.boolean().optional(),
  lines: z.record(z.string(), z.string()).optional(),
  kept: ScheduledDate.optional(),
  draft: ScheduledDate.optional(),
})
type Draft = z.infer<typeof Draft>

const WAYS_OUT = new Set(['batal', 'kembali', 'kirim', 'simpan', 'menu', 'meja', 'atur jadwal', '/menu', '/start'])

export const arrange = defineFlow<Draft>({
  name: 'atur-jadwal',
  staffOnly: true,
  hears: ['batal', 'kembali', 'kirim'],
  draft: Draft,
  fresh: {},
  /** Lines of a date may look like anything. */
  claims: ({ writing }, text) => writing === true && !WAYS_OUT.has(text.trim().toLowerCase()),
  enter: () => overview,
  receive(draft, heard, place) {
    if (heard.kind === 'found') return found(draft, heard.found, place)
    if (heard.kind === 'choice') return choose(draft, heard.id, place)
    if (heard.kind === 'command') return heard.name === 'kirim' && draft.draft ? save(draft, place) : overview
    if (heard.kind !== 'text')
      return { draft, replies: [{ text: `${unusable(heard)} Ketik *atur jadwal* untuk kembali.` }] }
    if (draft.draft && /^(?:ya|simpan|kirim|oke|ok)$/i.test(heard.text.trim())) return save(draft, place)
    return draft.writing ? read(draft, heard.text, place) : { draft, replies: [], unclear: true }
  },
})

const overview: Turn<Draft> = { draft: {}, replies: [], lookup: { kind: 'calendar' } }

const lookAt = (id: string): Turn<Draft> => ({ draft: {}, replies: [], lookup: { kind: 'date', id } })

function choose(draft: Draft, id: string, place: Place): Turn<Draft> {
  const at = id.indexOf('=')
  const [what, value] = at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)]
  if (what === DO.look) return lookAt(value)
  if (what === 'baru') return { draft: { writing: true }, replies: [example(place)] }
  if (what === 'simpan') return draft.draft ? save(draft, place) : overview
  if (!draft.kept || draft.kept.id !== value) return what === 'semua' ? overview : lookAt(value)
  if (what === DO.change) return { draft: { ...draft, writing: true }, replies: [written(draft.kept, place)] }
  if (what === DO.confirm) return preview(draft, { ...draft.kept, confirmedBy: place.person.staff?.name })
  if (what === DO.cancel) return preview(draft, { ...draft.kept, cancelled: true })
  return overview
}

/** Reads lines, those of the last tries too; what is not written stays as it is kept. */
function read(draft: Draft, text: string, place: Place): Turn<Draft> {
  const { written: parts, unknown } = writtenIn(text)
  if (parts.size === 0) return { draft, replies: [{ text: NO_LINES }] }
  const { schemes, office, reminders } = place.knowledge
  const lines = { ...draft.lines, ...Object.fromEntries(parts) }
  const rule = { today: place.today, days: 'future', schemes, writer: place.person.staff?.name } as const
  const entry = readEntry(new Map(Object.entries(lines) as [Part, string][]), rule, draft.kept)
  if (!entry.ok) return { draft: { ...draft, lines }, replies: [{ text: entry.error }] }
  const { value } = entry
  const id = value.id ?? `${(value.batch ?? value.scheme ?? '').slice(0, 25)}-${value.kind}-${value.day}`
  const date = completed({ ...value, id }, { stages: reminders.kinds[value.kind].stages, zone: office.zone })
  const odd = `Yang tidak terbaca dan tidak dipakai: ${unknown.map(echo).join('; ')}.`
  return { ...preview({ ...draft, lines }, date), replies: unknown.length > 0 ? [{ text: odd }] : [] }
}

const NO_LINES =
  'Belum ada baris yang terbaca. Tulis *nama: isi*, satu baris satu hal, misalnya *tanggal: 25-03-2027*. Tidak jadi? Ketik *batal*.'

const preview = (draft: Draft, date: ScheduledDate): Turn<Draft> => ({
  draft: { ...draft, draft: date },
  replies: [],
  lookup: { kind: 'date', id: date.id, instead: date },
})

function found(draft: Draft, found: Found, place: Place): Turn<Draft> {
  if (found.kind === 'calendar') return { draft: {}, replies: [calendarReply(found.dates, place)] }
  if (found.kind !== 'date') return overview
  const { draft: date, ...before } = draft
  if (date && found.noBatch)
    return {
      draft: before,
      replies: [
        {
          text: `Angkatan *${quote(date.batch ?? '')}* tidak ada. Tulis kodenya lagi, misalnya *angkatan: gtog-korea-2027-1*.`,
        },
      ],
    }
  if (draft.draft) return { draft, replies: [previewReply(draft.draft, found, place)] }
  if (!found.date) return { draft: {}, replies: [{ text: 'Tanggal itu tidak ada lagi.' }], ...again }
  return { draft: { kept: plain(found.date) }, replies: [dateReply(found.date, found, place)] }
}

const again = { lookup: { kind: 'calendar' } } as const
const plain = ({ version: _, batchName: __, ...date }: KeptDate): ScheduledDate => date

function save({ draft, kept }: Draft, place: Place): Turn<Draft> {
  return {
    draft: {},
    replies: [savedReply(draft!, kept, place)],
    effects: [{ kind: 'saveDate', date: draft! }],
  }
}
