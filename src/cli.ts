#!/usr/bin/env node
/** The `langkah` command. */
import { runLangkah } from './cli/langkah.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0) // whoever read us has had enough, as in `langkah people export | head`
})

process.exitCode = await runLangkah(process.argv.slice(2))
