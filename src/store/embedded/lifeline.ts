import { closeSync, constants, openSync } from 'node:fs'

const { O_RDONLY, O_RDWR, O_WRONLY, O_NONBLOCK } = constants

/**
 * The lifeline is a named pipe. A keeper beside the server reads it, every process of ours that uses the database
 * holds it open for writing. When the last of them ends, in whatever way, the keeper reads its end and ends the server.
 */
export type Lifeline = { reader: number; hold: number }

/** A hold on the lifeline (a file descriptor); undefined when no keeper reads it. */
export function takeHold(path: string): number | undefined {
  try {
    return openSync(path, O_WRONLY | O_NONBLOCK)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['ENXIO', 'ENOENT', 'ENOTDIR'].includes(code)) return undefined
    throw error
  }
}

/** Both ends: one for a new keeper, one for us. Opening an end waits for the other, so a third one opens them. */
export function makeLifeline(path: string): Lifeline {
  const both = openSync(path, O_RDWR | O_NONBLOCK)
  try {
    return { reader: openSync(path, O_RDONLY), hold: openSync(path, O_WRONLY) }
  } finally {
    closeSync(both)
  }
}

export function isRead(path: string): boolean {
  const hold = takeHold(path)
  if (hold !== undefined) closeSync(hold)
  return hold !== undefined
}
