import { loadConfig } from '../config.ts'
import { dayIn, longDay } from '../domain/day.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { eachRegistration } from '../store/each-registration.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { makeReport, type Report } from './report-tables.ts'
import { type Sheet, workbookOf, writePrivate } from './spreadsheet.ts'
import { withStore } from './with-store.ts'

/** How many there are of whom, without saying who. */
export const peopleReport: Command = {
  name: 'people report',
  does: 'menghitung pendaftaran per sekolah, daerah, skema, pendidikan, jenis kelamin, tahap, dan angkatan',
  usage: '[--json|--xlsx] [--out FILE]',
  options: { json: { type: 'boolean' }, xlsx: { type: 'boolean' }, out: { type: 'string' } },
  async run({ values }) {
    const out = text(values.out)
    if (values.json && values.xlsx) throw new UsageError('pilih satu: --json atau --xlsx')
    if (values.xlsx && !out) throw new UsageError('--xlsx perlu --out FILE.xlsx')
    const { areas, schemes, office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const report = await withStore(async ({ db }) => {
      const batches = await db.prisma.batch.findMany({ select: { id: true, name: true } })
      const names = new Map(batches.map(({ id, name }) => [id, name]))
      const { count, report } = makeReport({ areas, schemes, batches: names })
      for await (const registration of eachRegistration(db)) count(registration)
      return report()
    })
    const date = dayIn(office.zone, new Date())
    if (values.xlsx) writePrivate(out!, await workbookOf(sheetsOf(report, date)))
    else if (out)
      writePrivate(out, values.json ? `${JSON.stringify({ date, ...report })}\n` : `${inWords(report, date)}\n`)
    else if (values.json) printJson({ date, ...report })
    else print(inWords(report, date))
    tell(`${report.total} pendaftaran dihitung.`)
    return 0
  },
}

const RULE =
  'Jumlah di bawah 5 ditulis "<5" supaya tidak ada orang yang bisa dikenali. "≥5" ikut disembunyikan supaya angka itu tidak bisa dihitung dari jumlah seluruhnya.'
const TOO_FEW = 'terlalu sedikit untuk dirinci'

function inWords({ total, tables }: Report, date: string): string {
  const parts = tables.map(({ title, rows }) => {
    const lines = rows?.map(({ label, count }) => `  ${String(count).padStart(6)}  ${label}`) ?? [`  ${TOO_FEW}`]
    return [title, ...lines].join('\n')
  })
  return [`Pendaftaran per ${longDay(date)}: ${total}`, ...parts, RULE].join('\n\n')
}

function sheetsOf({ total, tables }: Report, date: string): Sheet[] {
  const summary: Sheet = {
    name: 'Ringkasan',
    columns: [
      { title: 'Laporan', width: 34, kind: 'text' },
      { title: 'Isi', width: 60, kind: 'text' },
    ],
    rows: [
      ['Per tanggal', longDay(date)],
      ['Pendaftaran', String(total)],
      ['Cara membaca', RULE],
    ],
  }
  const sheets = tables.map(
    ({ title, rows }): Sheet => ({
      name: title.replace(/ \(.*/, '').replaceAll('/', ' '),
      columns: [
        { title, width: 44, kind: 'text' },
        { title: 'Jumlah', width: 10, kind: 'number' },
      ],
      rows: rows?.map(({ label, count }) => [label, String(count)]) ?? [[TOO_FEW, '']],
    }),
  )
  return [summary, ...sheets]
}
