/**
 * The key that sealed a message is never used again. Baileys lets the message leave and writes the step of its keys after
 * that: a process that dies in between seals the next message with the same key, and the phone cannot read it. So the step
 * is written before anything leaves.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SignalDataSet, SignalKeyStoreWithTransaction, SignalRepositoryWithLIDStore } from 'baileys'
import { type KeyStore, LineEnded } from './key-store.ts'

const RETRY_MS = 500

/** Changes `repository` and `keys`, whose transactions are written to `store`. Sealing waits for as long as nothing can be written. */
export function stepFirst(
  repository: SignalRepositoryWithLIDStore,
  keys: SignalKeyStoreWithTransaction,
  store: Pick<KeyStore, 'set'>,
): void {
  const steps = new AsyncLocalStorage<SignalDataSet[]>()
  const set = keys.set.bind(keys)
  keys.set = async (data) => {
    steps.getStore()?.push(data)
    await set(data)
  }
  const seal = repository.encryptMessage.bind(repository)
  repository.encryptMessage = (plain) =>
    keys.transaction(async () => {
      const taken: SignalDataSet[] = []
      const sealed = await steps.run(taken, () => seal(plain))
      for (const step of taken) await write(step)
      return sealed
    }, plain.jid)

  /** Baileys leaves out whom it cannot seal for and sends to the others: this must not fail while the line lives. */
  async function write(step: SignalDataSet): Promise<void> {
    for (;;) {
      try {
        return await store.set(step)
      } catch (error) {
        if (error instanceof LineEnded) throw error
        await sleep(RETRY_MS)
      }
    }
  }
}
