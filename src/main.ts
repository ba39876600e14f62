/** `npm start`: reads the configuration, builds every part, runs until a signal. */
import { parseArgs } from 'node:util'
import type { Log } from './app/log.ts'
import type { ChannelAdapter } from './app/ports.ts'
import { type Assistant, type Role, startAssistant } from './assistant.ts'
import { terminal } from './bots/terminal/adapter.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { explain } from './explain.ts'
import { makeMetrics } from './http/metrics.ts'
import { startHttp } from './http/server.ts'
import { loadKnowledge } from './knowledge/load.ts'
import { makeLogger } from './logger.ts'
import { openStore } from './open-store.ts'
import { pushPaceOf } from './push-pace.ts'
import { notReady, waiting } from './readiness.ts'
import { telegramFrom } from './telegram-from.ts'
import { uploadsOf } from './uploads-of.ts'
import { linkedFrom, whatsappFrom } from './whatsapp-from.ts'

/** Whoever stops us kills us soon after: Docker after ten seconds. */
const STOP_MS = 4500

/** Messages a second; Meta lets 80 through one number. A linked device only answers, as fast as few people can. */
const WHATSAPP_RATES = { off: 1, cloud: 60, baileys: 20 }

const ROLES = ['all', 'bot', 'sender', 'jobs'] as const

async function run(config: Config, role: Role): Promise<void> {
  const knowledge = await loadKnowledge(config.CONTENT_DIR)
  const alone = config.TELEGRAM_BOT_TOKEN === undefined && config.WHATSAPP === 'off' && role === 'all'
  const log = makeLogger(config.LOG_LEVEL, alone ? { dataDir: config.DATA_DIR } : undefined)
  const store = await openStore(config, log)

  let assistant: Assistant | undefined
  const telegram = role === 'jobs' ? undefined : telegramFrom(config, log)
  const whatsapp = role === 'jobs' ? undefined : whatsappFrom(config, knowledge.office, store.db, log)
  const linked = role === 'jobs' ? undefined : await linkedFrom(config, knowledge, store.db, log)
  const adapters: ChannelAdapter[] = [telegram, whatsapp, linked].filter((adapter) => adapter !== undefined)
  if (alone) {
    const { stdin: input, stdout: output } = process
    const onEnd = () => (input.isTTY ? process.kill(process.pid, 'SIGINT') : undefined)
    const quiet = () => assistant?.quiet() ?? Promise.resolve()
    adapters.push(terminal({ input, output, account: 'start', chatId: 'warga', quiet, onEnd, opening: 'menu' }))
  }

  const metrics = makeMetrics(() => waiting(store.db))
  const http = await startHttp({
    host: config.HOST,
    port: config.PORT,
    notReady: () => notReady(store.db, adapters, assistant !== undefined),
    metrics: metrics.text,
    metricsType: metrics.contentType,
    telegram: telegram && ((body, secret) => telegram.webhook(body, secret)),
    whatsapp,
    uploads: config.PUBLIC_URL === undefined ? undefined : uploadsOf(store, knowledge),
  })
  assistant = await startAssistant({
    store,
    knowledge,
    adapters,
    rates: { telegram: config.TELEGRAM_RATE, whatsapp: WHATSAPP_RATES[config.WHATSAPP] },
    pushPace: pushPaceOf(config, knowledge.office, () => new Date()),
    role,
    publicUrl: config.PUBLIC_URL,
    log,
    meter: metrics.meter,
  })
  log.info({ role, port: http.port, channels: adapters.map((adapter) => adapter.channel) }, 'ready')

  await signal()
  log.info({}, 'stopping')
  setTimeout(() => leave(log), STOP_MS)
  await http.stop()
  await assistant.stop()
  await store.close()
}

/** A database that hangs must not keep us: what is open stays written down, as it does when a process is killed. */
function leave(log: Log): never {
  log.warn({}, 'stopping took too long; what was open is left to the next start')
  process.exit(1)
}

const signal = () =>
  new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve())
  })

function readRole(): Role {
  const { values } = parseArgs({ options: { role: { type: 'string', default: 'all' } } })
  const role = ROLES.find((r) => r === values.role)
  if (!role) throw new ConfigError(`--role harus salah satu dari ${ROLES.join(', ')}`)
  return role
}

try {
  await run(loadConfig(), readRole())
  process.exit(0)
} catch (error) {
  const { text, code } = explain(error)
  process.stderr.write(`${text}\n`)
  process.exit(code)
}
