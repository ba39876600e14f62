import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

let ready = false
/** What the engine said before it broke down: it throws an error without words of its own. */
let lastWords = ''
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (message) => {
    lastWords = message
  },
}

/** Why the engine threw. */
export const reasonOf = (error) => lastWords || error?.message || String(error)

/** The engine's bindings with its WebAssembly behind them. Node cannot import .wasm by itself, so it is loaded by hand. */
export async function loadEngine() {
  if (ready) return bindings
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  ready = true
  return bindings
}
