/** What the app relies on in a store. `test/store/contract.test.ts` runs it on every server of the run. */
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import type { Account, Outbox, Turns } from '../../src/app/store.ts'
import { deciding } from './store/deciding.ts'
import { decidingNew } from './store/deciding-new.ts'
import { effects } from './store/effects.ts'
import { forgetting } from './store/forgetting.ts'
import { joinCodes } from './store/join-codes.ts'
import { joining } from './store/joining.ts'
import { moving } from './store/moving.ts'
import { receiving } from './store/receiving.ts'
import { recovering } from './store/recovering.ts'
import { rights } from './store/rights.ts'
import { secrecy } from './store/secrecy.ts'
import { sending } from './store/sending.ts'
import { staffing } from './store/staffing.ts'
import { tickets } from './store/tickets.ts'

/** One process on the store, with connections and a life sign of its own. */
export type StoreProcess = {
  turns: Turns
  outbox: Outbox
  /** Ends without a word, as kill -9 would. */
  die(): Promise<void>
}

export type StoreHarness = {
  /** `sends`: whether it also sends what it decides; default true. */
  start(accounts?: Account[], sends?: boolean): Promise<StoreProcess>
  /** Moves what the store takes for the present. */
  later(ms: number): void
  /** Asks the database itself, past the store. */
  rows<T = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<T[]>
  /** Opens what was sealed for this purpose. */
  unseal(purpose: string, body: Buffer): unknown
  /** A value's keyed hash, as the store keeps it. */
  hashOf(purpose: string, value: string): Buffer
  /** Ends every process and empties the database. */
  clear(): Promise<void>
  close(): Promise<void>
}

export function storeContract(name: string, open: () => Promise<StoreHarness>): void {
  describe(`${name} keeps the store contract`, () => {
    let harness: StoreHarness
    beforeAll(async () => {
      harness = await open()
    })
    afterEach(() => harness.clear())
    afterAll(() => harness.close())

    for (const part of [
      receiving,
      deciding,
      decidingNew,
      sending,
      recovering,
      effects,
      moving,
      tickets,
      staffing,
      forgetting,
      joinCodes,
      joining,
      rights,
      secrecy,
    ])
      part(() => harness)
  })
}
