import type { Log } from './app/log.ts'
import type { WhatsAppAdapter } from './bots/whatsapp/adapter.ts'
import { type WhatsAppCloudAdapter, whatsappCloud } from './bots/whatsapp-cloud/adapter.ts'
import type { Config } from './config.ts'
import { noticeReply } from './flows/notices.ts'
import type { Knowledge, Office } from './knowledge/shapes.ts'
import type { Database } from './store/database.ts'
import { failedLater } from './store/failed-later.ts'
import { lastHeard } from './store/last-heard.ts'
import { makeLogin } from './store/login.ts'
import { noteReceipts } from './store/receipts.ts'
import { tellStaff } from './store/tell-staff.ts'

/** The adapter of the official Cloud API; undefined: it is off. */
export function whatsappFrom(
  config: Config,
  office: Pick<Office, 'whatsappTemplate'>,
  db: Database,
  log: Log,
): WhatsAppCloudAdapter | undefined {
  const {
    WHATSAPP_CLOUD_TOKEN: token,
    WHATSAPP_CLOUD_PHONE_ID: phoneId,
    WHATSAPP_CLOUD_APP_SECRET: appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: verifyToken,
  } = config
  if (config.WHATSAPP !== 'cloud' || !token || !phoneId || !appSecret || !verifyToken) return undefined
  return whatsappCloud({
    apiRoot: config.WHATSAPP_CLOUD_API_ROOT,
    token,
    phoneId,
    appSecret,
    verifyToken,
    template: office.whatsappTemplate,
    lastHeard: (address) => lastHeard(db, address),
    failedLater: (message) => failedLater(db, message),
    noteReceipts: (receipts) => noteReceipts(db, receipts),
    log,
  })
}

/** Our name for the one number of an installation. Another number may take its place, and goes on with its chats. */
export const WHATSAPP_ACCOUNT = 'utama'

/** Where WhatsApp is, by the configuration. */
export const whatsappServer = ({ WHATSAPP_SOCKET_URL: socketUrl, WHATSAPP_TRUST_ROOT: trustRoot }: Config) => ({
  socketUrl,
  trustRoot,
})

/** The linked device of this configuration; undefined: it is off. Baileys is loaded only where it is on. */
export async function linkedFrom(
  config: Config,
  knowledge: Knowledge,
  db: Database,
  log: Log,
): Promise<WhatsAppAdapter | undefined> {
  if (config.WHATSAPP !== 'baileys') return undefined
  const { whatsapp } = await import('./bots/whatsapp/adapter.ts')
  const login = makeLogin(db, WHATSAPP_ACCOUNT)
  const account = { channel: 'whatsapp', account: WHATSAPP_ACCOUNT } as const
  const tell = (trouble: string) => tellStaff(db, account, trouble, noticeReply(knowledge, { about: 'line', trouble }))
  return whatsapp({ login, account: WHATSAPP_ACCOUNT, server: whatsappServer(config), tellStaff: tell, log })
}
