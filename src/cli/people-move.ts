import type { Notice } from '../app/store.ts'
import { loadConfig } from '../config.ts'
import { type BatchLine, overfull } from '../domain/batch.ts'
import { type Mover, sorted } from '../domain/moving.ts'
import { isEnd, needsWords, STAGES, type Stage } from '../domain/stage.ts'
import { noticeReply } from '../flows/notices.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { listBatches } from '../store/batches.ts'
import type { Client } from '../store/database.ts'
import { findMoving } from '../store/find-moving.ts'
import type { Keyring } from '../store/keyring.ts'
import { type Doing, movePeople, putIntoBatch } from '../store/move-people.ts'
import { queueNotices } from '../store/queue-notices.ts'
import { type Command, type Given, print, printJson, tell, text, UsageError } from './command.ts'
import { withStore } from './with-store.ts'

/** What is wanted: who, and where to. */
type Wanted = {
  numbers: string[]
  batch: string | undefined
  at: Stage | undefined
  to: Stage | undefined
  into: string | undefined
  reason: string
}
type Refused = { number: string; reason: string }
/** What will be done, and to whom not. `over`: people beyond the seats. */
type Plan = { go: Mover[]; refused: Refused[]; over: number }

export const peopleMove: Command = {
  name: 'people move',
  does: 'memindahkan orang ke tahap lain, atau ke dalam angkatan; orangnya dikabari',
  usage:
    'NOMOR… | --batch ANGKATAN [--at TAHAP]  --to TAHAP --reason "alasan" | --into ANGKATAN  [--dry-run] [--yes] [--json]',
  options: {
    batch: { type: 'string' },
    at: { type: 'string' },
    to: { type: 'string' },
    into: { type: 'string' },
    reason: { type: 'string' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  takesWords: true,
  async run(given) {
    const wanted = read(given)
    const { values } = given
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    return withStore(({ db }) =>
      db.transaction(async (client): Promise<0 | 1> => {
        const plan = await planned(client, db.keys, wanted, knowledge)
        if (typeof plan === 'string') return refuse(plan, values)
        const isTried = values['dry-run'] === true
        if (!isTried && plan.go.length > 1 && values.yes !== true)
          return refuse(
            `${plan.go.length} orang akan dipindahkan: tambahkan --yes, atau lihat dulu dengan --dry-run`,
            values,
          )
        const doing = { client, keys: db.keys, now: new Date(), accounts: [], by: 'langkah' }
        const told = isTried ? 0 : await carryOut(doing, plan.go, wanted, knowledge)
        report(plan, wanted, { told, isTried, json: values.json === true })
        return plan.go.length > 0 && plan.refused.length === 0 ? 0 : 1
      }),
    )
  },
}

function read({ values, words }: Given): Wanted {
  const [batch, to, into] = [text(values.batch), text(values.to), text(values.into)]
  const reason = text(values.reason)?.trim() ?? ''
  if ((words.length === 0) === (batch === undefined))
    throw new UsageError('tulis nomor pendaftaran, atau --batch ANGKATAN')
  if ((to === undefined) === (into === undefined))
    throw new UsageError('isi salah satu: --to TAHAP atau --into ANGKATAN')
  if (to !== undefined && reason === '')
    throw new UsageError(
      '--to perlu --reason "alasan" (dicatat; untuk perlu-perbaikan dan tidak-lanjut dikirim ke orangnya)',
    )
  return {
    numbers: [...new Set(words.map((word) => word.toUpperCase()))],
    batch,
    at: stage('--at', text(values.at)),
    to: stage('--to', to),
    into,
    reason,
  }
}

function stage(option: string, value: string | undefined): Stage | undefined {
  const found = STAGES.find((one) => one === value)
  if (value !== undefined && !found) throw new UsageError(`${option} harus salah satu dari: ${STAGES.join(', ')}`)
  return found
}

/** A string: why nothing can be done at all. */
async function planned(client: Client, keys: Keyring, wanted: Wanted, { schemes }: Knowledge): Promise<Plan | string> {
  const batches = await listBatches(client)
  const lacks = [wanted.batch, wanted.into].find((id) => id !== undefined && !batches.some((one) => one.id === id))
  if (lacks !== undefined) return `angkatan ${lacks} tidak ada (lihat \`langkah batches list\`)`
  const found = await findMoving(client, keys, wanted)
  const people = wanted.at ? found.filter((one) => one.stage === wanted.at) : found
  const lost = wanted.numbers.filter((number) => !found.some((one) => one.number === number))
  const refused = lost.map((number) => ({ number, reason: 'tidak ada' }))
  if (wanted.into !== undefined) return joining(people, batches.find(({ id }) => id === wanted.into)!, refused)
  const { go, stay } = sorted(people, wanted.to!, schemes)
  return {
    go,
    over: 0,
    refused: [
      ...refused,
      ...stay.map((one) => ({ number: one.number, reason: `dari ${one.stage} belum bisa ke ${wanted.to}` })),
    ],
  }
}

function joining(people: Mover[], batch: BatchLine, refused: Refused[]): Plan {
  const ended = people.filter((one) => isEnd(one.stage))
  const go = people.filter((one) => !isEnd(one.stage) && one.batch?.id !== batch.id)
  const over = overfull(batch, go.length)
  return {
    go,
    over,
    refused: [...refused, ...ended.map(({ number, stage }) => ({ number, reason: `sudah ${stage}` }))],
  }
}

/** Resolves to how many people will hear of it. */
async function carryOut(doing: Doing, go: Mover[], wanted: Wanted, knowledge: Knowledge): Promise<number> {
  const { to, into, reason } = wanted
  const notices: Notice[] = to
    ? await movePeople(doing, { moves: go.map(({ number, stage }) => ({ number, from: stage })), to, reason })
    : await putIntoBatch(doing, { numbers: go.map(({ number }) => number), batch: into! })
  const queued = notices.flatMap((notice) =>
    notice.to === 'person' ? [{ chat: notice.chat, reply: noticeReply(knowledge, notice) }] : [],
  )
  await queueNotices(doing.client, doing.keys, queued)
  return queued.length
}

function refuse(reason: string, values: Given['values']): 1 {
  if (values.json) printJson({ ok: false, reason })
  else print(`Tidak ada yang dipindahkan: ${reason}.`)
  return 1
}

type Outcome = { told: number; isTried: boolean; json: boolean }

function report({ go, refused, over }: Plan, { to, into, reason }: Wanted, { told, isTried, json }: Outcome): void {
  const moved = go.map(({ number, stage }) => ({ number, from: stage }))
  if (json) {
    const ok = go.length > 0 && refused.length === 0
    printJson({ ok, dryRun: isTried, ...(to ? { to } : { into }), moved, refused, over, told })
    return
  }
  const where = to ? `ke tahap ${to}` : `ke angkatan ${into}`
  print(
    `${isTried ? 'Yang akan dipindahkan' : 'Dipindahkan'} ${where}: ${go.length} orang.${isTried ? '' : ` Dikabari: ${told}.`}`,
  )
  for (const { number, from } of moved) print(`  ${number}  ${from}`)
  if (to && needsWords(to)) print(`Yang dikirim ke orangnya: ${reason}`)
  if (over > 0) tell(`Perhatian: lebih ${over} dari kursi angkatan ini.`)
  for (const { number, reason: why } of refused) tell(`${number}: ${why}`)
}
