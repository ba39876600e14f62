/** Steering a fake that runs in another process: POST /control with a list of commands, answered with their results. */
import type { FakeTelegram } from '../fake-telegram.ts'
import type { FaultRule } from './faults.ts'
import type { GivenFile } from './people.ts'

const LONGEST_WAIT_MS = 60_000

type Command = (fake: FakeTelegram, ...args: unknown[]) => unknown

/**
 * A command is [name, …arguments], for instance ["says", 7, "halo"].
 * "seenSince" gives the messages from a position in `sight.all` on, and waits for the first one if there is none yet.
 */
const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    meets: (fake: FakeTelegram, ...chatIds: number[]) => fake.people.meets(...chatIds),
    says: (fake: FakeTelegram, chatId: number, text: string) => fake.people.says(chatId, text)?.update_id,
    saysInGroup: (fake: FakeTelegram, groupId: number, personId: number, text: string) =>
      fake.people.saysInGroup(groupId, personId, text)?.update_id,
    taps: (fake: FakeTelegram, chatId: number, label: string) => fake.people.taps(chatId, label)?.update_id,
    sharesContact: (fake: FakeTelegram, chatId: number, phone?: string, own?: boolean) =>
      fake.people.sharesContact(chatId, phone, own)?.update_id,
    sendsPhoto: (fake: FakeTelegram, chatId: number, file?: GivenFile) =>
      fake.people.sendsPhoto(chatId, file)?.update_id,
    sendsDocument: (fake: FakeTelegram, chatId: number, file?: GivenFile) =>
      fake.people.sendsDocument(chatId, file)?.update_id,
    blocks: (fake: FakeTelegram, chatId: number) => fake.people.blocks(chatId)?.update_id,
    unblocks: (fake: FakeTelegram, chatId: number) => fake.people.unblocks(chatId)?.update_id,
    breaks: (fake: FakeTelegram, rule: FaultRule) => void fake.faults.add(rule),
    mends: (fake: FakeTelegram) => fake.faults.mend(),
    seenBy: (fake: FakeTelegram, chatId: number) => fake.seenBy(chatId),
    seenSince,
    counts: (fake: FakeTelegram) => ({
      seen: fake.sight.all.length,
      unconfirmed: fake.unconfirmed,
      openTaps: fake.openTaps,
      calls: fake.calls.length,
    }),
    /** How evenly messages came to the people from this id on. */
    spread: (fake: FakeTelegram, from: number) => {
      const counts = new Map<number, number>()
      for (const { chatId } of fake.sight.all.filter((seen) => seen.chatId >= from))
        counts.set(chatId, (counts.get(chatId) ?? 0) + 1)
      const most = [...counts.values()].reduce((max, count) => Math.max(max, count), 0)
      return { messages: fake.sight.all.length, chats: counts.size, most, refused: fake.refused }
    },
    forget: (fake: FakeTelegram) => fake.forget(),
  }) as [string, Command][],
)

/** Runs the commands in order. Throws on one that is unknown. */
export async function runControl(fake: FakeTelegram, body: string): Promise<unknown[]> {
  const results: unknown[] = []
  for (const [name, ...args] of JSON.parse(body) as [string, ...unknown[]][]) {
    const command = COMMANDS.get(name)
    if (!command) throw new Error(`Unknown command "${name}"`)
    results.push((await command(fake, ...args)) ?? null)
  }
  return results
}

function seenSince(fake: FakeTelegram, from: number, waitMs = 0): Promise<unknown> {
  const { sight } = fake
  if (sight.all.length > from || waitMs <= 0) return Promise.resolve(sight.all.slice(from))
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      unwatch()
      resolve(sight.all.slice(from))
    }
    const unwatch = sight.watch(end)
    const timer = setTimeout(end, Math.min(waitMs, LONGEST_WAIT_MS))
  })
}
