import { loadConfig } from '../config.ts'
import { longMoment } from '../domain/day.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { auditOf, subjectsOf } from '../store/trail.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { findPerson } from './find-person.ts'
import { withStore } from './with-store.ts'

const MOST = 1000

/** Who read or changed what, and why. Reading it is no reading of personal data: there is none in it. */
export const auditList: Command = {
  name: 'audit list',
  does: 'menampilkan siapa membuka, mengubah, atau mengekspor data siapa, kapan, dan kenapa; yang terbaru dulu',
  usage: '[--subject ID|NOMOR|"tiket 12"] [--limit N] [--json]',
  options: { subject: { type: 'string' }, limit: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values }) {
    const subject = text(values.subject)?.trim()
    const limit = Number(text(values.limit) ?? MOST)
    if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit berupa angka, paling kecil 1')
    const { office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const rows = await withStore(async ({ db }) => {
      const person = subject === undefined ? undefined : await findPerson(db, subject)
      const about = person === undefined ? [] : await subjectsOf(db.pool, person)
      return auditOf(db.pool, subject === undefined ? undefined : [...new Set([subject, ...about])], limit)
    })
    if (values.json) printJson(rows)
    else if (rows.length === 0) tell('Belum ada catatan.')
    else
      for (const { at, actor, action, subject: of, reason } of rows)
        print(`${longMoment(office.zone, at)}  ${actor}  ${action}  ${of}${reason && `  (${reason})`}`)
    return 0
  },
}
