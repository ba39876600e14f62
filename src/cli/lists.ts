import { readFileSync } from 'node:fs'
import { loadConfig } from '../config.ts'
import { dayIn } from '../domain/day.ts'
import { LIST_KINDS, type ListKind } from '../domain/licensed.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { findLists, replaceList } from '../store/licensed.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { ListError, type ListRows, listRows, type Refused, readCivilDate } from './list-rows.ts'
import { withStore } from './with-store.ts'

/** The lists that *cek tawaran* looks names up in. */
export const listsImport: Command = {
  name: 'lists import',
  does: 'memasukkan daftar P3MI, LPK, atau SO berizin; menggantikan daftar sejenis yang lama',
  usage: 'FILE.csv --kind p3mi|lpk|so --date YYYY-MM-DD [--json]',
  options: { kind: { type: 'string' }, date: { type: 'string' }, json: { type: 'boolean' } },
  takesWords: true,
  async run({ values, words }) {
    const [file] = words
    const kind = LIST_KINDS.find((one) => one === text(values.kind))
    const date = readCivilDate(text(values.date) ?? '')
    if (!file || words.length > 1) throw new UsageError('tulis satu nama berkas CSV')
    if (!kind) throw new UsageError('--kind harus p3mi, lpk, atau so')
    if (!date || date > (await officeDay()))
      throw new UsageError('--date wajib diisi: tanggal daftar itu terbit, YYYY-MM-DD, bukan hari yang akan datang')
    const rows = read(file, kind)
    if (typeof rows === 'string' || rows.taken.length === 0)
      return refuse(
        typeof rows === 'string' ? rows : 'tidak ada satu baris pun yang bisa dipakai',
        rows,
        values.json === true,
      )
    const { before, after } = await withStore(({ db }) =>
      db.transaction((client) => replaceList(client, kind, date, rows.taken)),
    )
    const { refused, noted } = rows
    if (values.json) printJson({ ok: true, kind, date, before, after, refused, noted })
    else
      print(
        `Daftar ${kind} per ${date}: ${after} nama dimasukkan, menggantikan ${before}. Ditolak: ${refused.length} baris.`,
      )
    if (!values.json) tellRows(rows)
    return 0
  },
}

/** Today where the office is. */
async function officeDay(): Promise<string> {
  const { office } = await loadKnowledge(loadConfig().CONTENT_DIR)
  return dayIn(office.zone, new Date())
}

function read(file: string, kind: ListKind): ListRows | string {
  try {
    return listRows(readFileSync(file, 'utf8'), kind)
  } catch (error) {
    if (error instanceof ListError) return error.message
    throw error
  }
}

/** What is imported stays as it was. */
function refuse(reason: string, rows: ListRows | string, json: boolean): 1 {
  const { refused = [], noted = [] } = typeof rows === 'string' ? {} : rows
  if (json) printJson({ ok: false, reason, refused, noted })
  else tell(`Daftar tidak dimasukkan: ${reason}. Daftar yang lama tetap dipakai.`)
  if (!json) tellRows({ taken: [], refused, noted })
  return 1
}

function tellRows({ refused, noted }: ListRows): void {
  const line = (row: Refused) => `  baris ${row.line}: ${row.why}`
  for (const row of [...refused, ...noted]) tell(line(row))
}

export const listsShow: Command = {
  name: 'lists show',
  does: 'menampilkan daftar yang sudah dimasukkan dan tanggalnya',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  run: ({ values }) =>
    withStore(async ({ db }): Promise<0> => {
      const lists = await db.transaction((client) => findLists(client))
      if (values.json) printJson(lists)
      else
        print(
          lists.map(({ kind, date, names }) => `${kind}  per ${date}  ${names} nama`).join('\n') || 'Belum ada daftar.',
        )
      return 0
    }),
}
