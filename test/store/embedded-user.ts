/**
 * A process that uses the embedded database, for tests to kill: writes one row after the other and tells of each once
 * it is committed. Lines on stdout: `up owned|joined`, `ack N`, `trouble WHAT`. `stop` on stdin leaves in good order.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '../../src/store/embedded.ts'

const [dataDir = '', label = ''] = process.argv.slice(2)
const server = await startEmbedded(dataDir)
const pool = new pg.Pool({ connectionString: server.url, max: 2 })
pool.on('error', () => {})
await pool.query('CREATE TABLE IF NOT EXISTS kept (label text, n int)').catch(() => {})
console.log(`up ${server.owned ? 'owned' : 'joined'}`)

let going = true
process.stdin.on('data', () => {
  going = false
})
for (let n = 1; going; n++) {
  try {
    await pool.query('INSERT INTO kept VALUES ($1, $2)', [label, n])
    console.log(`ack ${n}`)
  } catch (error) {
    console.log(`trouble ${(error as Error).message}`)
  }
  await sleep(5)
}
await pool.end()
await server.stop()
process.exit(0)
