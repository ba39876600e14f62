import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { canConnect, connect, connectShadow } from './database.mjs'
import { loadEngine, reasonOf } from './engine.mjs'

/** Where the engine's own method has another name than the command's. */
const METHODS = { getDatabaseVersion: 'version' }
/** These compare with the migrations. The engine finds its shadow database in them only after a diagnosis. */
const NEEDS_DIAGNOSIS = ['evaluateDataLoss', 'createMigration']
const USER_FACING_ERROR = 4466

/** Answers JSON-RPC, a message a line, one after the other, until `input` ends. */
export async function serve(input, output, settings) {
  const send = (message) => output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const message = line.trim() ? JSON.parse(line) : {}
    if (!message.method) continue // the other side's receipt for a print
    process.removeAllListeners('uncaughtException')
    process.once('uncaughtException', (error) => breakDown(message.id, error, send))
    await answer(message, settings, send)
  }
}

/** The engine throws some of its errors outside of every promise. Unanswered, a command ends as if all were well. */
function breakDown(id, error, send) {
  send({ id, error: asRpcError(error) })
  process.exitCode = 1
  process.stdin.destroy()
}

async function answer({ id, method, params }, settings, send) {
  try {
    const problem = await canConnect(settings.datasource)
    if (problem) throw Object.assign(new Error(problem.text), { code: problem.code })
    const result = await call(method, params, settings)
    if (method !== 'diff') return send({ id, result: result ?? null })
    if (result.stdout) send({ id: `print-${id}`, method: 'print', params: { content: result.stdout.trimEnd() } })
    send({ id, result: { exitCode: result.exitCode } })
  } catch (error) {
    send({ id, error: asRpcError(error) })
  }
}

/** One engine for each call: after applyMigrations the same one no longer finds its shadow database. No files: undefined. */
async function call(method, params, { datasource, datamodels }) {
  const { SchemaEngine } = await loadEngine()
  const open = []
  const connectMain = async () => {
    const adapter = await connect(datasource.url)
    open.push(adapter)
    return adapter
  }
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: connectMain,
    connectToShadowDb: () => connectShadow(datasource),
  })
  const files = datamodels?.map((path) => [path, readFileSync(path, 'utf8')])
  try {
    const engine = await SchemaEngine.new({ datamodels: files }, () => {}, factory)
    if (NEEDS_DIAGNOSIS.includes(method)) {
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
    }
    const result = await engine[METHODS[method] ?? method](params)
    engine.free()
    return result
  } finally {
    for (const adapter of open) await adapter.dispose().catch(() => {})
  }
}

function asRpcError(error) {
  return {
    code: USER_FACING_ERROR,
    message: 'An error happened. Check the data field for details.',
    data: {
      is_panic: false,
      message: reasonOf(error),
      error_code: error?.code ?? null,
      meta: error?.meta ?? {},
    },
  }
}
