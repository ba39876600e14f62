import { randomUUID } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import { createInterface, type Interface } from 'node:readline'
import { type ChannelAdapter, type Content, FileError } from '../../app/ports.ts'
import type { ChatEvent, Reply } from '../../domain/chat.ts'
import { rendered } from './outbound.ts'
import { replyLines, saidLines } from './transcript.ts'

export type TerminalOptions = {
  input: NodeJS.ReadableStream & { isTTY?: boolean }
  output: NodeJS.WritableStream & { isTTY?: boolean }
  /** Tells terminals of different commands apart; each gets only its own answers. */
  account: string
  chatId: string
  /** Resolves when everything said so far is answered: only then the next line is asked for. */
  quiet: () => Promise<void>
  /** The person left (Ctrl-C, Ctrl-D, "keluar") or the piped lines are at their end. */
  onEnd: () => void
  /** Said first on the person's behalf, so that the assistant greets. */
  opening?: string
  /** Writes a golden chat. */
  record?: string | undefined
}

const PROMPT = '› '
const SOON_MS = 10_000
const LEAVE = new Set(['keluar', 'exit', 'quit'])

/** A file that is text is printed here, for a terminal has nowhere else to put it; undefined: there is none. */
async function textOf({ file }: Reply, content: Content | undefined): Promise<string | undefined> {
  if (!file || !/^text\/|\/json$/.test(file.mime)) return undefined
  return (await content?.())?.toString('utf8').trimEnd()
}

/** A chat on standard input and output. Piped lines are answered one after another. */
export function terminal(options: TerminalOptions): ChannelAdapter {
  const { input, output } = options
  const colour = output.isTTY === true && !process.env.NO_COLOR
  const from = { channel: 'terminal', account: options.account, chatId: options.chatId } as const
  let lines: Interface | undefined
  let asking = false
  let saidAt = 0
  let reading: Promise<void> = Promise.resolve()

  const keep = (text: string[]) => options.record && appendFileSync(options.record, `${text.join('\n')}\n`)
  const print = (text: string) => {
    if (asking && output.isTTY) output.write('\r\u001b[K')
    output.write(`${text}\n\n`)
    if (asking && output.isTTY) lines?.prompt(true)
  }

  async function read(receive: (events: ChatEvent[]) => Promise<void>): Promise<void> {
    const say = async (text: string) => {
      keep([saidLines(text, Date.now() - saidAt < SOON_MS)])
      saidAt = Date.now()
      await receive([{ id: randomUUID(), from, at: new Date(), group: false, input: { kind: 'text', text } }])
      await options.quiet()
    }
    if (options.opening !== undefined) await say(options.opening)
    lines = createInterface({
      input,
      output: output.isTTY ? output : undefined,
      prompt: PROMPT,
      terminal: output.isTTY === true && input.isTTY === true,
    } as Parameters<typeof createInterface>[0])
    lines.once('SIGINT', () => lines?.close())
    ask()
    for await (const line of lines) {
      asking = false
      if (LEAVE.has(line.trim().toLowerCase())) break
      if (line.trim()) await say(line)
      ask()
    }
    asking = false
    lines.close()
    options.onEnd()
  }

  function ask(): void {
    asking = true
    if (output.isTTY) lines?.prompt()
  }

  return {
    channel: 'terminal',
    account: options.account,
    exclusive: false,
    async start(receive) {
      if (options.record) writeFileSync(options.record, '# Rekaman percakapan\n\n')
      reading = read(receive)
      reading.catch(options.onEnd)
    },
    async send(_, reply: Reply, _key, content) {
      keep(replyLines(reply))
      print(rendered(reply, colour, await textOf(reply, content)))
      return { platformId: randomUUID() }
    },
    fetch: () => Promise.reject(new FileError('gone', 'a terminal sends no files')),
    health: () => undefined,
    async stop() {
      lines?.close()
    },
  }
}
