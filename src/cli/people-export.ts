import { loadConfig } from '../config.ts'
import { searchAreas } from '../domain/area.ts'
import { STAGES, type Stage } from '../domain/stage.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Areas } from '../knowledge/shapes.ts'
import { auditAll } from '../store/audit.ts'
import { eachRegistration, type RegistrationFilter } from '../store/each-registration.ts'
import { type Command, tell, text, UsageError } from './command.ts'
import { exportRow, type Row } from './people-rows.ts'
import { SHEET_COLUMNS, sheetCells } from './people-sheet.ts'
import { csvOf, workbookOf, writePrivate } from './spreadsheet.ts'
import { withStore } from './with-store.ts'

export const peopleExport: Command = {
  name: 'people export',
  does: 'menulis daftar pendaftaran; data rahasia ditutup kecuali ada alasan',
  usage:
    '[--json|--csv|--xlsx] [--out FILE] [--scheme ID] [--stage TAHAP] [--batch ID] [--province NAMA] [--reveal --reason "alasan"]',
  options: {
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
    xlsx: { type: 'boolean' },
    out: { type: 'string' },
    scheme: { type: 'string' },
    stage: { type: 'string' },
    batch: { type: 'string' },
    province: { type: 'string' },
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
    const { areas, office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const filter = readFilter(values, areas)
    const rows = await withStore(async ({ db }) => {
      const found: Row[] = []
      for await (const registration of eachRegistration(db, filter)) found.push(exportRow(registration, areas, reveal))
      const numbers = found.map(({ number }) => number!)
      await auditAll(db.pool, 'langkah', reveal ? 'ekspor terbuka' : 'ekspor', numbers, reason)
      return found
    })
    await write(rows, office.zone, values.json ? 'json' : values.xlsx ? 'xlsx' : 'csv', out)
    tell(`${rows.length} pendaftaran.`)
    return 0
  },
}

/** Throws UsageError for a stage or a province that does not exist: an empty list would look like nobody. */
function readFilter(values: Record<string, string | boolean | undefined>, areas: Areas): RegistrationFilter {
  const [stage, province] = [text(values.stage), text(values.province)]
  if (stage !== undefined && !STAGES.some((one) => one === stage))
    throw new UsageError(`--stage tidak dikenal; pilih ${STAGES.join(', ')}`)
  return {
    scheme: text(values.scheme),
    stage: stage as Stage | undefined,
    batch: text(values.batch),
    province: province === undefined ? undefined : readProvince(province, areas),
  }
}

function readProvince(written: string, { provinces }: Areas): string {
  const byCode = provinces.find(({ code }) => code === written)
  const found = searchAreas(provinces, written)
  if (!byCode && found.kind !== 'one')
    throw new UsageError('--province tidak dikenal; tulis namanya atau kodenya, misalnya 63')
  return byCode?.code ?? (found.kind === 'one' ? found.area.code : '')
}

type Format = 'json' | 'csv' | 'xlsx'

async function write(rows: Row[], zone: string, format: Format, out: string | undefined): Promise<void> {
  const sheet = { name: 'Pendaftaran', columns: SHEET_COLUMNS, rows: rows.map((row) => sheetCells(row, zone)) }
  if (format === 'xlsx') return writePrivate(out!, await workbookOf([sheet]))
  const content = format === 'json' ? `${JSON.stringify(rows)}\n` : csvOf(sheet)
  if (out) writePrivate(out, content)
  else process.stdout.write(content)
}
