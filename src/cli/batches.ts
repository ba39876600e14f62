import { loadConfig } from '../config.ts'
import { BATCH_ID, type BatchLine, batchDays } from '../domain/batch.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { listBatches } from '../store/batches.ts'
import { type Command, type Given, print, printJson, text, UsageError } from './command.ts'
import { readCivilDate } from './list-rows.ts'
import { type DeskDatabase, withStore } from './with-store.ts'

export const batchesList: Command = {
  name: 'batches list',
  does: 'menampilkan angkatan, tanggalnya, dan kursinya',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  run: ({ values }) =>
    withStore(async ({ db }): Promise<0> => {
      const batches = await listBatches(db.pool)
      if (values.json) printJson(batches)
      else print(batches.length === 0 ? 'Belum ada angkatan.' : batches.map(line).join('\n'))
      return 0
    }),
}

const line = (batch: BatchLine) =>
  `${batch.id}  ${batch.name} (${batch.scheme}), ${batchDays(batch)}; ${batch.taken}${batch.seats === undefined ? ' orang' : ` dari ${batch.seats} kursi`}`

const FIELDS = {
  scheme: { type: 'string' },
  name: { type: 'string' },
  starts: { type: 'string' },
  ends: { type: 'string' },
  seats: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const batchesAdd: Command = {
  name: 'batches add',
  does: 'menambah angkatan suatu program',
  usage: 'ID --scheme PROGRAM --name NAMA --starts YYYY-MM-DD [--ends YYYY-MM-DD] [--seats N] [--json]',
  options: FIELDS,
  takesWords: true,
  async run(given) {
    const id = idOf(given)
    if (!BATCH_ID.test(id))
      throw new UsageError('ID angkatan: huruf kecil, angka, dan tanda hubung, misalnya gtog-korea-2027-1')
    const { scheme, name, starts, ends, seats } = await read(given)
    if (!scheme || !name || !starts) throw new UsageError('--scheme, --name, dan --starts wajib diisi')
    return withStore(async ({ db }) => {
      if (await db.prisma.batch.findUnique({ where: { id } })) return answer(given, `angkatan ${id} sudah ada`)
      if (ends && ends < starts) throw new UsageError('--ends sesudah --starts')
      await db.prisma.batch.create({ data: { id, scheme, name, starts, ends: ends ?? null, seats: seats ?? null } })
      await write(db, 'tambah angkatan', id)
      return answer(given, undefined, `Angkatan ${id} ditambahkan.`)
    })
  },
}

export const batchesChange: Command = {
  name: 'batches change',
  does: 'mengubah nama, tanggal, atau kursi angkatan; programnya hanya selama masih kosong',
  usage: 'ID [--name NAMA] [--starts YYYY-MM-DD] [--ends YYYY-MM-DD|-] [--seats N|-] [--scheme PROGRAM] [--json]',
  options: FIELDS,
  takesWords: true,
  async run(given) {
    const id = idOf(given)
    const wanted = await read(given)
    if (Object.keys(wanted).length === 0) throw new UsageError('tulis apa yang diubah, misalnya --seats 30')
    return withStore(async ({ db }) => {
      const known = await db.prisma.batch.findUnique({
        where: { id },
        include: { _count: { select: { registrations: true } } },
      })
      if (!known) return answer(given, `angkatan ${id} tidak ada`)
      if (wanted.scheme && wanted.scheme !== known.scheme && known._count.registrations > 0)
        return answer(given, `angkatan ${id} sudah ada orangnya, jadi programnya tidak bisa diubah`)
      const [starts, ends] = [wanted.starts ?? known.starts, wanted.ends === undefined ? known.ends : wanted.ends]
      if (ends && ends < starts) throw new UsageError('--ends sesudah --starts')
      await db.prisma.batch.update({ where: { id }, data: wanted })
      await write(db, 'ubah angkatan', id)
      return answer(given, undefined, `Angkatan ${id} diubah.`)
    })
  },
}

function idOf({ words }: Given): string {
  const [id, ...more] = words
  if (!id || more.length > 0) throw new UsageError('tulis satu ID angkatan, misalnya gtog-korea-2027-1')
  return id
}

type Fields = { scheme?: string; name?: string; starts?: Date; ends?: Date | null; seats?: number | null }

/** Only what was given; "-" takes a date or the seats away. */
async function read({ values }: Given): Promise<Fields> {
  const fields: Fields = {}
  const [scheme, name, starts, ends, seats] = ['scheme', 'name', 'starts', 'ends', 'seats'].map((key) =>
    text(values[key]),
  )
  if (scheme !== undefined) fields.scheme = await knownScheme(scheme)
  if (name !== undefined) {
    if (name.trim() === '' || name.trim().length > 60) throw new UsageError('--name: satu sampai 60 huruf')
    fields.name = name.trim()
  }
  if (starts !== undefined) fields.starts = day('--starts', starts)
  if (ends !== undefined) fields.ends = ends === '-' ? null : day('--ends', ends)
  if (seats !== undefined) {
    if (seats !== '-' && !/^[1-9]\d{0,5}$/.test(seats)) throw new UsageError('--seats berupa angka, paling sedikit 1')
    fields.seats = seats === '-' ? null : Number(seats)
  }
  return fields
}

function day(option: string, value: string): Date {
  const read = readCivilDate(value)
  if (!read) throw new UsageError(`${option} berupa tanggal, misalnya 2027-01-04`)
  return new Date(`${read}T00:00:00Z`)
}

async function knownScheme(id: string): Promise<string> {
  const { schemes } = await loadKnowledge(loadConfig().CONTENT_DIR)
  if (!schemes.some((scheme) => scheme.id === id))
    throw new UsageError(`--scheme harus salah satu dari: ${schemes.map((scheme) => scheme.id).join(', ')}`)
  return id
}

const write = (db: DeskDatabase, action: string, subject: string) =>
  db.prisma.auditEntry.create({ data: { actor: 'langkah', action, subject } })

function answer({ values }: Given, refused: string | undefined, done = ''): 0 | 1 {
  if (values.json) printJson(refused === undefined ? { ok: true } : { ok: false, reason: refused })
  else print(refused === undefined ? done : `Tidak jadi: ${refused}.`)
  return refused === undefined ? 0 : 1
}
