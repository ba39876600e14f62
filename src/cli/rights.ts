import { loadConfig } from '../config.ts'
import { hoursLeft, isUrgent, REQUEST_WORDS } from '../domain/data-request.ts'
import { longMoment } from '../domain/day.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { closeRequest, openRequests } from '../store/data-requests.ts'
import { type Command, print, printJson, tell, UsageError } from './command.ts'
import { withStore } from './with-store.ts'

export const rightsList: Command = {
  name: 'rights list',
  does: 'menampilkan permintaan data (UU 27/2022) yang menunggu petugas, dengan sisa waktunya dari 3×24 jam',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const { office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const now = new Date()
    const open = await withStore(({ db }) => openRequests(db.pool))
    const rows = open.map((request) => ({
      ...request,
      hoursLeft: hoursLeft(request.openedAt, now),
      urgent: isUrgent(request.openedAt, now),
    }))
    if (values.json) printJson(rows)
    else if (rows.length === 0) tell('Tidak ada permintaan yang menunggu.')
    else
      for (const { number, kind, outside, openedAt, hoursLeft: left, urgent } of rows)
        print(
          `${urgent ? '⏰ ' : ''}${number}  ${REQUEST_WORDS[kind]}  masuk ${longMoment(office.zone, openedAt)}  ${left < 0 ? `LEWAT ${-left} jam` : `sisa ${left} jam`}${outside.length > 0 ? `  keluarkan dari daftar: ${outside.join(', ')}` : ''}`,
        )
    return 0
  },
}

export const rightsDone: Command = {
  name: 'rights done',
  does: 'mencatat bahwa permintaan data sudah dikerjakan kantor',
  usage: 'NOMOR [--json]',
  options: { json: { type: 'boolean' } },
  takesWords: true,
  async run({ values, words }) {
    const number = words[0]?.toUpperCase()
    if (!number) throw new UsageError('tulis nomor permintaannya (lihat `langkah rights list`)')
    const ok = await withStore(({ db }) => closeRequest(db.pool, number, 'langkah', new Date()))
    if (values.json) printJson({ ok })
    else print(ok ? `Permintaan ${number} dicatat selesai.` : 'Permintaan itu tidak ada, atau sudah selesai.')
    return ok ? 0 : 1
  },
}
