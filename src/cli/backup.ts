import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { BackupError, backup, restore } from '../store/backup.ts'
import type { Database } from '../store/database.ts'
import { instancesAt } from '../store/instance.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { withStore } from './with-store.ts'

export const backupCommand: Command = {
  name: 'backup',
  does: 'menyimpan semua data ke satu berkas; yang rahasia tetap tersandi',
  usage: '--out FILE [--json]',
  options: { out: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values }) {
    const out = text(values.out)
    if (!out) throw new UsageError('--out FILE wajib diisi')
    const { rows } = await withStore(({ db, shelf }) => backup(db, shelf, out))
    if (values.json) printJson({ ok: true, file: out, rows })
    else
      print(
        `${rows} catatan disimpan di ${out}. Simpan kuncinya (data.key atau DATA_KEY) di tempat lain: tanpa kunci, cadangan ini tidak bisa dibuka.`,
      )
    return 0
  },
}

export const restoreCommand: Command = {
  name: 'restore',
  does: 'mengganti semua data dengan isi berkas cadangan; hentikan dulu npm start',
  usage: 'FILE [--newer FILE] [--yes] [--json]',
  options: { newer: { type: 'string' }, yes: { type: 'boolean' }, json: { type: 'boolean' } },
  takesWords: true,
  async run({ values, words }) {
    const [file] = words
    if (!file) throw new UsageError('tulis nama berkas cadangan')
    const newer = text(values.newer)
    const missing = [file, newer].find((name) => name !== undefined && !existsSync(name))
    const refused = missing ? `${missing} tidak ada` : await restoreFrom(file, newer, values.yes === true)
    if (typeof refused === 'string') {
      if (values.json) printJson({ ok: false, reason: refused })
      else tell(refused)
      return 1
    }
    const { rows, forgotten } = refused
    if (values.json) printJson({ ok: true, rows, forgotten })
    else
      print(
        `${rows} catatan dikembalikan. Pesan yang waktu itu masih menunggu tidak dikirim ulang. ${forgotten} orang yang sudah minta dihapus dihapus lagi.`,
      )
    return 0
  },
}

/** Looks twice: an assistant whose line to the database was just lost is back by then. */
async function isServed({ pool }: Database): Promise<boolean> {
  if ((await instancesAt(pool)) > 0) return true
  await sleep(1000)
  return (await instancesAt(pool)) > 0
}

/** How many rows there were, or why nothing was changed. */
function restoreFrom(
  file: string,
  newer: string | undefined,
  sure: boolean,
): Promise<{ rows: number; forgotten: number } | string> {
  return withStore(async ({ db, shelf }) => {
    if (await isServed(db))
      return 'Asisten masih berjalan di basis data ini. Hentikan dulu (npm start dan langkah chat), lalu ulangi. Tidak ada yang diubah.'
    const people = await db.prisma.person.count()
    if (people > 0 && !sure)
      return `Basis data ini berisi data ${people} orang, dan semuanya akan diganti. Kalau memang mau, tambahkan --yes.`
    try {
      return await restore(db, shelf, file, newer)
    } catch (error) {
      if (!(error instanceof BackupError)) throw error
      return `Tidak ada yang diubah: ${error.message}.`
    }
  })
}
