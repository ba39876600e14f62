import type { FileRef } from '../../domain/chat.ts'
import { known, type Shown } from './outbound.ts'
import type { Sent } from './send.ts'

/** As many announcements as may go out at one time, and then some. */
const MOST = 50

/** Telegram's own handles of kept files that were uploaded once: an announcement's picture is not sent up for everybody anew. */
export class Uploads {
  readonly #handles = new Map<string, Shown>()

  of(file: FileRef | undefined): Shown | undefined {
    return file?.kept === undefined || known(file) ? undefined : this.#handles.get(file.kept)
  }

  /** `sent`: what became of the messages that had it. */
  note(file: FileRef | undefined, sent: readonly Sent[]): void {
    if (file?.kept === undefined || known(file) || this.#handles.has(file.kept)) return
    const shown = sent.map(shownIn).find((one) => one !== undefined)
    if (!shown) return
    this.#handles.set(file.kept, shown)
    const [oldest] = this.#handles.keys()
    if (this.#handles.size > MOST) this.#handles.delete(oldest!)
  }

  forget(file: FileRef | undefined): void {
    if (file?.kept !== undefined) this.#handles.delete(file.kept)
  }
}

/** The largest size of a photo comes last. */
function shownIn({ photo, document }: Sent): Shown | undefined {
  const largest = photo?.at(-1)
  if (largest) return { kind: 'photo', source: largest.file_id }
  return document && { kind: 'document', source: document.file_id }
}
