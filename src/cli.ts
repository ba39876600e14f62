#!/usr/bin/env node
/** The `langkah` command: finds what is asked for, runs it, turns what goes wrong into a line and an exit code. */
import { parseArgs } from 'node:util'
import { type Command, print, tell, UsageError } from './cli/command.ts'
import { explain } from './explain.ts'

/** Each is loaded when it is wanted: all of them together take longer to load than most take to run. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['chat', async () => (await import('./cli/chat.ts')).chat],
  ['ask', async () => (await import('./cli/ask.ts')).ask],
  ['eligibility', async () => (await import('./cli/eligibility.ts')).eligibility],
  ['check-offer', async () => (await import('./cli/check-offer.ts')).checkOfferCommand],
  ['content check', async () => (await import('./cli/content-check.ts')).contentCheck],
  ['staff add', async () => (await import('./cli/staff.ts')).staffAdd],
  ['staff invite', async () => (await import('./cli/staff-invite.ts')).staffInvite],
  ['staff list', async () => (await import('./cli/staff.ts')).staffList],
  ['staff remove', async () => (await import('./cli/staff.ts')).staffRemove],
  ['people import', async () => (await import('./cli/people-import.ts')).peopleImport],
  ['people export', async () => (await import('./cli/people-export.ts')).peopleExport],
  ['people report', async () => (await import('./cli/people-report.ts')).peopleReport],
  ['people move', async () => (await import('./cli/people-move.ts')).peopleMove],
  ['people forget', async () => (await import('./cli/people-forget.ts')).peopleForget],
  ['batches list', async () => (await import('./cli/batches.ts')).batchesList],
  ['batches add', async () => (await import('./cli/batches.ts')).batchesAdd],
  ['batches change', async () => (await import('./cli/batches.ts')).batchesChange],
  ['people data', async () => (await import('./cli/people-data.ts')).peopleData],
  ['documents list', async () => (await import('./cli/documents.ts')).documentsList],
  ['documents open', async () => (await import('./cli/documents.ts')).documentsOpen],
  ['documents review', async () => (await import('./cli/documents.ts')).documentsReview],
  ['audit list', async () => (await import('./cli/audit.ts')).auditList],
  ['rights list', async () => (await import('./cli/rights.ts')).rightsList],
  ['rights done', async () => (await import('./cli/rights.ts')).rightsDone],
  ['lists import', async () => (await import('./cli/lists.ts')).listsImport],
  ['lists show', async () => (await import('./cli/lists.ts')).listsShow],
  ['questions list', async () => (await import('./cli/questions.ts')).questionsList],
  ['questions forget', async () => (await import('./cli/questions.ts')).questionsForget],
  ['announce list', async () => (await import('./cli/announcements.ts')).announceList],
  ['announce status', async () => (await import('./cli/announcements.ts')).announceStatus],
  ['announce pause', async () => (await import('./cli/announcements.ts')).announcePause],
  ['announce resume', async () => (await import('./cli/announcements.ts')).announceResume],
  ['announce cancel', async () => (await import('./cli/announcements.ts')).announceCancel],
  ['announce report', async () => (await import('./cli/announce-report.ts')).announceReport],
  ['announce jejak', async () => (await import('./cli/announce-jejak.ts')).announceJejak],
  ['announce retry', async () => (await import('./cli/announcements.ts')).announceRetry],
  ['announce', async () => (await import('./cli/announce.ts')).announce],
  ['checkin send', async () => (await import('./cli/checkin.ts')).checkinSend],
  ['checkin list', async () => (await import('./cli/checkin.ts')).checkinList],
  ['checkin report', async () => (await import('./cli/checkin.ts')).checkinReport],
  ['mentors list', async () => (await import('./cli/mentors.ts')).mentorsList],
  ['schedule list', async () => (await import('./cli/schedule.ts')).scheduleList],
  ['schedule add', async () => (await import('./cli/schedule-change.ts')).scheduleAdd],
  ['schedule change', async () => (await import('./cli/schedule-change.ts')).scheduleChange],
  ['schedule cancel', async () => (await import('./cli/schedule-change.ts')).scheduleCancel],
  ['schedule import', async () => (await import('./cli/schedule.ts')).scheduleImport],
  ['schedule ics', async () => (await import('./cli/schedule.ts')).scheduleIcs],
  ['whatsapp status', async () => (await import('./cli/whatsapp.ts')).whatsappStatus],
  ['whatsapp link', async () => (await import('./cli/whatsapp.ts')).whatsappLink],
  ['whatsapp unlink', async () => (await import('./cli/whatsapp.ts')).whatsappUnlink],
  ['migrate', async () => (await import('./cli/migrate.ts')).migrateCommand],
  ['key rotate', async () => (await import('./cli/key-rotate.ts')).keyRotate],
  ['backup', async () => (await import('./cli/backup.ts')).backupCommand],
  ['restore', async () => (await import('./cli/backup.ts')).restoreCommand],
  ['doctor', async () => (await import('./cli/doctor.ts')).doctor],
])

async function find(args: string[]): Promise<{ command: Command; rest: string[] } | undefined> {
  for (const [name, load] of COMMANDS) {
    const words = name.split(' ')
    if (words.every((word, i) => args[i] === word)) return { command: await load(), rest: args.slice(words.length) }
  }
  return undefined
}

/** `prefix`: only the commands that begin with it ("staff"). */
async function overview(prefix = ''): Promise<string> {
  const commands = await Promise.all(
    [...COMMANDS].filter(([name]) => name.startsWith(prefix)).map(([, load]) => load()),
  )
  return [
    'Cara pakai: langkah PERINTAH [PILIHAN]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(17)} ${command.does}`),
    '',
    'langkah PERINTAH --help menjelaskan satu perintah.',
  ].join('\n')
}

async function run(args: string[]): Promise<0 | 1 | 2> {
  const found = await find(args)
  const wantsHelp = args.length === 0 || args.includes('--help') || args.includes('-h')
  if (!found && wantsHelp) {
    print(await overview([...COMMANDS.keys()].some((name) => name.startsWith(`${args[0]} `)) ? args[0] : ''))
    return 0
  }
  if (!found) {
    const said = args.filter((arg) => !arg.startsWith('-')).join(' ')
    tell(`Perintah "${said}" tidak ada.\n\n${await overview()}`)
    return 2
  }
  const { command, rest } = found
  if (wantsHelp) {
    print(`langkah ${command.name} ${command.usage}\n\n${command.does}.`)
    return 0
  }
  const allowPositionals = command.takesWords === true
  const { values, positionals } = parseArgs({ args: rest, options: command.options, allowPositionals })
  const code = await command.run({ values: values as Record<string, string | boolean | undefined>, words: positionals })
  if (command.lingers) await new Promise(() => process.stdout.write('', () => process.exit(code)))
  return code
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
