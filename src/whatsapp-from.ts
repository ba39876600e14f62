import type { Log } from './app/log.ts'
import { type WhatsAppCloudAdapter, whatsappCloud } from './bots/whatsapp-cloud/adapter.ts'
import type { Config } from './config.ts'
import type { Office } from './knowledge/shapes.ts'
import type { Database } from './store/database.ts'
import { failedLater } from './store/failed-later.ts'
import { lastHeard } from './store/last-heard.ts'

/** The WhatsApp adapter of this configuration; undefined: WhatsApp is off. */
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
    log,
  })
}
