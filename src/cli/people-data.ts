import { writeFileSync } from 'node:fs'
import { loadConfig } from '../config.ts'
import { ownDataFile } from '../domain/own-data.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { audit } from '../store/audit.ts'
import { ownDataOf } from '../store/own-data.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { findPerson } from './find-person.ts'
import { withStore } from './with-store.ts'

/** For who asks the office for a copy of their data (UU 27/2022 arts. 7, 13); that it was made is written down. */
export const peopleData: Command = {
  name: 'people data',
  does: 'menulis salinan semua data seseorang sebagai JSON, untuk diberikan kepada orangnya (dicatat)',
  usage: 'ID|NOMOR-PENDAFTARAN|NOMOR-PERMINTAAN [--reason "alasan"] [--out FILE] [--json]',
  options: { reason: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean' } },
  takesWords: true,
  async run({ values, words }) {
    const [wanted] = words
    if (!wanted) throw new UsageError('tulis ID orang, nomor pendaftaran, atau nomor permintaan')
    const reason = text(values.reason)?.trim() || 'permintaan orangnya'
    const out = text(values.out)
    const { office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const file = await withStore(async ({ db }) => {
      const id = await findPerson(db, wanted)
      if (id === undefined) return undefined
      await audit(db.pool, 'langkah', 'salinan data', id, reason) // before anything is opened
      const data = await ownDataOf(db, id)
      return data && ownDataFile(data, { name: office.name, contact: office.dataProtection.contact }, new Date())
    })
    if (!file) {
      if (values.json) printJson({ ok: false })
      else print('Orang itu tidak ada.')
      return 1
    }
    if (out) {
      writeFileSync(out, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 })
      if (values.json) printJson({ ok: true, file: out })
      else tell(`Disimpan di ${out}. Berikan hanya kepada orangnya, lalu hapus.`)
    } else if (values.json) printJson(file)
    else print(JSON.stringify(file, null, 2))
    return 0
  },
}
