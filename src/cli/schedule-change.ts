/** Dates that staff keep by hand: one added, changed, called off. */
import { loadConfig } from '../config.ts'
import { dayIn } from '../domain/day.ts'
import { plainText } from '../domain/markup.ts'
import { type EntryRule, type Part, readEntry } from '../domain/schedule/read-entry.ts'
import { completed, type DateEntry, type ScheduledDate } from '../domain/schedule/scheduled-date.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { findDate, reachOf, type Saved, saveDate, unknownBatches } from '../store/schedule/dates.ts'
import { type Command, type Given, print, printJson, tell, UsageError } from './command.ts'
import { withStore } from './with-store.ts'

/** Option → the part of a date it is about. */
const OPTIONS = {
  id: 'id',
  kind: 'kind',
  title: 'title',
  scheme: 'scheme',
  batch: 'batch',
  date: 'day',
  time: 'time',
  zone: 'zone',
  place: 'place',
  link: 'link',
  bring: 'bring',
  note: 'note',
  stages: 'stages',
  source: 'source',
  'confirmed-by': 'confirmedBy',
} as const satisfies Record<string, Part>

const options = {
  ...Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const }])),
  json: { type: 'boolean' as const },
}

const USAGE =
  '--kind JENIS --scheme PROGRAM|--batch ANGKATAN --date TANGGAL [--time JAM] [--zone WIB|WITA|WIT|JST] [--title …] [--place …] [--link …] [--bring "KTP, paspor"] [--note …] [--stages TAHAP,…] --source … [--confirmed-by NAMA] [--id KODE] [--json]'

export const ruleOf = ({ schemes, office }: Knowledge): EntryRule => ({
  today: dayIn(office.zone, new Date()),
  days: 'any',
  schemes,
  writer: undefined,
})

/** What was left out is worked out. */
export const wholeOf = ({ reminders, office }: Knowledge, entry: DateEntry): ScheduledDate =>
  completed(entry, { stages: reminders.kinds[entry.kind].stages, zone: office.zone })

const writtenIn = ({ values }: Given) =>
  new Map(
    Object.entries(OPTIONS).flatMap(([name, part]): [Part, string][] => {
      const value = values[name]
      return typeof value === 'string' ? [[part, value.trim()]] : []
    }),
  )

function entryOf(given: Given, knowledge: Knowledge, base?: ScheduledDate): ScheduledDate {
  const written = writtenIn(given)
  if (base && written.size === 0) throw new UsageError('tulis apa yang berubah, misalnya --date 26-03-2027')
  if (base && written.has('id')) throw new UsageError('kode sebuah tanggal tidak bisa diubah')
  const read = readEntry(written, ruleOf(knowledge), base)
  if (!read.ok) throw new UsageError(plainText(read.error))
  return wholeOf(knowledge, read.value)
}

/** Saves, and says whom it reaches. */
async function keep(date: ScheduledDate, given: Given): Promise<0 | 1> {
  const { values } = given
  const kept = await withStore(({ db }) =>
    db.transaction(async (client) => {
      if ((await unknownBatches(client, date.batch ? [date.batch] : [])).length > 0) return undefined
      const saved = await saveDate(client, date, { by: 'langkah', now: new Date() })
      return { saved, reach: await reachOf(client, date) }
    }),
  )
  if (!kept) return refuse(given, `Angkatan ${date.batch} tidak ada.`)
  const { saved, reach } = kept
  if (values.json) printJson({ ok: true, id: date.id, saved, ...reach })
  else print(`${date.id}: ${WORDS[saved]}. Untuk ${reach.people} orang, ${reach.reachable} bisa dikabari.`)
  if (!date.confirmedBy && !values.json)
    tell('Belum dipastikan, jadi tidak ada yang diingatkan. Pastikan dengan --confirmed-by NAMA.')
  return 0
}

const WORDS: Record<Saved, string> = {
  new: 'dicatat',
  changed: 'diubah; yang sudah diberi tahu dikabari perubahannya',
  noted: 'keterangannya diubah; tidak ada yang perlu dikabari',
  same: 'sudah begitu, tidak ada yang diubah',
}

function refuse({ values }: Given, reason: string): 1 {
  if (values.json) printJson({ ok: false, reason })
  else print(reason)
  return 1
}

export const scheduleAdd: Command = {
  name: 'schedule add',
  does: 'mencatat tanggal sebuah program atau angkatan; diingatkan hanya kalau sudah dipastikan',
  usage: USAGE,
  options,
  async run(given) {
    const date = entryOf(given, await loadKnowledge(loadConfig().CONTENT_DIR))
    const known = await withStore(({ db }) => db.transaction((client) => findDate(client, date.id)))
    if (known)
      return refuse(
        given,
        `Kode ${date.id} sudah dipakai. Ubah dengan \`langkah schedule change ${date.id}\`, atau beri --id lain.`,
      )
    return keep(date, given)
  },
}

export const scheduleChange: Command = {
  name: 'schedule change',
  does: 'mengubah sebuah tanggal; yang sudah diberi tahu dikabari sekali apa yang berubah',
  usage: `KODE ${USAGE.replace('--kind JENIS --scheme PROGRAM|--batch ANGKATAN --date TANGGAL', '[--date TANGGAL]').replace(' --source …', ' [--source …]').replace(' [--id KODE]', '')}`,
  options,
  takesWords: true,
  run: (given) => changing(given, async (base) => entryOf(given, await loadKnowledge(loadConfig().CONTENT_DIR), base)),
}

export const scheduleCancel: Command = {
  name: 'schedule cancel',
  does: 'membatalkan sebuah tanggal; yang sudah diberi tahu dikabari',
  usage: 'KODE [--json]',
  options: { json: { type: 'boolean' } },
  takesWords: true,
  run: (given) => changing(given, async (base) => ({ ...base, cancelled: true })),
}

async function changing(given: Given, make: (base: ScheduledDate) => Promise<ScheduledDate>): Promise<0 | 1> {
  const [id] = given.words
  if (!id || given.words.length > 1) throw new UsageError('tulis satu kode tanggal, seperti di `langkah schedule list`')
  const known = await withStore(({ db }) => db.transaction((client) => findDate(client, id)))
  if (!known) return refuse(given, `Tanggal ${id} tidak ada.`)
  const { version: _, batchName: __, ...base } = known
  return keep(await make(base), given)
}
