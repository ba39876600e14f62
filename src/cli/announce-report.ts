import { loadConfig } from '../config.ts'
import { reasonWords } from '../flows/announcing/words.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { eachRecipient } from '../store/announcements/each-recipient.ts'
import { audit } from '../store/audit.ts'
import { gather, recipientsSheet, shownName, summarySheet, TELEGRAM_NOTE } from './announcement-sheets.ts'
import { withFound } from './announcements.ts'
import { type Command, printJson, tell, text, UsageError } from './command.ts'
import { csvOf, workbookOf, writePrivate } from './spreadsheet.ts'

export const announceReport: Command = {
  name: 'announce report',
  does: 'menulis siapa yang menerima pengumuman, siapa yang tidak, dan kenapa; nama ditutup kecuali ada alasan',
  usage: 'ID --xlsx FILE|--csv FILE|--json [--show --reason "alasan"]',
  options: {
    xlsx: { type: 'string' },
    csv: { type: 'string' },
    json: { type: 'boolean' },
    show: { type: 'boolean' },
    reason: { type: 'string' },
  },
  takesWords: true,
  run(given) {
    const { values } = given
    const [xlsx, csv, reason] = [text(values.xlsx), text(values.csv), text(values.reason)?.trim() ?? '']
    const reveal = values.show === true
    if ([xlsx, csv, values.json].filter(Boolean).length !== 1)
      throw new UsageError('pilih satu: --xlsx FILE, --csv FILE, atau --json')
    if (reveal && reason.length < 5) throw new UsageError('--show perlu --reason "alasan membuka nama" (dicatat)')
    return withFound(given, async (db, found) => {
      const { zone } = (await loadKnowledge(loadConfig().CONTENT_DIR)).office
      const all = await gather(eachRecipient(db, found.id))
      const gathered = all.tally.recipients === 0 ? { ...all, tally: found.tally } : all
      await audit(
        db.pool,
        'langkah',
        reveal ? 'laporan pengumuman terbuka' : 'laporan pengumuman',
        `pengumuman ${found.id}`,
        reason,
      )
      if (values.json)
        printJson({
          id: found.id,
          state: found.state,
          ...gathered.tally,
          excluded: found.excluded,
          note: TELEGRAM_NOTE,
          list: gathered.shown.map((recipient) => ({
            ...recipient,
            name: shownName(recipient, reveal),
            reason: recipient.reason === null ? null : reasonWords(recipient.reason),
          })),
        })
      const list = recipientsSheet(gathered, zone, reveal)
      if (csv) writePrivate(csv, csvOf(list))
      if (xlsx) writePrivate(xlsx, await workbookOf([summarySheet(found, gathered, zone), list]))
      if (!values.json) tell(`${gathered.shown.length} penerima. ${TELEGRAM_NOTE}`)
      return 0
    })
  },
}
