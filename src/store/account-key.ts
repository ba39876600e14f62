import type { Account } from '../app/store.ts'

/** A bot's account as the statements compare it: `channel || '/' || account`. */
export const accountKey = ({ channel, account }: Account): string => `${channel}/${account}`
