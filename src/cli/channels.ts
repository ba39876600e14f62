/** What `langkah doctor` says of the channels: each is asked whether it knows us. */

import { z } from 'zod'
import { stoppedBy, toSendError } from '../bots/whatsapp-cloud/errors.ts'
import { Graph, GraphRefusal } from '../bots/whatsapp-cloud/graph.ts'
import type { Config } from '../config.ts'
import { lineWords } from '../flows/line-words.ts'
import { CONNECTED } from '../store/login.ts'
import type { Finding } from './finding.ts'
import { lineOf } from './whatsapp.ts'
import { withStore } from './with-store.ts'

const PATIENCE_MS = 10_000

export async function telegramChannel(config: Config): Promise<Finding[]> {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: root } = config
  if (token === undefined) return [{ check: 'Telegram', ok: true, detail: 'mati (TELEGRAM_BOT_TOKEN kosong)' }]
  try {
    const response = await fetch(`${root}/bot${token}/getMe`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    const me = (await response.json()) as { ok: boolean; result?: { username?: string } }
    if (me.ok) return [{ check: 'Telegram', ok: true, detail: `@${me.result?.username ?? '?'}` }]
    return [
      {
        check: 'Telegram',
        ok: false,
        detail: `ditolak (${response.status})`,
        advice: 'Periksa TELEGRAM_BOT_TOKEN di BotFather.',
      },
    ]
  } catch {
    return [
      {
        check: 'Telegram',
        ok: false,
        detail: 'tidak bisa dihubungi',
        advice: 'Periksa sambungan internet dan TELEGRAM_API_ROOT.',
      },
    ]
  }
}

const NumberInfo = z.object({
  display_phone_number: z.string().catch('?'),
  quality_rating: z.string().catch('UNKNOWN'),
})

export async function whatsappChannel(config: Config): Promise<Finding[]> {
  const check = 'WhatsApp'
  if (config.WHATSAPP === 'off') return [{ check, ok: true, detail: 'mati (WHATSAPP=off)' }]
  if (config.WHATSAPP === 'baileys') return linkedDevice(check)
  const graph = new Graph({
    apiRoot: config.WHATSAPP_CLOUD_API_ROOT,
    token: config.WHATSAPP_CLOUD_TOKEN ?? '',
    phoneId: config.WHATSAPP_CLOUD_PHONE_ID ?? '',
  })
  try {
    const answer = await graph.number('display_phone_number,quality_rating', AbortSignal.timeout(PATIENCE_MS))
    const { display_phone_number: number, quality_rating: quality } = NumberInfo.parse(answer)
    if (quality === 'RED')
      return [
        {
          check,
          ok: false,
          warning: true,
          detail: `${number}, mutu nomor rendah menurut Meta`,
          advice: 'Kurangi pesan yang tidak ditunggu orang; kalau dibiarkan, nomor bisa dibatasi.',
        },
      ]
    return [{ check, ok: true, detail: `${number} (Cloud API resmi)` }]
  } catch (error) {
    return [{ check, ok: false, ...trouble(error) }]
  }
}

function trouble(error: unknown): Pick<Finding, 'detail' | 'advice'> {
  if (error instanceof GraphRefusal && stoppedBy(error))
    return {
      detail: `ditolak Meta (kode ${error.code})`,
      advice: 'Periksa WHATSAPP_CLOUD_TOKEN, izinnya, dan keadaan nomor di WhatsApp Manager.',
    }
  if (toSendError(error).verdict === 'message refused')
    return { detail: 'Meta tidak mengenal nomor ini', advice: 'Periksa WHATSAPP_CLOUD_PHONE_ID.' }
  return { detail: 'tidak bisa dihubungi', advice: 'Periksa sambungan internet dan WHATSAPP_CLOUD_API_ROOT.' }
}

/** What the running assistant says of the line; the doctor does not log in, for one number has one line. */
async function linkedDevice(check: string): Promise<Finding[]> {
  const found = await withStore(({ db }) => lineOf(db)).catch(() => undefined)
  if (!found) return [] // the database's finding says why
  const { state, running } = found
  if (!state.linked)
    return [{ check, ok: false, detail: 'belum tertaut', advice: 'Tautkan dengan `langkah whatsapp link`.' }]
  const number = `+${state.number}`
  if (!running) return [{ check, ok: true, detail: `${number} tertaut; asisten tidak sedang berjalan` }]
  const ok = state.condition === CONNECTED
  const detail = `${number}, ${lineWords(state.condition)}`
  return [{ check, ok, detail, ...(ok ? {} : { advice: 'Lihat `langkah whatsapp status`.' }) }]
}
