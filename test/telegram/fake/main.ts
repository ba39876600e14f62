/** The fake as a process of its own: `tsx test/telegram/fake/main.ts [--port N] [--option value …]`. Prints {"apiRoot","token"}. */
import { parseArgs } from 'node:util'
import { FakeTelegram } from '../fake-telegram.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    token: { type: 'string' },
    username: { type: 'string' },
    'per-second': { type: 'string' },
    'open-doors': { type: 'boolean', default: false },
    journal: { type: 'boolean', default: false },
  },
})

const fake = new FakeTelegram({
  ...(values.token ? { token: values.token } : {}),
  ...(values.username ? { username: values.username } : {}),
  ...(values['per-second'] ? { perSecond: Number(values['per-second']) } : {}),
  openDoors: values['open-doors'],
  journal: values.journal,
})
const apiRoot = await fake.listen(Number(values.port))
console.log(JSON.stringify({ apiRoot, token: fake.token }))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void fake.end().then(() => process.exit(0)))
