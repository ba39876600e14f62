import { channelContract } from '../contracts/channel-contract.ts'
import { makeContractHarness } from './harness.ts'

channelContract('WhatsApp by Baileys', makeContractHarness)
