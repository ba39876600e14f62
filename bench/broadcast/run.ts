/**
 * `npm run bench:broadcast`: announcements to many, beside what others would use. See ../README.md.
 * --part paced|fast|growth (default: all), --recipients N (of the fast part; default 100,000)
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { percentile } from '../numbers.ts'
import { memoryOf } from '../usage.ts'
import { Fake, type Spread } from './fake.ts'
import { FIRST_CHAT, Ours } from './ours.ts'
import { PEERS, type PeerName, PeerProcess } from './peer-process.ts'

const { values } = parseArgs({
  options: { part: { type: 'string' }, recipients: { type: 'string', default: '100000' } },
})
const TEXT = 'Halo Kakak, pendaftaran dibuka besok. Ketik menu untuk tahu lebih banyak.'
/** A lone loop is not waited for to its end: what it sends in so many seconds tells its speed. */
const LOOP_MS = 20_000
const PACED = { recipients: 5000, perSecond: 30, talkers: 2, everyMs: 10_000 }
const GOALS = { pacedSeconds: 172, replyMs: 500, ratio: 0.8, memoryMb: 250, writtenSeconds: 5 }

let missed = 0
function tell(what: string, value: number, unit: string, goal?: { atMost?: number; atLeast?: number }): void {
  const met =
    value <= (goal?.atMost ?? Number.POSITIVE_INFINITY) && value >= (goal?.atLeast ?? Number.NEGATIVE_INFINITY)
  const wanted = goal && ` (goal ${goal.atMost === undefined ? '≥' : '≤'} ${goal.atMost ?? goal.atLeast})`
  if (!met) missed++
  console.log(`${what}: ${value.toFixed(value < 10 ? 2 : 0)} ${unit}${wanted ?? ''}${met ? '' : ' MISSED'}`)
}

/**
 * Resolves when so many messages arrived, or `untilMs` after the first, to how many came in a second from the first one on: what
 * starts a process or writes recipients down is not sending.
 */
async function arrived(fake: Fake, count: number, untilMs = Number.POSITIVE_INFINITY): Promise<number> {
  let began: number | undefined
  let seen = 0
  while (seen < count && performance.now() - (began ?? performance.now()) < untilMs) {
    await sleep(20)
    seen = (await fake.run<{ seen: number }>('counts')).seen
    if (seen > 0) began ??= performance.now()
  }
  return seen / ((performance.now() - began!) / 1000)
}

/** People who chat while the announcement runs; resolves to how long their answers took (ms). */
async function talk(fake: Fake, until: AbortSignal): Promise<number[]> {
  const times: number[] = []
  const person = async (chatId: number) => {
    while (!until.aborted) {
      await sleep(PACED.everyMs * (0.5 + Math.random()), undefined, { signal: until }).catch(() => {})
      if (until.aborted) return
      const { length } = await fake.run<unknown[]>('seenBy', chatId)
      const began = performance.now()
      await fake.run('says', chatId, 'bantuan')
      while ((await fake.run<unknown[]>('seenBy', chatId)).length === length && !until.aborted) await sleep(5)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: PACED.talkers }, (_, n) => person(100 + n)))
  return times
}

async function paced(): Promise<void> {
  const fake = await Fake.start(PACED.perSecond)
  const ours = await Ours.start(fake, PACED.perSecond)
  try {
    await ours.people(PACED.recipients, fake.account)
    const end = new AbortController()
    const talking = talk(fake, end.signal)
    const id = await ours.announce(TEXT)
    while ((await ours.status(id)).waiting > 0) await sleep(200)
    end.abort()
    const [{ seconds }] = (await ours.sql<{ seconds: number }>(
      'SELECT extract(epoch FROM max(o.settled_at) - a.made_at)::float8 AS seconds FROM announcements a JOIN outbox o ON o.announcement = a.id GROUP BY a.id',
    )) as [{ seconds: number }]
    const times = await talking
    const { refused } = await fake.spread()
    tell(`${PACED.recipients} people at ${PACED.perSecond}/s`, seconds, 's', { atMost: GOALS.pacedSeconds })
    tell('"too many requests"', refused, 'times', { atMost: 1 })
    tell(`an answer meanwhile, p95 of ${times.length}`, percentile(times, 95), 'ms', { atMost: GOALS.replyMs })
    await agrees(ours, fake, id, PACED.recipients)
  } finally {
    await ours.stop()
    await fake.stop()
  }
}

