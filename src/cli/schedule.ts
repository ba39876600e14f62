/** The office's calendar: shown, taken from a file, written as a file for phones. */
import { readFileSync, writeFileSync } from 'node:fs'
import { loadConfig } from '../config.ts'
import { addDays } from '../domain/civil-date.ts'
import { plainText } from '../domain/markup.ts'
import { icsOf } from '../domain/schedule/ics.ts'
import type { KeptDate } from '../domain/schedule/scheduled-date.ts'
import { forWhom, whatOf, whenOf } from '../flows/schedule/words.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { findDates, progressOf, reachOf, type Saved, saveDate, unknownBatches } from '../store/schedule/dates.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { ruleOf, wholeOf } from './schedule-change.ts'
import { type DateRows, dateRows, ScheduleFileError } from './schedule-rows.ts'
import { withStore } from './with-store.ts'

const yesterday = () => addDays(new Date().toISOString().slice(0, 10), -1)

export const scheduleList: Command = {
  name: 'schedule list',
  does: 'menampilkan tanggal yang akan datang, untuk siapa, dan kapan diingatkan',
  usage: '[--all] [--json]',
  options: { all: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ values }) {
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const found = await withStore(({ db }) =>
      db.transaction(async (client) => {
        const dates = await findDates(client, values.all ? undefined : yesterday())
        const rows = []
        for (const date of dates)
          rows.push({ ...date, ...(await reachOf(client, date)), reminders: await progressOf(client, date) })
        return rows
      }),
    )
    if (values.json) printJson(found)
    else print(found.map((date) => lines(knowledge, date)).join('\n\n') || 'Belum ada tanggal yang akan datang.')
    return 0
  },
}

type Listed = KeptDate & { people: number; reachable: number; reminders: Awaited<ReturnType<typeof progressOf>> }

function lines(knowledge: Knowledge, date: Listed): string {
  const state = date.cancelled ? 'DIBATALKAN' : date.confirmedBy ? `dipastikan ${date.confirmedBy}` : 'BELUM PASTI'
  return [
    `${date.id}  ${plainText(`${whatOf(date)} – ${forWhom(knowledge, date)}`)}`,
    `  ${whenOf(date, date.zone)}  (${state})`,
    `  untuk ${date.people} orang, ${date.reachable} bisa dikabari; tahap ${date.stages.join(', ')}`,
    ...date.reminders.map(
      ({ step, state, people, first }) => `  ${step}  ${people} orang ${STATES[state] ?? state}  ${first}`,
    ),
  ].join('\n')
}

const STATES: Record<string, string> = {
  waiting: 'menunggu sampai',
  queued: 'sudah dikirimi',
  missed: 'TERLEWAT',
  covered: 'tercakup pengingat lain',
  skipped: 'dilewati',
  replaced: 'diganti, karena tanggalnya berubah',
}

export const scheduleImport: Command = {
  name: 'schedule import',
  does: 'memasukkan tanggal dari berkas CSV atau YAML; memasukkan lagi mengubah, tidak menggandakan',
  usage: 'FILE.csv|FILE.yaml [--dry-run] [--json]',
  options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  takesWords: true,
  async run({ values, words }) {
    const [file] = words
    const format = /\.ya?ml$/i.test(file ?? '') ? 'yaml' : /\.csv$/i.test(file ?? '') ? 'csv' : undefined
    if (!file || words.length > 1 || !format) throw new UsageError('tulis satu berkas .csv atau .yaml')
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const rows = read(file, format, knowledge)
    if (typeof rows === 'string') {
      if (values.json) printJson({ ok: false, reason: rows })
      else tell(`Tidak dimasukkan: ${rows}.`)
      return 1
    }
    const result = await take(rows, knowledge, values['dry-run'] === true)
    if (values.json) printJson({ ok: result.taken > 0, ...result })
    else {
      const { taken, counts, refused } = result
      print(
        values['dry-run']
          ? `Terbaca ${taken} tanggal, ditolak ${refused.length} baris. Belum ada yang dimasukkan.`
          : `Baru: ${counts.new}, diubah: ${counts.changed + counts.noted}, tetap: ${counts.same}. Ditolak: ${refused.length} baris.`,
      )
      for (const { line, why } of refused) tell(`  baris ${line}: ${why}`)
    }
    return result.taken > 0 ? 0 : 1
  },
}

/** All rows that can be taken, or none where something breaks. */
function take({ taken, refused }: DateRows, knowledge: Knowledge, dry: boolean) {
  return withStore(({ db }) =>
    db.transaction(async (client) => {
      const unknown = await unknownBatches(
        client,
        taken.flatMap(({ entry }) => entry.batch ?? []),
      )
      const [lost, good] = [true, false].map((is) => taken.filter(({ entry }) => unknown.includes(entry.batch!) === is))
      const counts: Record<Saved, number> = { new: 0, changed: 0, noted: 0, same: 0 }
      for (const { entry } of dry ? [] : good!)
        counts[await saveDate(client, wholeOf(knowledge, entry), { by: 'langkah', now: new Date() })]++
      const without = lost!.map(({ line, entry }) => ({ line, why: `angkatan "${entry.batch}" tidak ada` }))
      return { taken: good!.length, counts, refused: [...refused, ...without].sort((a, b) => a.line - b.line) }
    }),
  )
}

function read(file: string, format: 'csv' | 'yaml', knowledge: Knowledge): DateRows | string {
  try {
    return dateRows(readFileSync(file, 'utf8'), ruleOf(knowledge), format)
  } catch (error) {
    if (error instanceof ScheduleFileError) return error.message
    if (format === 'yaml' && error instanceof Error && error.name === 'YAMLParseError')
      return error.message.split('\n')[0]!
    throw error
  }
}

export const scheduleIcs: Command = {
  name: 'schedule ics',
  does: 'menulis tanggal yang akan datang sebagai berkas kalender (.ics) untuk HP atau komputer',
  usage: '[--scheme PROGRAM] [--batch ANGKATAN] [--out FILE.ics]',
  options: { scheme: { type: 'string' }, batch: { type: 'string' }, out: { type: 'string' } },
  async run({ values }) {
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const [scheme, batch, out] = [text(values.scheme), text(values.batch), text(values.out)]
    const dates = await withStore(({ db }) => db.transaction((client) => findDates(client, yesterday())))
    const wanted = dates.filter(
      (date) => (scheme === undefined || date.scheme === scheme) && (batch === undefined || date.batch === batch),
    )
    const file = icsOf(
      wanted.map((date) => ({ date, what: plainText(`${whatOf(date)} – ${forWhom(knowledge, date)}`) })),
      { host: 'langkah-aman', now: new Date() },
    )
    if (out) writeFileSync(out, file)
    else process.stdout.write(file)
    tell(`${wanted.length} tanggal.`)
    return wanted.length > 0 ? 0 : 1
  },
}
