/** A process that reminds, again and again, until it is killed: `tsx remind-process.ts DATABASE_URL MOMENT`. */
import { ReminderWorld } from './reminder-world.ts'

const [url, moment] = process.argv.slice(2)
const world = ReminderWorld.on(url!)
process.stdout.write('ready\n')
for (;;) await world.round(new Date(moment!))
