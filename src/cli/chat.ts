import { type Assistant, startAssistant } from '../assistant.ts'
import { terminal } from '../bots/terminal/adapter.ts'
import { loadConfig } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { makeLogger } from '../logger.ts'
import { type Command, text, UsageError } from './command.ts'
import type { DeskDatabase } from './with-store.ts'
import { withStore } from './with-store.ts'

const noMeter = { received() {}, decided() {}, settled() {}, reminded() {} }

export const chat: Command = {
  name: 'chat',
  does: 'mengobrol dengan asisten di terminal ini',
  usage: '[--as staff] [--record FILE.chat]',
  options: { as: { type: 'string' }, record: { type: 'string' } },
  async run({ values }) {
    const as = text(values.as)
    if (as !== undefined && as !== 'staff') throw new UsageError('--as hanya mengenal staff')
    const config = loadConfig()
    const knowledge = await loadKnowledge(config.CONTENT_DIR)
    const log = makeLogger(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL, { dataDir: config.DATA_DIR })
    const chatId = as ? 'petugas' : 'warga'
    await withStore(async (store) => {
      if (as) await beStaff(store.db, chatId)
      let assistant: Assistant | undefined
      const ended = new Promise<void>((resolve, reject) => {
        process.once('SIGINT', resolve)
        process.once('SIGTERM', resolve)
        const quiet = () => assistant?.quiet() ?? Promise.resolve()
        const { stdin: input, stdout: output } = process
        const adapter = terminal({
          input,
          output,
          account: `chat-${chatId}`,
          chatId,
          quiet,
          onEnd: resolve,
          opening: 'menu',
          record: text(values.record),
        })
        startAssistant({ store, knowledge, adapters: [adapter], rates: {}, role: 'all', log, meter: noMeter }).then(
          (started) => {
            assistant = started
          },
          reject,
        )
      })
      await ended
      await assistant?.stop()
    })
    return 0
  },
}

/** Whoever may run this command may read the whole database anyway. */
async function beStaff(db: DeskDatabase, chatId: string): Promise<void> {
  const known = await db.prisma.staff.findFirst({ where: { channel: 'terminal', chatId, removedAt: null } })
  if (!known)
    await db.prisma.staff.create({ data: { name: 'Petugas (terminal)', role: 'admin', channel: 'terminal', chatId } })
}
