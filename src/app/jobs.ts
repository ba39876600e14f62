import { schedule } from 'node-cron'
import { describe } from './decide.ts'
import type { Log } from './log.ts'

export type Job = {
  name: string
  /** Cron expression in the office's zone. */
  at: string
  /** Must be safe to run twice, at once and late. Returns what it did; nothing: nothing. */
  run(): Promise<Record<string, number>>
}

export type Jobs = { stop(): Promise<void> }

/** Runs each job now, for the last turn may have been missed, and at its time; reports what it did. */
export function startJobs(jobs: readonly Job[], zone: string, log: Log): Jobs {
  const running = new Set<Promise<void>>()
  const run = (job: Job) => {
    const work = job.run().then(
      (counts) =>
        Object.keys(counts).length > 0 ? log.info({ job: job.name, ...counts }, 'a job is done') : undefined,
      (error) => log.error({ job: job.name, error: describe(error) }, 'a job failed; it runs again at its next time'),
    )
    running.add(work)
    return work.finally(() => running.delete(work))
  }
  const tasks = jobs.map((job) => schedule(job.at, () => run(job), { name: job.name, timezone: zone, noOverlap: true }))
  for (const job of jobs) void run(job)
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()))
      await Promise.all(running)
    },
  }
}
