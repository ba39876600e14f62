import { describe } from './decide.ts'
import type { Log } from './log.ts'
import type { Content } from './ports.ts'
import type { Claimed, Files } from './store.ts'

/** The bytes of a reply's file, where we keep it. One that cannot be opened must not hold up the words that come with it. */
export function contentOf(
  { row, reply }: Claimed,
  { files, log }: { files: Pick<Files, 'open'>; log: Log },
): Content | undefined {
  const { kept, mime } = reply.file ?? {}
  if (kept === undefined) return undefined
  return () =>
    files.open(kept, mime).catch((error) => {
      log.error({ row, error: describe(error) }, 'a kept file cannot be opened')
      return undefined
    })
}

/** What was made for one message has done its work once that is sent. */
export async function dropSent({ reply }: Claimed, { files }: { files: Pick<Files, 'drop'> }): Promise<void> {
  if (reply.file?.once && reply.file.kept !== undefined) await files.drop(reply.file.kept)
}
