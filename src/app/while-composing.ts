import type { ChatAddress, ChatEvent } from '../domain/chat.ts'
import type { ChannelAdapter } from './ports.ts'

/** An answer is there long before this, unless something is slow (ms). */
const SLOW_MS = 1000
/** Telegram shows it for five seconds. */
const AGAIN_MS = 4500
/** Where more wait, it is the crowd that is slow, and one more call for everybody would make it slower. */
const MOST = 20

/** Waits for `work` on these events, and shows their people that they are being answered where it takes long. */
export async function whileComposing(
  adapters: readonly ChannelAdapter[],
  events: readonly ChatEvent[],
  work: Promise<void>,
): Promise<void> {
  const chats = new Map(
    events.filter(({ group }) => !group).map(({ from }) => [`${from.channel}/${from.chatId}`, from]),
  )
  const show = () => {
    for (const to of chats.values()) adapterOf(adapters, to)?.composing?.(to)
    timer = setTimeout(show, AGAIN_MS)
  }
  let timer = chats.size > MOST ? undefined : setTimeout(show, SLOW_MS)
  try {
    await work
  } finally {
    clearTimeout(timer)
  }
}

const adapterOf = (adapters: readonly ChannelAdapter[], { channel, account }: ChatAddress) =>
  adapters.find((adapter) => adapter.channel === channel && adapter.account === account)
