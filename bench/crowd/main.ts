/** A process of its own: the fake Bot API and the people in front of it. Started by fork(), steered by messages. */
import { FakeTelegram } from '../../test/telegram/fake-telegram.ts'
import { Crowd } from './crowd.ts'
import type { Hello, Order, Outcome, Result } from './orders.ts'
import { rehearse } from './rehearse.ts'

const TOKEN = '42:TEST-token'

const fake = new FakeTelegram({ token: TOKEN, journal: false })
let crowd: Crowd | undefined

async function carryOut(order: Order): Promise<Result[Order['kind']]> {
  if (order.kind === 'rehearse') return rehearse(fake)
  if (order.kind === 'introduce') {
    crowd = new Crowd(fake, order.script, order.size)
    return crowd.introduce()
  }
  if (!crowd) throw new Error('nobody is here yet')
  return crowd[order.kind](order.size, order.seconds)
}

const tell = (message: Hello | Outcome) => void process.send!(message)

process.on('message', (order: Order) => {
  carryOut(order).then(
    (result) => tell({ result }),
    (error: Error) => tell({ error: error.message }),
  )
})
process.once('disconnect', () => process.exit(0))
process.once('SIGINT', () => {}) // a terminal's Ctrl-C goes to all; the bench ends us when it is ready
tell({ apiRoot: await fake.listen(), token: TOKEN })
