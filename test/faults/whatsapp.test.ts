/** The assistant as it is deployed, on a peer that it takes for WhatsApp: linked by code as the README says, and used. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../contracts/until.ts'
import type { RealProcess } from '../real-process.ts'
import { OWNER, openWhatsApp, type WhatsAppScene } from '../whatsapp/scene.ts'
import type { WhatsAppPeer } from '../whatsapp-peer/peer.ts'
import { query } from './ledger.ts'

const LONG = 45_000

describe('an assistant on WhatsApp', { timeout: 180_000 }, () => {
  let scene: WhatsAppScene
  let peer: WhatsAppPeer
  let assistant: RealProcess

  beforeEach(async () => {
    scene = await openWhatsApp()
    peer = scene.peer
    assistant = await scene.another()
  })
  afterEach(() => scene.close())

  const answersTo = async (phone: { shown: string[] }, text: RegExp) =>
    until(() => phone.shown.some((shown) => text.test(shown)), LONG)

  it('is linked by code, answers, and after a kill -9 answers what was said meanwhile', async () => {
    const { code, said } = await scene.link('--phone', `+${OWNER.pn}`)
    expect([code, said]).toEqual([0, expect.stringContaining(OWNER.pn)])
    await assistant.start()
    const status = JSON.parse(await assistant.langkah('whatsapp', 'status', '--json'))
    expect(status).toMatchObject({ linked: true, number: OWNER.pn, running: true, condition: 'connected' })

    const siti = peer.addPhone('6281234567890', '100000000000001')
    peer.says(siti, 'menu')
    await answersTo(siti, /\n1\. /)
    await until(() => peer.unconfirmed === 0)

    await assistant.kill()
    peer.says(siti, 'syarat skema kaigo apa saja?')
    const budi = peer.addPhone('6281234567891', '100000000000003')
    peer.says(budi, 'bantuan')
    const before = siti.shown.length
    await assistant.start()
    await until(() => siti.shown.length > before && budi.shown.length > 0, LONG)
    await until(() => peer.unconfirmed === 0)
    expect(peer.problems).toEqual([])
    const log = scene.processes.map(({ stderr, stdout }) => stderr + stdout).join('')
    for (const word of ['privKey', 'rootKey', 'Closing session', siti.pn, 'kaigo']) expect(log).not.toContain(word)
  })

  it('sends again, also after a kill -9, what a phone could not read', async () => {
    await scene.link('--phone', OWNER.pn)
    await assistant.start()
    const siti = peer.addPhone('6281234567890', '100000000000001')
    peer.fates.push('unreadable')
    peer.says(siti, 'menu')
    await until(() => peer.unread.length === 1, LONG)
    const settled = "SELECT FROM outbox WHERE state = 'sent'"
    await until(async () => (await query(scene, settled)).length === 1)
    await assistant.kill()
    await assistant.start()
    expect(siti.received).toEqual([])
    const { id } = peer.unread[0]!
    peer.asksAgain(siti, id)
    await until(() => siti.received.length > 0, LONG)
    expect(siti.received.map((one) => one.id)).toEqual([id])
    expect(siti.shown[0]).toMatch(/\n1\. /)
    expect(peer.problems).toEqual([])
  })

  it('is linked by QR code while it runs, answers at once, and is unlinked again', async () => {
    assistant.spawn()
    await until(async () => (await assistant.health()) === 503, LONG)
    const { code } = await scene.link()
    expect(code).toBe(0)
    await assistant.ready()
    const siti = peer.addPhone('6281234567890', '100000000000001')
    peer.says(siti, 'menu')
    await answersTo(siti, /\n1\. /)
    expect((await scene.link()).code).toBe(1) // it is linked already
    await assistant.langkah('whatsapp', 'unlink')
    expect(peer.linked).toBe(false)
    await until(async () => (await assistant.health()) === 503, LONG)
    expect(assistant.crashes).toEqual([])
  })

  it('answers two hundred strangers at once, each of them once', async () => {
    await scene.link('--phone', OWNER.pn)
    await assistant.start()
    const phones = Array.from({ length: 200 }, (_, i) =>
      peer.addPhone(`62812000${String(i).padStart(4, '0')}`, `3000000000${String(i).padStart(5, '0')}`),
    )
    for (const phone of phones) peer.says(phone, 'menu')
    await until(() => phones.every(({ shown }) => shown.length > 0), 2 * LONG)
    await until(() => peer.unconfirmed === 0, LONG)
    await sleep(500) // what would come twice comes now
    expect(phones.filter(({ received }) => received.length !== 1)).toEqual([])
    expect([peer.problems, peer.retries, assistant.crashes]).toEqual([[], 0, []])
    const counts = `SELECT (SELECT count(*)::int FROM inbox WHERE outcome = 'answered') AS answered,
                           (SELECT count(*)::int FROM outbox WHERE state = 'sent' AND attempts = 1) AS sent`
    await until(async () => {
      const [{ answered, sent } = {}] = await query(scene, counts)
      return answered === 200 && sent === 200
    })
  })

  it('is held by one process, and by the next one when that dies', async () => {
    await scene.link('--phone', OWNER.pn)
    await assistant.start()
    const second = await scene.another()
    await second.start()
    const siti = peer.addPhone('6281234567890', '100000000000001')
    peer.says(siti, 'menu')
    await answersTo(siti, /\n1\. /)
    const { logins } = peer
    await assistant.kill()
    peer.says(siti, 'bantuan')
    const before = siti.shown.length
    await until(() => siti.shown.length > before, LONG)
    expect(peer.logins).toBe(logins + 1)
    expect(peer.problems).toEqual([])
  })
})
