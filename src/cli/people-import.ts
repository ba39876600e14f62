import { loadConfig } from '../config.ts'
import { dayIn } from '../domain/day.ts'
import { STAGES } from '../domain/stage.ts'
import { readCountry } from '../domain/work.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { audit } from '../store/audit.ts'
import type { Client } from '../store/database.ts'
import { type ImportKind, type Incoming, importPeople, lockImport } from '../store/import-people.ts'
import type { Keyring } from '../store/keyring.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import type { BatchName } from './import/find-batch.ts'
import { makeFindPlace } from './import/find-place.ts'
import { findSchemes } from './import/find-scheme.ts'
import { asJson, type Imported, inWords, remarks } from './import/outcome-words.ts'
import { type Defaults, placeRecord } from './import/place-record.ts'
import { HeadError, type ReadPeople, readPeople } from './import/read-people.ts'
import { makeRepeats } from './import/repeats.ts'
import { readSheetFile, SheetError } from './import/sheet.ts'
import { withStore } from './with-store.ts'

/** So many at once: what is sealed and sent for one statement is kept no longer. */
const CHUNK = 500

/** The office's spreadsheets of people whom it already knows. */
export const peopleImport: Command = {
  name: 'people import',
  does: 'memasukkan orang dari daftar kantor (alumni atau calon); diulang pun tidak jadi dobel',
  usage: 'FILE.csv|FILE.xlsx [--kind alumni|candidate] [--scheme ID] [--batch ID] [--dry-run] [--json]',
  options: {
    kind: { type: 'string', default: 'alumni' },
    scheme: { type: 'string' },
    batch: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  takesWords: true,
  async run({ values, words }) {
    const [file] = words
    const kind = (['alumni', 'candidate'] as const).find((one) => one === values.kind)
    if (!file || words.length > 1) throw new UsageError('tulis satu nama berkas CSV atau XLSX')
    if (!kind) throw new UsageError('--kind harus alumni atau candidate')
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const scheme = text(values.scheme)
    if (scheme !== undefined && !knowledge.schemes.some(({ id }) => id === scheme))
      throw new UsageError(`--scheme tidak dikenal; pilih ${knowledge.schemes.map(({ id }) => id).join(', ')}`)
    const people = await read(file, knowledge)
    if (typeof people === 'string') return refuse(people, values.json === true)
    const dryRun = values['dry-run'] === true
    const done = await withStore(async ({ db }) => {
      const batches = await db.prisma.batch.findMany({ select: { id: true, scheme: true, name: true } })
      const batch = batches.find(({ id }) => id === text(values.batch))
      if (values.batch !== undefined && !batch) throw new UsageError('--batch tidak ada di daftar angkatan')
      const countryOf = (id: string) => {
        const found = knowledge.schemes.find((one) => one.id === id)
        return found && readCountry(found.country)
      }
      const take = (client: Client) =>
        takeAll({ client, keys: db.keys, kind, dryRun }, people, batches, { scheme, batch, countryOf })
      return dryRun ? undone(db, take) : db.transaction(take)
    })
    if (values.json) printJson(asJson(done))
    else print(inWords(done).join('\n'))
    if (!values.json) for (const line of remarks(done)) tell(line)
    return people.taken.length > 0 || people.refused.length === 0 ? 0 : 1
  },
}

async function read(file: string, knowledge: Knowledge): Promise<ReadPeople | string> {
  const plain = (words: string) => words.toLowerCase().replace(/[^a-z]+/g, '-')
  try {
    return readPeople(await readSheetFile(file), {
      today: dayIn(knowledge.office.zone, new Date()),
      findSchemes: (written) => findSchemes(written, knowledge.schemes),
      findStage: (written) => STAGES.find((stage) => stage === plain(written)),
      findPlace: makeFindPlace(knowledge.areas),
    })
  } catch (error) {
    if (error instanceof SheetError || error instanceof HeadError) return error.message
    throw error
  }
}

function refuse(reason: string, json: boolean): 1 {
  if (json) printJson({ ok: false, reason })
  else tell(`Tidak ada yang dimasukkan: ${reason}.`)
  return 1
}

type Taking = { client: Client; keys: Keyring; kind: ImportKind; dryRun: boolean }

/** The whole file in one transaction: all of it, or nothing. */
async function takeAll(
  { client, keys, kind, dryRun }: Taking,
  { taken, refused, noted, ignored }: ReadPeople,
  batches: readonly BatchName[],
  defaults: Defaults,
): Promise<Imported> {
  const done: Imported = {
    dryRun,
    kind,
    counts: { new: 0, changed: 0, same: 0, own: 0 },
    refused: [...refused],
    noted,
    ignored,
  }
  const now = new Date()
  const repeats = makeRepeats()
  await lockImport(client)
  for (let from = 0; from < taken.length; from += CHUNK) {
    const chunk: { line: number; incoming: Incoming }[] = []
    for (const record of taken.slice(from, from + CHUNK)) {
      const placed = placeRecord(record, batches, defaults)
      const again = 'refused' in placed ? undefined : repeats(record)
      if ('refused' in placed) done.refused.push(placed.refused)
      else if (again) done.refused.push(again)
      else chunk.push({ line: record.line, incoming: placed.incoming })
    }
    const outcomes = await importPeople(
      { client, keys, kind, now },
      chunk.map(({ incoming }) => incoming),
    )
    for (const [i, outcome] of outcomes.entries())
      if (outcome !== 'unclear') done.counts[outcome]++
      else done.refused.push({ line: chunk[i]!.line, column: 'nama', why: UNCLEAR })
  }
  done.refused.sort((a, b) => a.line - b.line)
  const { counts } = done
  await audit(client, 'langkah', `impor ${kind}`, 'berkas', `baru ${counts.new}, berubah ${counts.changed}`)
  return done
}

const UNCLEAR = 'dua catatan punya nama dan tanggal lahir yang sama; isi NIK-nya'

/** Does it and takes it back, so that a dry run counts what the real one would. */
async function undone<T>(
  db: { transaction<R>(work: (client: Client) => Promise<R>): Promise<R> },
  work: (client: Client) => Promise<T>,
) {
  let result: T | undefined
  const stop = new Error('dry run')
  await db
    .transaction(async (client) => {
      result = await work(client)
      throw stop
    })
    .catch((error: unknown) => {
      if (error !== stop) throw error
    })
  return result as T
}
