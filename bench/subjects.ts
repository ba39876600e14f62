/** Those that are measured: each a process with a fake Bot API and a database of its own. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '../src/store/embedded.ts'
import { startArguments } from '../test/real-process.ts'
import { BotProcess } from './bot-process.ts'
import type { Script } from './conversation.ts'
import { CrowdProcess } from './crowd-process.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

export const SUBJECTS = ['ours', 'sessions', 'conversations'] as const
export type SubjectName = (typeof SUBJECTS)[number]

const PEERS = {
  sessions: new URL('./peers/sessions.ts', import.meta.url),
  conversations: new URL('./peers/conversations.ts', import.meta.url),
}

export const TITLES: Record<SubjectName, string> = {
  ours: 'Langkah Aman',
  sessions: 'grammY sessions',
  conversations: 'grammY conversations',
}

/** Where and how subjects are started. */
export type Stage = {
  /** A folder for databases, thrown away at the end. */
  folder: string
  /** Processor profiles are written here. */
  profiles: string | undefined
  onEnd: (error: Error) => void
}

export type Subject = {
  name: SubjectName
  pid: number
  dataDir: string
  crowd: CrowdProcess
  stop(): Promise<void>
}

/** The real process as `npm start` runs it, with its own embedded database. */
export async function startOurs(stage: Stage): Promise<Subject> {
  const crowd = await CrowdProcess.start()
  const dataDir = folderFor(stage, 'ours')
  const env = {
    TELEGRAM_BOT_TOKEN: crowd.hello.token,
    TELEGRAM_API_ROOT: crowd.hello.apiRoot,
    TELEGRAM_RATE: '100000',
    DATA_DIR: dataDir,
    DATABASE_URL: '', // set, so that no .env sets it
    DATA_KEY: '',
    CONTENT_DIR: process.env.CONTENT_DIR ?? '',
    PORT: '0',
    LOG_LEVEL: 'warn',
  }
  const args = [...profiling(stage, 'ours'), ...startArguments()]
  const bot = new BotProcess(TITLES.ours, args, env, stage.onEnd)
  return {
    name: 'ours',
    pid: bot.pid,
    dataDir,
    crowd,
    async stop() {
      await bot.stop()
      await crowd.stop()
    },
  }
}

/** `script`: what ours says, for a peer says the same. compilePeers() must have been called. */
export async function startPeer(name: keyof typeof PEERS, script: Script, stage: Stage): Promise<Subject> {
  const crowd = await CrowdProcess.start()
  const dataDir = folderFor(stage, name)
  const database = await startEmbedded(dataDir)
  const scriptFile = join(dataDir, 'script.json')
  writeFileSync(scriptFile, JSON.stringify(script))
  const env = {
    BENCH_TOKEN: crowd.hello.token,
    BENCH_API_ROOT: crowd.hello.apiRoot,
    BENCH_DATABASE_URL: database.url,
    BENCH_SCRIPT: scriptFile,
    NODE_ENV: 'production',
  }
  const args = [...profiling(stage, name), compiled(PEERS[name])]
  const bot = new BotProcess(TITLES[name], args, env, stage.onEnd)
  return {
    name,
    pid: bot.pid,
    dataDir,
    crowd,
    async stop() {
      await bot.stop()
      await crowd.stop()
      await database.stop()
    },
  }
}

/** Plain JavaScript, as ours runs: a loader would cost the peers memory. */
export function compilePeers(): void {
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json')
  const tsc = join(dirname(manifest), 'bin', 'tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'bench/peers'], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the peers do not compile:\n${stdout}`)
}

const compiled = (source: URL) => fileURLToPath(source).replace(/peers(.\w+)\.ts$/, 'dist/peers$1.js')

/** The profile of a process, once it has ended. */
export const profileOf = (folder: string, name: SubjectName): string => join(folder, `${name}.cpuprofile`)

function profiling({ profiles }: Stage, name: SubjectName): string[] {
  return profiles ? ['--cpu-prof', '--cpu-prof-dir', profiles, '--cpu-prof-name', `${name}.cpuprofile`] : []
}

function folderFor({ folder }: Stage, name: SubjectName): string {
  const dataDir = join(folder, name)
  mkdirSync(dataDir)
  return dataDir
}
