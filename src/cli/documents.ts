import { writeFileSync } from 'node:fs'
import { loadConfig } from '../config.ts'
import { dayIn, longDay } from '../domain/day.ts'
import { reviewedNotice } from '../flows/documents/news.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { seeDocument, waitingDocuments } from '../store/documents/find.ts'
import { markOpened, reviewDocument } from '../store/documents/review.ts'
import { makeFiles } from '../store/files/kept-files.ts'
import { lastChat } from '../store/last-chat.ts'
import { queueNotices } from '../store/queue-notices.ts'
import { type Command, type Given, print, printJson, tell, text, UsageError } from './command.ts'
import { withStore } from './with-store.ts'

export const documentsList: Command = {
  name: 'documents list',
  does: 'menampilkan dokumen yang menunggu diperiksa petugas, yang paling lama menunggu lebih dulu',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const { office, documents } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const waiting = await withStore(({ db }) => waitingDocuments(db.pool))
    if (values.json) printJson(waiting)
    else if (waiting.length === 0) tell('Tidak ada dokumen yang menunggu.')
    else
      for (const { id, document, number, sentAt, state } of waiting)
        print(
          `${id}  ${number}  ${documents.kinds[document]?.label ?? document}  ${longDay(dayIn(office.zone, sentAt))}  ${state}`,
        )
    return 0
  },
}

/** The number of a document, as `documents list` shows it. Throws UsageError. */
function idOf({ words }: Given): number {
  const [id] = words
  if (!id || !/^\d{1,9}$/.test(id)) throw new UsageError('tulis nomor dokumennya (lihat `langkah documents list`)')
  return Number(id)
}

function missing(values: Given['values']): 1 {
  if (values.json) printJson({ ok: false })
  else print('Dokumen itu tidak ada, sudah diputuskan, atau orangnya membatasi pemakaian datanya.')
  return 1
}

/** That it was opened is written down before it is. */
export const documentsOpen: Command = {
  name: 'documents open',
  does: 'menyimpan satu dokumen ke file untuk dilihat (dicatat siapa dan kenapa)',
  usage: 'NOMOR --reason "alasan" --out FILE [--json]',
  options: { reason: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean' } },
  takesWords: true,
  async run(given) {
    const id = idOf(given)
    const { values } = given
    const [reason, out] = [text(values.reason)?.trim(), text(values.out)]
    if (!reason || !out) throw new UsageError('tulis --reason "alasan" dan --out FILE')
    const bytes = await withStore(async ({ db, shelf }) => {
      const seen = await db.transaction(async (client) => {
        const found = await seeDocument(client, db.keys, id)
        if (found?.file) await markOpened(client, { id, by: 'langkah', reason, now: new Date() })
        return found
      })
      const { kept, mime } = seen?.file ?? {}
      return kept ? makeFiles({ db, shelf, accounts: () => [], instance: 0 }).open(kept, mime) : undefined
    })
    if (!bytes) return missing(values)
    writeFileSync(out, bytes, { mode: 0o600 })
    if (values.json) printJson({ ok: true, file: out })
    else tell(`Disimpan di ${out}. Hapus lagi sesudah dilihat.`)
    return 0
  },
}

export const documentsReview: Command = {
  name: 'documents review',
  does: 'mencatat satu dokumen cocok (--ok), atau perlu diganti (--reject "kata untuk orangnya")',
  usage: 'NOMOR --ok [--until YYYY-MM-DD] | --reject "alasan" [--json]',
  options: {
    ok: { type: 'boolean' },
    until: { type: 'string' },
    reject: { type: 'string' },
    json: { type: 'boolean' },
  },
  takesWords: true,
  async run(given) {
    const id = idOf(given)
    const { values } = given
    const [reason, expires] = [text(values.reject)?.trim(), text(values.until)]
    if (Boolean(values.ok) === Boolean(reason)) throw new UsageError('tulis --ok atau --reject "alasan", salah satu')
    if (expires !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(expires) || Number.isNaN(Date.parse(expires))))
      throw new UsageError('--until ditulis YYYY-MM-DD')
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const ok = values.ok === true
    const done = await withStore(({ db }) =>
      db.transaction(async (client) => {
        const reviewed = await reviewDocument(client, db.keys, {
          id,
          ok,
          reason,
          expires,
          by: 'langkah',
          now: new Date(),
        })
        const chat = reviewed?.tell ? await lastChat(client, reviewed.person, []) : undefined
        const reply = reviewed && {
          ...reviewedNotice(knowledge, { document: reviewed.document, ok, reason }),
          aside: true as const,
        }
        if (chat && reply) await queueNotices(client, db.keys, [{ chat, reply }])
        return reviewed
      }),
    )
    if (!done) return missing(values)
    if (values.json) printJson({ ok: true })
    else print(ok ? `Dokumen ${id} dicatat cocok.` : `Dokumen ${id} diminta diganti; orangnya diberi tahu.`)
    return 0
  },
}
