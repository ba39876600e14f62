import type { Log } from './app/log.ts'
import type { WhatsAppAdapter } from './bots/whatsapp/adapter.ts'
import type { Config } from './config.ts'
import type { Database } from './store/database.ts'
import { makeLogin } from './store/login.ts'

/** Our name for the one number of an installation. Another number may take its place, and goes on with its chats. */
export const WHATSAPP_ACCOUNT = 'utama'

/** Where WhatsApp is, by the configuration. */
export const whatsappServer = ({ WHATSAPP_SOCKET_URL: socketUrl, WHATSAPP_TRUST_ROOT: trustRoot }: Config) => ({
  socketUrl,
  trustRoot,
})

/** The linked device of this configuration; undefined: it is off. Baileys is loaded only where it is on. */
export async function linkedFrom(config: Config, db: Database, log: Log): Promise<WhatsAppAdapter | undefined> {
  if (config.WHATSAPP !== 'baileys') return undefined
  const { whatsapp } = await import('./bots/whatsapp/adapter.ts')
  const login = makeLogin(db, WHATSAPP_ACCOUNT)
  return whatsapp({ login, account: WHATSAPP_ACCOUNT, server: whatsappServer(config), log })
}
