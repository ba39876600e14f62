import { loadConfig } from '../config.ts'
import { problemsOf } from '../domain/announcement.ts'
import { type CheckinLine, type CheckinTable, checkinName, checkinTables, fewHidden } from '../domain/checkin.ts'
import { dayIn, longMoment } from '../domain/day.ts'
import { reportWords } from '../flows/checkin/office.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { audit } from '../store/audit.ts'
import { checkinAnswers, listCheckins } from '../store/checkins/report.ts'
import { readStart, readText, readTo, sendOut } from './announce.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { type Sheet, workbookOf, writePrivate } from './spreadsheet.ts'
import { withStore } from './with-store.ts'

export const checkinSend: Command = {
  name: 'checkin send',
  does: 'bertanya kabar kepada orang di luar negeri; hitung dulu dengan --dry-run',
  usage:
    '--to KUNCI=NILAI,… [--text-file BERKAS] [--at 2026-11-27T08:00+08:00] [--dry-run] [--yes] [--json]\n\nTanpa --text-file dipakai ajakan di content/checkins.yaml. Kunci: role, scheme, batch, stage, country, province, channel',
  options: {
    to: { type: 'string' },
    'text-file': { type: 'string' },
    at: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ values }) {
    const [to, file] = [text(values.to), text(values['text-file'])]
    if (to === undefined) throw new UsageError('--to wajib diisi, misalnya role=pekerja,country=jepang')
    const segment = readTo(to)
    const startsAt = readStart(values)
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const body = { text: file ? readText(file) : knowledge.checkins.text, checkin: true } as const
    const wrong = problemsOf(body, true)
    if (wrong.length > 0) throw new UsageError(wrong.join(' '))
    const { yes, 'dry-run': dry, json } = values
    return sendOut(
      { body, audience: { segment }, startsAt, sure: yes === true, dry: dry === true, json: json === true },
      knowledge,
    )
  },
}

const said = ({ answered, ...line }: CheckinLine) => ({
  ...line,
  name: checkinName(line),
  answered: fewHidden(answered),
})

export const checkinList: Command = {
  name: 'checkin list',
  does: 'menampilkan kapan kantor bertanya kabar dan berapa yang menjawab',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const { office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const found = await withStore(({ db }) => listCheckins(db.pool))
    if (values.json) printJson(found.map(said))
    else if (found.length === 0) print('Belum ada tanya kabar.')
    for (const line of values.json ? [] : found)
      print(
        `${line.id}\t${checkinName(line)}\t${fewHidden(line.answered)} dari ${line.asked} menjawab\t${longMoment(office.zone, line.at)}`,
      )
    return 0
  },
}

export const checkinReport: Command = {
  name: 'checkin report',
  does: 'menghitung jawaban satu tanya kabar, tanpa menunjukkan siapa',
  usage: 'ID [--json|--xlsx] [--out FILE]',
  options: { json: { type: 'boolean' }, xlsx: { type: 'boolean' }, out: { type: 'string' } },
  takesWords: true,
  async run({ values, words: [id] }) {
    const out = text(values.out)
    if (!id || !/^\d{1,9}$/.test(id)) throw new UsageError('tulis nomor tanya kabarnya (lihat `langkah checkin list`)')
    if (values.json && values.xlsx) throw new UsageError('pilih satu: --json atau --xlsx')
    if (values.xlsx && !out) throw new UsageError('--xlsx perlu --out FILE.xlsx')
    const { checkins, office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const found = await withStore(async ({ db }) => {
      await audit(db.pool, 'langkah', 'hitung jawaban kabar', `tanya kabar ${id}`)
      return checkinAnswers(db.pool, db.keys, Number(id))
    })
    if (!found) {
      if (values.json) printJson({ ok: false, reason: 'tidak ada' })
      else tell(`Tanya kabar ${id} tidak ada.`)
      return 1
    }
    const { line, answers } = found
    const tables = checkinTables(answers, checkins.troubles)
    const report = { date: dayIn(office.zone, new Date()), ...said(line), tables }
    const plain = reportWords(line, tables).replaceAll('*', '')
    if (values.xlsx) writePrivate(out!, await workbookOf([sheetOf(line, tables)]))
    else if (out) writePrivate(out, values.json ? `${JSON.stringify(report)}\n` : `${plain}\n`)
    else if (values.json) printJson(report)
    else print(plain)
    return 0
  },
}

const sheetOf = (line: CheckinLine, tables: readonly CheckinTable[]): Sheet => ({
  name: 'Tanya kabar',
  columns: [
    { title: checkinName(line), width: 26, kind: 'text' },
    { title: 'Jawaban', width: 34, kind: 'text' },
    { title: 'Jumlah', width: 10, kind: 'number' },
  ],
  rows: [
    ['Ditanya', '', String(line.asked)],
    ['Menjawab', '', String(fewHidden(line.answered))],
    ...tables.flatMap(({ title, rows }) =>
      rows === undefined
        ? [[title, 'terlalu sedikit untuk dirinci', '']]
        : rows.map(({ label, count }) => [title, label, String(count)]),
    ),
  ],
})
