/** What to do when the line has ended, by WhatsApp's code (channels: login failures, stream errors, lost connections). Pure. */
import { DisconnectReason } from 'baileys'

export type NextStep =
  /** `problem`: staff should hear of it all the same. */
  | { kind: 'again'; atOnce?: true; problem?: string }
  /** The phone threw us out: somebody must link it anew. */
  | { kind: 'unlinked'; problem: string }
  /** Trying again would make it worse. */
  | { kind: 'stop'; problem: string }

/** WhatsApp refuses an outdated client; the first refusals may be a hiccup. */
const VERSION_TRIES = 3
/** Trouble of WhatsApp's own passes; what comes so often in a row may be a login that is spoilt. */
const TROUBLES = 5
/** It is asked for once, after linking. Whoever is asked more often must not hurry. */
const RESTARTS = 3

/** `failures`: how often the line ended in a row without having been open for long, this time included. */
export function afterEnd(code: number | undefined, failures: number): NextStep {
  switch (code) {
    case DisconnectReason.restartRequired:
      return failures <= RESTARTS ? { kind: 'again', atOnce: true } : { kind: 'again' }
    case DisconnectReason.badSession:
      return failures === TROUBLES
        ? { kind: 'again', problem: `WhatsApp ends the line again and again (${code})` }
        : { kind: 'again' }
    case DisconnectReason.loggedOut:
      return { kind: 'unlinked', problem: 'logged out by the phone' }
    case DisconnectReason.connectionReplaced:
      return { kind: 'stop', problem: 'another process holds this number' }
    case 402:
    case DisconnectReason.forbidden:
    case 406:
    case 409:
    case DisconnectReason.multideviceMismatch:
      return { kind: 'stop', problem: `WhatsApp refuses this number (${code})` }
    case 405:
      return failures < VERSION_TRIES
        ? { kind: 'again' }
        : { kind: 'stop', problem: 'WhatsApp refuses this version (405): the assistant needs an update' }
    default:
      return { kind: 'again' }
  }
}
