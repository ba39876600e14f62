/** What the bench asks of a crowd's process, and what comes back. */
import type { Script } from '../conversation.ts'
import type { Window } from './window.ts'

export type Order =
  | { kind: 'rehearse' }
  | { kind: 'introduce'; script: Script; size: number }
  | { kind: 'closed'; size: number; seconds: number }
  | { kind: 'steady'; size: number; seconds: number }

export type Result = {
  rehearse: Script
  introduce: Window
  closed: Window
  steady: Window
}

export type Hello = { apiRoot: string; token: string }
export type Outcome = { result: Result[Order['kind']] } | { error: string }
