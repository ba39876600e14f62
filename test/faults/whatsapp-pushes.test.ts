/** Announcements over the linked device: slowly, never against WhatsApp's will, and in nobody's way. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../contracts/until.ts'
import { OWNER, openWhatsApp, type WhatsAppScene } from '../whatsapp/scene.ts'
import type { Phone } from '../whatsapp-peer/phone.ts'

const CONTENT = process.env.TEST_CONTENT ?? fileURLToPath(new URL('../../content', import.meta.url))
const LONG = 60_000
/** The least that content/office.yaml takes. */
const BETWEEN_MS = 5000

describe('announcements over a linked device', { timeout: 180_000 }, () => {
  let folder: string
  let scene: WhatsAppScene
  beforeEach(async () => {
    folder = mkdtempSync('/tmp/langkah-content-')
    cpSync(CONTENT, folder, { recursive: true })
    const office = join(folder, 'office.yaml')
    const slow = `whatsappPushes:\n  perDay: 4\n  secondsBetween: [5, 5]\n  from: 0\n  until: 24\n`
    writeFileSync(office, readFileSync(office, 'utf8').replace(/^whatsappPushes:\n(?: {2}.*\n)+/m, slow))
    scene = await openWhatsApp({ CONTENT_DIR: folder })
  })
  afterEach(async () => {
    await scene.close()
    rmSync(folder, { recursive: true })
  })

  it('leave one by one, stop by themselves when WhatsApp forbids them, and answers go on', async () => {
    const { peer } = scene
    await scene.link('--phone', OWNER.pn)
    const assistant = await scene.another()
    await assistant.start()
    const phones = ['1', '2', '3'].map((n) => peer.addPhone(`628123456789${n}`, `10000000000000${n}`))
    for (const phone of phones) peer.says(phone, 'menu')
    await until(() => phones.every(({ shown }) => shown.length > 0), LONG)
    await until(() => peer.unconfirmed === 0, LONG)
    const text = join(folder, 'kabar.txt')
    writeFileSync(text, 'Kantor tutup besok.')
    const told = (phone: Phone) => phone.shown.filter((shown) => shown.includes('tutup besok')).length
    const all = () => phones.reduce((sum, phone) => sum + told(phone), 0)
    const status = async () => JSON.parse(await assistant.langkah('announce', 'status', '1', '--json'))

    await sleep(1500) // whoever has just written is being talked with
    await assistant.langkah('announce', '--to', 'all', '--text-file', text, '--yes', '--json')
    await until(() => all() === 1, LONG)
    const began = performance.now()
    peer.timeLock = { is_active: true, time_enforcement_ends: String(Math.floor(Date.now() / 1000) + 3600) }
    peer.fates.push({ error: '463' })
    await until(async () => (await status()).failed === 1, LONG)
    expect(performance.now() - began).toBeGreaterThan(BETWEEN_MS - 1500)
    await sleep(BETWEEN_MS + 2000)
    expect(await status()).toMatchObject({ recipients: 3, sent: 1, failed: 1, waiting: 1 })
    expect(all()).toBe(1)

    const before = phones[2]!.shown.length
    peer.says(phones[2]!, 'bantuan')
    await until(() => phones[2]!.shown.length > before, LONG)
    expect(peer.problems).toEqual([])
  })
})
