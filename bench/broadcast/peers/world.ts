/** What every peer is given, and how it is told to begin. Nothing is sent before "go". */
import { once } from 'node:events'
import { Api } from 'grammy'

const {
  BENCH_TOKEN = '',
  BENCH_API_ROOT = '',
  BENCH_DATABASE_URL = '',
  BENCH_COUNT = '0',
  BENCH_FIRST = '0',
} = process.env
export const DATABASE_URL = BENCH_DATABASE_URL
export const TEXT = 'Halo Kakak, pendaftaran dibuka besok. Ketik menu untuk tahu lebih banyak.'
/** As many requests at once as ours has for pushes. */
export const AT_ONCE = 48

const api = new Api(BENCH_TOKEN, { apiRoot: BENCH_API_ROOT })
export const chats = Array.from({ length: Number(BENCH_COUNT) }, (_, n) => Number(BENCH_FIRST) + n)
export const send = (chatId: number): Promise<unknown> => api.sendMessage(chatId, TEXT)

/** Says that everything is prepared and waits for the start. */
export async function go(): Promise<void> {
  process.stdout.write('ready\n')
  await once(process.stdin, 'data')
}

/** Stays until it is ended from outside, so that its memory can be looked at. */
export const stay = (): Promise<never> => new Promise(() => setInterval(() => {}, 60_000))
