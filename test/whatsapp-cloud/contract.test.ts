import { channelContract } from '../contracts/channel-contract.ts'
import { makeHarness } from './harness.ts'

channelContract('WhatsApp on the Cloud API', () => makeHarness())