/** The ledger and the server's own record say the same. */
async function agrees(ours: Ours, fake: Fake, id: number, recipients: number): Promise<void> {
  const status = await ours.status(id)
  const { sent } = status
  const announced = await fake.run<Spread>('spread', FIRST_CHAT)
  if (sent !== recipients || announced.chats !== recipients || announced.most !== 1)
    throw new Error(`the ledger says ${JSON.stringify(status)}, the server ${JSON.stringify(announced)}`)
}

type Speed = { perSecond: number; memoryMb: number }

async function oursAt(count: number): Promise<Speed & { writtenSeconds: number }> {
  const fake = await Fake.start()
  const ours = await Ours.start(fake, 1_000_000)
  try {
    await ours.people(count, fake.account)
    const announcing = ours.announce(TEXT)
    const perSecond = await arrived(fake, count)
    const id = await announcing
    while ((await ours.status(id)).waiting > 0) await sleep(100)
    await agrees(ours, fake, id, count)
    const [row] = await ours.sql<{ written: number }>(
      'SELECT extract(epoch FROM min(o.settled_at) - a.made_at)::float8 AS written FROM announcements a JOIN outbox o ON o.announcement = a.id GROUP BY a.id',
    )
    return {
      perSecond,
      memoryMb: memoryOf(ours.assistant.pid)?.peakMb ?? Number.NaN,
      writtenSeconds: row!.written,
    }
  } finally {
    await ours.stop()
    await fake.stop()
  }
}

async function peerAt(name: PeerName, count: number): Promise<Speed> {
  const fake = await Fake.start()
  const peer = await PeerProcess.start(name, fake, count)
  try {
    peer.go()
    const perSecond = await arrived(fake, count, name === 'loop' ? LOOP_MS : undefined)
    return { perSecond, memoryMb: memoryOf(peer.pid)?.peakMb ?? Number.NaN }
  } finally {
    await peer.stop()
    await fake.stop()
  }
}

async function fast(count: number): Promise<void> {
  const speeds = new Map<string, Speed>()
  for (const name of PEERS) speeds.set(name, await peerAt(name, count))
  const ours = await oursAt(count)
  speeds.set('ours', ours)
  for (const [name, { perSecond, memoryMb }] of speeds)
    console.log(`${name}: ${perSecond.toFixed(0)} a second, ${memoryMb.toFixed(0)} MB`)
  const ratio = (name: PeerName) => ours.perSecond / speeds.get(name)!.perSecond
  tell('ours ÷ ceiling', ratio('ceiling'), '', { atLeast: GOALS.ratio })
  for (const name of ['pg-boss', 'graphile-worker'] as const) tell(`ours ÷ ${name}`, ratio(name), '', { atLeast: 1 })
  tell(`${count} recipients written, and the first one told`, ours.writtenSeconds, 's', {
    atMost: GOALS.writtenSeconds,
  })
  tell('memory at most', ours.memoryMb, 'MB', { atMost: GOALS.memoryMb })
}

/** Writing the recipients down, which is what grows; sending is the fast part. */
async function growth(): Promise<void> {
  const fake = await Fake.start()
  const ours = await Ours.start(fake, 1)
  try {
    let people = 0
    for (const count of [1000, 10_000, 100_000, 1_000_000]) {
      await ours.people(count - people, fake.account)
      people = count
      const began = performance.now()
      const id = await ours.announce(TEXT)
      const seconds = (performance.now() - began) / 1000
      await ours.langkah('announce', 'cancel', String(id))
      tell(`langkah announce to ${count}`, seconds, 's')
      await ours.sql('DELETE FROM outbox')
    }
    tell('memory of the assistant', memoryOf(ours.assistant.pid)?.peakMb ?? Number.NaN, 'MB', {
      atMost: GOALS.memoryMb,
    })
  } finally {
    await ours.stop()
    await fake.stop()
  }
}

const wanted = (part: string) => values.part === undefined || values.part === part
if (wanted('fast')) await fast(Number(values.recipients))
if (wanted('paced')) await paced()
if (wanted('growth')) await growth()
process.exitCode = missed > 0 ? 1 : 0
