import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from '../app/meter.ts'

export type Metrics = { meter: Meter; text(): Promise<string>; contentType: string }

/** Open events, messages that have not left, files that are not fetched. */
export type Waiting = { inbox: number; outbox: number; files: number }

const PATIENCE_MS = 2000

/** Prometheus metrics. `waiting` is asked at every scrape. */
export function makeMetrics(waiting: () => Promise<Waiting>): Metrics {
  const registers = [new Registry()]
  collectDefaultMetrics({ register: registers[0]! })
  const received = new Counter({
    name: 'langkah_events_received_total',
    help: 'Events written into the inbox',
    labelNames: ['channel'],
    registers,
  })
  const decided = new Counter({ name: 'langkah_events_decided_total', help: 'Events decided', registers })
  const batch = new Histogram({
    name: 'langkah_decision_seconds',
    help: 'One transaction of decisions',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const settled = new Counter({
    name: 'langkah_messages_settled_total',
    help: 'Messages by what became of a try',
    labelNames: ['state'],
    registers,
  })
  const reminded = new Counter({
    name: 'langkah_reminders_total',
    help: 'Steps of reminding by what became of them; missed: it was over before anybody could be told',
    labelNames: ['state'],
    registers,
  })
  for (const state of ['queued', 'missed']) reminded.inc({ state }, 0) // there to be watched before the first
  const database = new Gauge({ name: 'langkah_database_up', help: '1: the database answers', registers })
  const inbox = new Gauge({ name: 'langkah_inbox_open', help: 'Events that wait for a decision', registers })
  const outbox = new Gauge({ name: 'langkah_outbox_waiting', help: 'Messages that have not left yet', registers })
  const files = new Gauge({ name: 'langkah_files_waiting', help: 'Files that are not fetched yet', registers })
  return {
    contentType: registers[0]!.contentType,
    async text() {
      const now = await inTime(waiting())
      database.set(now ? 1 : 0)
      inbox.set(now?.inbox ?? Number.NaN)
      outbox.set(now?.outbox ?? Number.NaN)
      files.set(now?.files ?? Number.NaN)
      return registers[0]!.metrics()
    },
    meter: {
      received: (channel, events) => received.inc({ channel }, events),
      decided(seconds, events) {
        batch.observe(seconds)
        decided.inc(events)
      },
      settled: (state) => settled.inc({ state }),
      reminded: (state, count) => reminded.inc({ state }, count),
    },
  }
}

/** undefined: the database did not answer; all else is worth telling all the same. */
async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS).unref())
  return Promise.race([asked.catch(() => undefined), late])
}
