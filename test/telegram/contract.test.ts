import { channelContract } from '../contracts/channel-contract.ts'
import { makeHarness } from './harness.ts'

channelContract('Telegram by polling', () => makeHarness('polling'))
channelContract('Telegram by webhook', () => makeHarness('webhook'))
