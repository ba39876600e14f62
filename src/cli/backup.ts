import { existsSync } from 'node:fs'
import { BackupError, backup, restore } from '../store/backup.ts'
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
    const { rows } = await withStore(({ db }) => backup(db, out))
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
  usage: 'FILE [--yes]',
  options: { yes: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ values, words }) {
    const [file] = words
    if (!file) throw new UsageError('tulis nama berkas cadangan')
    if (!existsSync(file)) return refuse(values.json === true, `${file} tidak ada`)
    return withStore(async ({ db }): Promise<0 | 1> => {
      const people = await db.prisma.person.count()
      if (people > 0 && !values.yes)
        return refuse(
          values.json === true,
          `Basis data ini berisi data ${people} orang, dan semuanya akan diganti. Kalau memang mau, tambahkan --yes.`,
        )
      try {
        const { rows } = await restore(db, file)
        if (values.json) printJson({ ok: true, rows })
        else print(`${rows} catatan dikembalikan. Pesan yang waktu itu masih menunggu tidak dikirim ulang.`)
        return 0
      } catch (error) {
        const damaged = error instanceof BackupError || String((error as NodeJS.ErrnoException).code).startsWith('Z_')
        if (!damaged) throw error
        return refuse(
          values.json === true,
          `Tidak ada yang diubah: ${error instanceof BackupError ? error.message : 'berkasnya rusak'}.`,
        )
      }
    })
  },
}

function refuse(json: boolean, reason: string): 1 {
  if (json) printJson({ ok: false, reason })
  else tell(reason)
  return 1
}
