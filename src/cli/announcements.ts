import { setTimeout as sleep } from 'node:timers/promises'
import { loadConfig } from '../config.ts'
import type { AnnouncementFound } from '../domain/announcement.ts'
import { longMoment } from '../domain/day.ts'
import { segmentWords } from '../domain/segment.ts'
import { bar, excludedWords, STATE_WORDS, tallyWords } from '../flows/announcing/words.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { listAnnouncements, seeAnnouncement } from '../store/announcements/ledger.ts'
import { retry, steer } from '../store/announcements/steering.ts'
import { type Command, type Given, print, printJson, tell, UsageError } from './command.ts'
import { type DeskDatabase, withStore } from './with-store.ts'

const json = { json: { type: 'boolean' } } as const

export const announceList: Command = {
  name: 'announce list',
  does: 'menampilkan pengumuman, yang terbaru di atas',
  usage: '[--json]',
  options: json,
  async run({ values }) {
    const { office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const found = await withStore(({ db }) => listAnnouncements(db.pool, 100))
    if (values.json)
      printJson(
        found.map(({ id, state, segment, startsAt, recipients }) => ({
          id,
          state,
          to: segmentWords(segment),
          startsAt,
          recipients,
        })),
      )
    else if (found.length === 0) print('Belum ada pengumuman.')
    for (const { id, state, segment, corrects, startsAt, recipients } of values.json ? [] : found) {
      const to = corrects === null ? segmentWords(segment) : `koreksi pengumuman ${corrects}`
      print(`${id}\t${STATE_WORDS[state]}\t${recipients} penerima\t${to}\t${longMoment(office.zone, startsAt)}`)
    }
    return 0
  },
}

const PATIENCE_MS = 1000

export const announceStatus: Command = {
  name: 'announce status',
  does: 'menampilkan jalannya pengumuman: siapa yang sudah, yang belum, dan kenapa',
  usage: 'ID [--json] [--watch]',
  options: { ...json, watch: { type: 'boolean' } },
  takesWords: true,
  run: (given) =>
    withFound(given, async (db, found) => {
      if (given.values.watch && !given.values.json) found = await watch(db, found)
      if (given.values.json) printJson(status(found))
      else
        print(
          [
            `Pengumuman ${found.id}: ${STATE_WORDS[found.state]}`,
            tallyWords(found.tally),
            excludedWords(found.excluded),
          ]
            .filter(Boolean)
            .join('\n\n'),
        )
      return 0
    }),
}

const status = ({ id, state, tally }: AnnouncementFound) => ({ id, state, ...tally })

/** A bar that fills, until nothing more will be sent. */
async function watch(db: DeskDatabase, found: AnnouncementFound): Promise<AnnouncementFound> {
  const draw = ({ tally }: AnnouncementFound) =>
    process.stderr.write(`\r${bar(tally)} ${tally.sent}/${tally.recipients} `)
  let now = found
  for (draw(now); now.state === 'berjalan' || now.state === 'terjadwal'; draw(now)) {
    await sleep(PATIENCE_MS)
    now = (await seeAnnouncement(db.pool, db.keys, found.id)) ?? now
  }
  process.stderr.write('\n')
  return now
}

const steering = (word: string, to: 'dijeda' | 'berjalan' | 'dibatalkan', does: string): Command => ({
  name: `announce ${word}`,
  does,
  usage: 'ID [--json]',
  options: json,
  takesWords: true,
  run: (given) =>
    withFound(given, async (db, { id }) => {
      const done = await steer(db.pool, id, to, 'langkah')
      const found = (await seeAnnouncement(db.pool, db.keys, id))!
      if (given.values.json) printJson({ ok: done, ...status(found) })
      else print(`${done ? '' : 'Tidak ada yang berubah. '}Pengumuman ${id}: ${STATE_WORDS[found.state]}.`)
      return done ? 0 : 1
    }),
})

export const announcePause = steering('pause', 'dijeda', 'menjeda pengumuman; yang sedang di jalan tetap sampai')
export const announceResume = steering('resume', 'berjalan', 'melanjutkan pengumuman yang dijeda')
export const announceCancel = steering(
  'cancel',
  'dibatalkan',
  'membatalkan pengumuman; yang belum dikirim tidak dikirim',
)

export const announceRetry: Command = {
  name: 'announce retry',
  does: 'mengirim lagi ke yang gagal, atau ke yang belum pasti menerima (bisa menerima dua kali)',
  usage: 'ID --failed|--unknown [--json]',
  options: { ...json, failed: { type: 'boolean' }, unknown: { type: 'boolean' } },
  takesWords: true,
  run: (given) => {
    const { failed, unknown } = given.values
    if (Boolean(failed) === Boolean(unknown)) throw new UsageError('pilih satu: --failed atau --unknown')
    return withFound(given, async (db, { id }) => {
      const again = await retry(db.pool, id, failed ? 'failed' : 'unknown', 'langkah')
      if (given.values.json) printJson({ ok: again > 0, again })
      else print(again > 0 ? `${again} penerima dicoba lagi.` : 'Tidak ada yang perlu dicoba lagi.')
      return again > 0 ? 0 : 1
    })
  },
}

/** Exit code 1 where there is no such announcement. */
export async function withFound(
  { values, words }: Given,
  work: (db: DeskDatabase, found: AnnouncementFound) => Promise<0 | 1>,
): Promise<0 | 1> {
  const [id] = words
  if (!id || !/^\d{1,9}$/.test(id)) throw new UsageError('tulis nomor pengumumannya (lihat `langkah announce list`)')
  return withStore(async ({ db }): Promise<0 | 1> => {
    const found = await seeAnnouncement(db.pool, db.keys, Number(id))
    if (found) return work(db, found)
    if (values.json) printJson({ ok: false, reason: 'tidak ada' })
    else tell(`Pengumuman ${id} tidak ada.`)
    return 1
  })
}
