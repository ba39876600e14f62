#!/usr/bin/env node
/** The `langkah` command: finds what is asked for, runs it, turns what goes wrong into a line and an exit code. */
import { parseArgs } from 'node:util'
import { ask } from './cli/ask.ts'
import { backupCommand, restoreCommand } from './cli/backup.ts'
import { chat } from './cli/chat.ts'
import { type Command, print, tell, UsageError } from './cli/command.ts'
import { contentCheck } from './cli/content-check.ts'
import { doctor } from './cli/doctor.ts'
import { keyRotate } from './cli/key-rotate.ts'
import { migrateCommand } from './cli/migrate.ts'
import { peopleExport, peopleForget } from './cli/people.ts'
import { staffAdd, staffList, staffRemove } from './cli/staff.ts'
import { explain } from './explain.ts'

const COMMANDS: Command[] = [
  chat,
  ask,
  contentCheck,
  staffAdd,
  staffList,
  staffRemove,
  peopleExport,
  peopleForget,
  migrateCommand,
  keyRotate,
  backupCommand,
  restoreCommand,
  doctor,
]

function find(args: string[]): { command: Command; rest: string[] } | undefined {
  for (const command of COMMANDS) {
    const words = command.name.split(' ')
    if (words.every((word, i) => args[i] === word)) return { command, rest: args.slice(words.length) }
  }
  return undefined
}

/** `prefix`: only the commands that begin with it ("staff"). */
function overview(prefix = ''): string {
  const shown = COMMANDS.filter((command) => command.name.startsWith(prefix))
  return [
    'Cara pakai: langkah PERINTAH [PILIHAN]',
    '',
    ...shown.map((command) => `  ${command.name.padEnd(15)} ${command.does}`),
    '',
    'langkah PERINTAH --help menjelaskan satu perintah.',
  ].join('\n')
}

async function run(args: string[]): Promise<0 | 1 | 2> {
  const found = find(args)
  const wantsHelp = args.length === 0 || args.includes('--help') || args.includes('-h')
  if (!found && wantsHelp) {
    print(overview(COMMANDS.some((command) => command.name.startsWith(`${args[0]} `)) ? args[0] : ''))
    return 0
  }
  if (!found) {
    tell(`Perintah "${args.filter((arg) => !arg.startsWith('-')).join(' ')}" tidak ada.\n\n${overview()}`)
    return 2
  }
  const { command, rest } = found
  if (wantsHelp) {
    print(`langkah ${command.name} ${command.usage}\n\n${command.does}.`)
    return 0
  }
  const { values, positionals } = parseArgs({
    args: rest,
    options: command.options,
    allowPositionals: command.takesWords === true,
  })
  return command.run({ values: values as Record<string, string | boolean | undefined>, words: positionals })
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0) // whoever read us has had enough, as in `langkah people export | head`
})

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const { text, code } = error instanceof UsageError ? { text: error.message, code: 2 } : explain(error)
  tell(text)
  process.exitCode = code
}
