/** The running parts of one process, put together. */
import { randomBytes, randomInt } from 'node:crypto'
import { madeFilesJob } from './announcement-files.ts'
import { Channels } from './app/channels.ts'
import type { Brain } from './app/decide.ts'
import { startDecider } from './app/decider.ts'
import { startFetcher } from './app/fetcher.ts'
import { type Job, startJobs } from './app/jobs.ts'
import type { Log } from './app/log.ts'
import type { Meter } from './app/meter.ts'
import type { ChannelAdapter } from './app/ports.ts'
import type { PaceOf } from './app/push-feed.ts'
import { startSender } from './app/sender.ts'
import type { Turns } from './app/store.ts'
import { whileComposing } from './app/while-composing.ts'
import type { Channel, ChatEvent } from './domain/chat.ts'
import { CODE_DIGITS } from './domain/joining.ts'
import { book } from './flows/book.ts'
import { noticeReply } from './flows/notices.ts'
import { keptModels } from './knowledge/kept-models.ts'
import { makeMind } from './knowledge/make-mind.ts'
import type { Knowledge } from './knowledge/shapes.ts'
import { contentMaker } from './make-content.ts'
import { nudgeJob } from './nudge-job.ts'
import type { OpenStore } from './open-store.ts'
import { remindJob, takeSchedule } from './remind-job.ts'
import { endFinished } from './store/announcements/ending.ts'
import { startDue } from './store/announcements/making.ts'
import { makeFiles } from './store/files/kept-files.ts'
import { startInstance } from './store/instance.ts'
import { makeOutbox } from './store/outbox.ts'
import { enforceRetention } from './store/retention.ts'
import { makeTurns } from './store/turns.ts'
import { vet } from './vetting/vet.ts'

export type Role = 'all' | 'bot' | 'sender' | 'jobs'

export type AssistantParts = {
  store: OpenStore
  knowledge: Knowledge
  adapters: readonly ChannelAdapter[]
  rates: Partial<Record<Channel, number>>
  /** How fast reminders and announcements may leave; default: as fast as everything else. */
  pushPace?: PaceOf | undefined
  role: Role
  /** Where the world reaches us; without it there are no upload links. */
  publicUrl?: string | undefined
  log: Log
  meter: Meter
}

export type Assistant = {
  /** Resolves when everything received so far is decided and sent. */
  quiet(): Promise<void>
  /** Takes nothing new in, finishes what is in hand, and lets go of the database's locks. */
  stop(): Promise<void>
}

/** "LA-2026-482915": easy to say on the phone, and not to be guessed from another one. */
const freshNumber = () => `LA-${new Date().getFullYear()}-${String(randomInt(1_000_000)).padStart(6, '0')}`
const freshCode = () => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
/** Hexadecimal: nothing in it that markup could take for its own. */
function freshUpload(publicUrl: string) {
  const token = randomBytes(16).toString('hex')
  return { token, link: `${publicUrl.replace(/\/$/, '')}/unggah/${token}` }
}
const clock = () => new Date()

/** Throws when the database cannot be reached or a channel does not start. */
export async function startAssistant(parts: AssistantParts): Promise<Assistant> {
  const { store, knowledge, adapters, rates, pushPace, role, log, meter } = parts
  const sends = role === 'all' || role === 'sender'
  const decides = role === 'all' || role === 'bot'
  const instance = await startInstance(store.url, () => log.warn({}, 'the line to the database was lost'))
  const channels = new Channels({ adapters, hold: instance.hold, log })
  const files = makeFiles({ db: store.db, shelf: store.shelf, accounts: channels.sendable, instance: instance.id })
  const sender = sends
    ? startSender({
        outbox: makeOutbox(store.db, channels.sendable, instance.id),
        adapters,
        files,
        rates,
        pushPace,
        log,
        meter,
      })
    : undefined
  const fetcher = sends
    ? startFetcher({ files, adapters, make: contentMaker({ db: store.db, knowledge, clock }), vet, log })
    : undefined
  const decider = decides
    ? startDecider(brainOf(parts), turnsOf(parts, channels, sends ? instance.id : undefined), sender ?? NOBODY)
    : undefined
  instance.onNudge(() => sender?.nudge())
  const worksJobs = role === 'all' || role === 'jobs'
  if (worksJobs) await takeSchedule(store.db, knowledge, clock())
  const reminding = remindJob({ db: store.db, knowledge, accounts: channels.sendable, clock, meter })
  const nudging = nudgeJob({ db: store.db, knowledge, accounts: channels.sendable, clock })
  const jobs = worksJobs
    ? startJobs(
        [retention(parts), announcements(parts), madeFilesJob(parts), reminding, nudging],
        knowledge.office.zone,
        log,
      )
    : undefined

  /** A tied adapter's messages are in the inbox before they get here; where nobody decides, another process does. */
  async function receive(events: ChatEvent[]): Promise<void> {
    if (!events[0]) return
    if (decider) await whileComposing(adapters, events, decider.receive(events))
    meter.received(events[0].from.channel, events.length)
  }
  await channels.start((adapter) => (adapter.tied ? sends : decides), receive)

  return {
    async quiet() {
      await fetcher?.quiet()
      await decider?.quiet()
      await sender?.quiet()
    },
    async stop() {
      await channels.stop()
      await fetcher?.stop()
      await decider?.stop()
      await jobs?.stop()
      await sender?.stop()
      await channels.close()
      await instance.stop()
    },
  }
}

/** Who decides where nobody sends: another process claims what was decided. */
const NOBODY = { hand() {}, doubt() {} }

function brainOf({ knowledge, publicUrl, log, meter }: AssistantParts): Brain {
  const mind = makeMind(knowledge, keptModels(knowledge))
  return {
    book,
    knowledge,
    mind,
    clock,
    freshNumber,
    freshCode,
    freshUpload: publicUrl === undefined ? undefined : () => freshUpload(publicUrl),
    log,
    meter,
  }
}

/** `instance`: with it, what this process decides it also claims for sending. */
function turnsOf({ store, knowledge }: AssistantParts, channels: Channels, instance: number | undefined): Turns {
  const accounts = instance === undefined ? channels.served : channels.sendable
  return makeTurns(store.db, { accounts, instance, clock, draftDays: knowledge.office.retention.draftDays })
}

const retention = ({ store, knowledge }: AssistantParts): Job => ({
  name: 'retensi',
  at: '30 2 * * *',
  run: () => enforceRetention(store.db, knowledge.office.retention, clock()),
})

/** Announcements begin and end. The jobs of many processes do no harm to each other. */
const announcements = ({ store, knowledge }: AssistantParts): Job => ({
  name: 'pengumuman',
  at: '*/2 * * * * *',
  async run() {
    const started = await startDue(store.db, clock())
    const ended = await endFinished(store.db, ({ id, tally }) =>
      noticeReply(knowledge, { about: 'announced', announcement: id, tally }),
    )
    return { ...(started.length > 0 && { started: started.length }), ...(ended > 0 && { ended }) }
  },
})
