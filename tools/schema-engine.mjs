#!/usr/bin/env node
// Prisma's commands want a native schema engine that they would download. This program stands in its place:
// the same engine from npm (@prisma/schema-engine-wasm), behind the same command line and JSON-RPC.
import { parseArgs } from 'node:util'
import { canConnect, createDatabase, dropDatabase } from './schema-engine/database.mjs'
import { loadEngine } from './schema-engine/engine.mjs'
import { serve } from './schema-engine/rpc.mjs'

const { values: options, positionals } = parseArgs({
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean', short: 'V' },
  },
  allowPositionals: true,
  strict: false, // newer versions of the commands may pass more
})
/** { url, shadowDatabaseUrl } as prisma.config.ts has them. */
const datasource = options.datasource ? JSON.parse(options.datasource) : {}

const COMMANDS = {
  'can-connect-to-database': canConnect,
  'create-database': createDatabase,
  'drop-database': dropDatabase,
}

async function command(name) {
  const run = COMMANDS[name]
  const problem = run ? await run(datasource) : { code: null, text: `unknown command ${name}` }
  if (name === 'drop-database' && !problem) log('INFO', { message: 'The database was successfully dropped.' })
  if (problem) log('ERROR', { error_code: problem.code, message: problem.text, is_panic: false })
  return problem ? 1 : 0
}

/** The commands read the last line of stderr. */
function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' }
  process.stderr.write(`\n${JSON.stringify(line)}`)
}

if (options.version) console.log(`schema-engine-wasm ${(await loadEngine()).version()}`)
else if (positionals[0] === 'cli') process.exitCode = await command(positionals[1])
else await serve(process.stdin, process.stdout, { datasource, datamodels: options.datamodels })
