/** The assistant as it is deployed, on a peer that it takes for WhatsApp, with a database of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newSecret } from '../../src/store/keyring.ts'
import { freshDatabase } from '../fresh-database.ts'
import { type Env, freePort, newHome, RealProcess } from '../real-process.ts'
import { WhatsAppPeer } from '../whatsapp-peer/peer.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CLI = `${ROOT}/dist/cli.js`
/** The README's command; "…" stands for the number. */
const COMMAND = /`(npm run -s langkah -- whatsapp link --phone \+62…)` prints a code of eight letters and digits/

/** Whose number is linked. */
export const OWNER = { pn: '6281199990000', lid: '200000000000009' }

export type WhatsAppScene = {
  peer: WhatsAppPeer
  /** The address of the database. */
  url: string
  /** The assistant's folder. */
  dataDir: string
  /** Every process that was made. */
  processes: RealProcess[]
  /** One more process on the same number and database; not started. */
  another(): Promise<RealProcess>
  /** `langkah whatsapp link`, with an owner who does what it says. Resolves to its exit code and everything it printed. */
  link(...args: string[]): Promise<{ code: number | null; said: string }>
  /** Types the README's own command, and does on the phone what it then says. Resolves to everything it printed. */
  linkAsTold(): Promise<string>
  close(): Promise<void>
}

/** `more`: other settings of the assistant. */
export async function openWhatsApp(more: Env = {}): Promise<WhatsAppScene> {
  const { url, drop } = await freshDatabase()
  const peer = new WhatsAppPeer()
  const socketUrl = await peer.listen()
  peer.setOwner(OWNER.pn, OWNER.lid)
  const home = newHome()
  writeFileSync(join(home.dataDir, '../ca.pem'), peer.media.ca)
  const env: Env = {
    DATABASE_URL: url,
    DATA_KEY: newSecret(),
    WHATSAPP: 'baileys',
    WHATSAPP_SOCKET_URL: socketUrl,
    WHATSAPP_TRUST_ROOT: peer.trustRoot,
    DATA_DIR: home.dataDir,
    NODE_EXTRA_CA_CERTS: join(home.dataDir, '../ca.pem'),
    ...more,
  }
  const processes: RealProcess[] = []
  return {
    peer,
    url,
    dataDir: home.dataDir,
    processes,
    async another() {
      const one = new RealProcess(await freePort(), env)
      processes.push(one)
      return one
    },
    link: (...args) => linkOwner(peer, env, args),
    linkAsTold: () => linkAsTold(peer, env),
    async close() {
      for (const one of processes) if (one.alive) await one.kill()
      await peer.end()
      await drop()
      home.remove()
    },
  }
}

/** `langkah whatsapp link` with these settings, as of WhatsAppScene. */
export async function linkOwner(
  peer: WhatsAppPeer,
  env: Env,
  args: string[],
): Promise<{ code: number | null; said: string }> {
  const child: ChildProcess = spawn(process.execPath, [CLI, 'whatsapp', 'link', '--json', ...args], {
    cwd: '/tmp',
    env: { PATH: process.env.PATH ?? '', HOME: '/tmp', ...env },
  })
  let said = ''
  let done = false
  child.stdout!.on('data', async (chunk) => {
    said += chunk
    const { code, qr } = JSON.parse(String(chunk).split('\n')[0]!)
    if (done || !(code || qr)) return
    done = true
    if (code) await peer.typesCode(code)
    else peer.scans(qr)
  })
  child.stderr!.on('data', (chunk) => {
    said += chunk
  })
  await once(child, 'close')
  return { code: child.exitCode, said }
}

async function linkAsTold(peer: WhatsAppPeer, env: Env): Promise<string> {
  const [, command] = COMMAND.exec(readFileSync(`${ROOT}/README.md`, 'utf8').replaceAll(/\s+/g, ' ')) ?? []
  if (!command) throw new Error('the README does not tell how to link by code')
  const child = spawn('sh', ['-c', command.replace('+62…', `+${OWNER.pn}`)], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: '/tmp', ...env },
  })
  let said = ''
  const hear = async (chunk: unknown) => {
    said += chunk
    const [code, left, right] = /^ {2}([0-9A-Z]{4})-([0-9A-Z]{4})$/m.exec(String(chunk)) ?? []
    if (code) await peer.typesCode(`${left}${right}`)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(said)
  return said
}
