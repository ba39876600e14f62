/** `npm run bench`: turns a second and latency of the real process, beside two peers in the same run. See README.md. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { goals } from './goals.ts'
import { type Options, readOptions } from './options.ts'
import { profilePart } from './profile-part.ts'
import { report } from './report.ts'
import { type Findings, runThrough } from './run-through.ts'
import type { Subject } from './subjects.ts'

/** Starts everything, measures, and leaves nothing behind, whatever happens. */
async function bench(options: Options): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'langkah-bench-'))
  const running: Subject[] = []
  let fail: (error: Error) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => fail(new Error('interrupted')))
  const stage = { folder, profiles: options.profiles, onEnd: fail }
  try {
    return await Promise.race([failed, runThrough(options, stage, running)])
  } finally {
    await Promise.allSettled(running.map((subject) => subject.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
}

try {
  const options = readOptions(process.argv.slice(2))
  const { results, spans } = await bench(options)
  const reached = goals(results)
  if (options.json) console.log(JSON.stringify({ options, ...results, goals: reached }, null, 2))
  else console.log(report(results))
  if (options.profiles) console.error(`\n${profilePart(options.profiles, spans)}`)
  process.exit(reached.some(({ met }) => met === false) ? 1 : 0)
} catch (error) {
  console.error((error as Error).message)
  process.exit(2)
}
