import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { EXAM, ReminderWorld, wita } from './reminder-world.ts'

const PROGRAM = fileURLToPath(new URL('./remind-process.ts', import.meta.url))
const PEOPLE = 3000
const KILLS = 4

let world: ReminderWorld
beforeEach(async () => {
  world = await ReminderWorld.open()
})
afterEach(() => world.close())

async function start(moment: Date): Promise<ChildProcess> {
  const args = ['--import', 'tsx', PROGRAM, world.url, moment.toISOString()]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout!, 'data')
  return child
}

const killed = async (child: ChildProcess) => {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** Two processes at once, for a while. */
async function livesAndDies(moment: Date, ms: number): Promise<void> {
  const both = await Promise.all([start(moment), start(moment)])
  await sleep(ms)
  await Promise.all(both.map(killed))
}

/** Rounds until it is done: what the dead were at, PostgreSQL ends before it lets go of their lock. */
async function finish(moment: Date, version: number): Promise<void> {
  for (let n = 0; n < 200; n++) {
    await world.round(moment)
    const { rows } = await world.db.pool.query(
      `SELECT FROM reminders WHERE version = $1 AND step IN ('H-3', 'ubah') AND state = 'queued'`,
      [version],
    )
    if (rows.length >= PEOPLE) return
    await sleep(100)
  }
}

it('reminds everybody once although its processes are killed at any moment', { timeout: 180_000 }, async () => {
  await world.crowd(PEOPLE)
  await world.save(EXAM, wita('2027-03-22 08:00'))
  const moment = wita('2027-03-22 10:00')
  for (let n = 0; n < KILLS; n++) await livesAndDies(moment, 10 + 40 * n)
  await sleep(500)
  const first = await world.said()
  await world.save({ ...EXAM, place: 'Banjarmasin' }, moment)
  for (let n = 0; n < KILLS; n++) await livesAndDies(moment, 10 + 40 * n)
  await finish(moment, 2)
  const second = await world.said()
  expect(new Set(first).size).toBe(first.length)
  expect(second.length).toBe(PEOPLE)
  const told = second.filter((text) => text.includes(': ubah ')).map((text) => text.split(':')[0])
  expect(told.sort()).toEqual(first.map((text) => text.split(':')[0]).sort())
  expect(new Set(second.map((text) => text.split(':')[0])).size).toBe(PEOPLE)
  expect(await world.states()).not.toHaveProperty('missed')
})
