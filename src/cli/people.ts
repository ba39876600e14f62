import { writeFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'
import type { Answers } from '../domain/registration.ts'
import type { Stage } from '../domain/stage.ts'
import { loadAreas } from '../knowledge/load-areas.ts'
import { forgetPerson } from '../store/forget.ts'
import { type Command, print, printJson, tell, text, UsageError, UUID } from './command.ts'
import { EXPORT_COLUMNS, type Exported, exportRow, harmless, type Row } from './people-rows.ts'
import type { DeskDatabase } from './with-store.ts'
import { withStore } from './with-store.ts'

export const peopleExport: Command = {
  name: 'people export',
  does: 'menulis daftar pendaftaran; data rahasia ditutup kecuali ada alasan',
  usage: '[--json|--csv|--xlsx] [--out FILE] [--reveal --reason "alasan"]',
  options: {
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
    xlsx: { type: 'boolean' },
    out: { type: 'string' },
    reveal: { type: 'boolean' },
    reason: { type: 'string' },
  },
  async run({ values }) {
    const reveal = values.reveal === true
    const reason = text(values.reason)?.trim() ?? ''
    const out = text(values.out)
    if (['json', 'csv', 'xlsx'].filter((format) => values[format]).length > 1)
      throw new UsageError('pilih satu: --json, --csv, atau --xlsx')
    if (reveal && reason.length < 5) throw new UsageError('--reveal perlu --reason "alasan membuka data" (dicatat)')
    if (values.xlsx && !out) throw new UsageError('--xlsx perlu --out FILE.xlsx')
    const areas = await loadAreas()
    const rows = await withStore(async ({ db }) => {
      const found = await registrations(db)
      if (reveal)
        await db.prisma.auditEntry.createMany({
          data: found.map((r) => ({ actor: 'langkah', action: 'ekspor terbuka', subject: r.number, reason })),
        })
      return found.map((registration) => exportRow(registration, areas, reveal))
    })
    await write(rows, values.json ? 'json' : values.xlsx ? 'xlsx' : 'csv', out)
    tell(`${rows.length} pendaftaran.`)
    return 0
  },
}

async function registrations(db: DeskDatabase): Promise<Exported[]> {
  const found = await db.prisma.registration.findMany({
    where: { erasedAt: null },
    orderBy: { submittedAt: 'asc' },
  })
  return found.map((row) => ({
    number: row.number,
    personId: row.personId,
    stage: row.stage as Stage,
    schemes: row.schemes,
    batch: row.batch ?? undefined,
    answers: db.keys.open('registration', row.answers) as Answers,
    submittedAt: row.submittedAt,
  }))
}

async function write(rows: Row[], format: 'json' | 'csv' | 'xlsx', out: string | undefined): Promise<void> {
  if (format === 'xlsx') return writeXlsx(rows, out!)
  const content = format === 'json' ? `${JSON.stringify(rows)}\n` : toCsv(rows)
  if (out) writeFileSync(out, content, { mode: 0o600 })
  else process.stdout.write(content)
}

/** With a byte-order mark and semicolons, as Indonesian Excel expects. */
function toCsv(rows: Row[]): string {
  return stringify(
    rows.map((row) => EXPORT_COLUMNS.map((column) => harmless(row[column]!))),
    { header: true, columns: EXPORT_COLUMNS, delimiter: ';', bom: true },
  )
}

async function writeXlsx(rows: Row[], out: string): Promise<void> {
  const head = EXPORT_COLUMNS.map((column) => ({ value: column, fontWeight: 'bold' as const }))
  const body = rows.map((row) => EXPORT_COLUMNS.map((column) => ({ type: String, value: row[column]! })))
  await writeXlsxFile([head, ...body]).toFile(out)
}

export const peopleForget: Command = {
  name: 'people forget',
  does: 'menghapus semua data seseorang, seperti *hapus data* di chat',
  usage: 'ID|NOMOR-PENDAFTARAN [--json]',
  options: { json: { type: 'boolean' } },
  takesWords: true,
  async run({ values, words }) {
    const [wanted] = words
    if (!wanted) throw new UsageError('tulis ID orang atau nomor pendaftaran (lihat `langkah people export`)')
    return withStore(async ({ db }): Promise<0 | 1> => {
      const id = await findPerson(db, wanted)
      if (id !== undefined) await db.transaction((client) => forgetPerson(client, id, 'langkah'))
      if (values.json) printJson({ ok: id !== undefined })
      else print(id === undefined ? 'Orang itu tidak ada.' : 'Semua datanya sudah dihapus.')
      return id === undefined ? 1 : 0
    })
  },
}

async function findPerson(db: DeskDatabase, wanted: string): Promise<string | undefined> {
  if (UUID.test(wanted)) return (await db.prisma.person.findUnique({ where: { id: wanted } }))?.id
  return (await db.prisma.registration.findUnique({ where: { number: wanted.toUpperCase() } }))?.personId
}
