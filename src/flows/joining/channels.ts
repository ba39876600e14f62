import type { Channel } from '../../domain/chat.ts'

/** What people call them. */
export const CHANNELS: Record<Channel, string> = { telegram: 'Telegram', whatsapp: 'WhatsApp', terminal: 'terminal' }

/** "Telegram dan WhatsApp" */
export const channelList = (channels: readonly Channel[]): string =>
  channels.map((channel) => CHANNELS[channel]).join(' dan ')
