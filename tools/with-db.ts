/** Runs a command with DATABASE_URL set to a throwaway PostgreSQL: tsx tools/with-db.ts prisma migrate diff … */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/store/embedded.ts'

const [command, ...args] = process.argv.slice(2)
if (!command) {
  console.error('usage: with-db COMMAND [ARGUMENT…]')
  process.exit(2)
}

const dir = mkdtempSync(join(tmpdir(), 'langkah-with-db-'))
chmodSync(dir, 0o755)
const server = await startEmbedded(dir, { throwaway: true })
try {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, DATABASE_URL: server.url } })
  const [code] = await once(child, 'exit')
  process.exitCode = code ?? 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 127
} finally {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
