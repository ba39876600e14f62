/** `npm run bench:whatsapp`: the real process as a linked device, on a peer that it takes for WhatsApp. See ../README.md. */
import { setTimeout as sleep } from 'node:timers/promises'
import { newSecret } from '../../src/store/keyring.ts'
import { type Env, freePort, newHome, RealProcess } from '../../test/real-process.ts'
import { linkOwner, OWNER } from '../../test/whatsapp/scene.ts'
import { WhatsAppPeer } from '../../test/whatsapp-peer/peer.ts'
import type { Phone } from '../../test/whatsapp-peer/phone.ts'
import { percentile } from '../numbers.ts'
import { memoryOf } from '../usage.ts'

const GOALS = { fiftyMs: 3000, warmMs: 150, memoryMb: 250 }
const WARM_TURNS = 200
/** Nobody writes twenty times a second; whoever did would measure the account's pace (`WHATSAPP_RATES`) and not the answer. */
const BETWEEN_MS = 100
const SESSIONS = 1000
/** Strangers who write at the same moment, while the sessions are made. */
const AT_ONCE = 50
const SETTLE_MS = 3000
const COMMANDS = ['bantuan', 'skema', 'jadwal', 'status', 'panduan']

const home = newHome()
const peer = new WhatsAppPeer()
peer.setOwner(OWNER.pn, OWNER.lid)
const env: Env = {
  DATA_DIR: home.dataDir,
  DATA_KEY: newSecret(),
  WHATSAPP: 'baileys',
  WHATSAPP_SOCKET_URL: await peer.listen(),
  WHATSAPP_TRUST_ROOT: peer.trustRoot,
}
const assistant = new RealProcess(await freePort(), env)
let phones = 0
const stranger = () => {
  const n = String(++phones).padStart(5, '0')
  return peer.addPhone(`6281200${n}`, `3000000000${n}`)
}

/** Resolves to how long the answer took (ms). */
async function asks(phone: Phone, text: string): Promise<number> {
  const { length } = phone.received
  const began = performance.now()
  peer.says(phone, text)
  while (phone.received.length === length) await sleep(1)
  return performance.now() - began
}

const crowd = (n: number) => Promise.all(Array.from({ length: n }, () => asks(stranger(), 'menu')))

async function warmTurns(): Promise<number[]> {
  const phone = stranger()
  await asks(phone, 'menu')
  const times: number[] = []
  for (let i = 0; i < WARM_TURNS; i++) {
    times.push(await asks(phone, COMMANDS[i % COMMANDS.length]!))
    await sleep(BETWEEN_MS)
  }
  return times
}

try {
  const { code, said } = await linkOwner(peer, env, ['--phone', OWNER.pn])
  if (code !== 0) throw new Error(said)
  await assistant.start()
  await crowd(1)
  const fifty = await crowd(AT_ONCE)
  const warm = await warmTurns()
  while (phones < SESSIONS) await crowd(AT_ONCE)
  await sleep(SETTLE_MS)
  const memory = memoryOf(assistant.pid)
  const results = [
    ['50 strangers at once, the last first answer (ms)', Math.max(...fifty), GOALS.fiftyMs],
    ['a warm answer, p95 (ms)', percentile(warm, 95), GOALS.warmMs],
    [`memory with ${phones} sessions (MB)`, memory?.nowMb ?? Number.NaN, GOALS.memoryMb],
  ] as const
  for (const [what, value, goal] of results)
    console.log(`${what}: ${value.toFixed(value < 100 ? 1 : 0)} (goal ${goal})${value <= goal ? '' : ' MISSED'}`)
  console.log(
    `a warm answer, p50 (ms): ${percentile(warm, 50).toFixed(1)}; memory at most (MB): ${memory?.peakMb.toFixed(0)}`,
  )
  if (peer.problems.length > 0) throw new Error(`the phones could not read ${peer.problems.length} messages`)
  if (!results.every(([, value, goal]) => value <= goal)) process.exitCode = 1
} finally {
  await assistant.kill()
  await peer.end()
  home.remove()
}
