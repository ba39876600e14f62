import { storeContract } from '../contracts/store-contract.ts'
import { serverKinds } from '../fresh-database.ts'
import { openHarness } from './open-harness.ts'

for (const kind of serverKinds()) storeContract(`PostgreSQL (${kind})`, () => openHarness(kind))
