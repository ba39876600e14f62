/** Finds the `langkah` command that is asked for, runs it, and turns what goes wrong into a line and an exit code. */
import { parseArgs } from 'node:util'
import { explain } from '../explain.ts'
import { type Command, print, tell, UsageError } from './command.ts'

/** Each is loaded when it is wanted: all of them together take longer to load than most take to run. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['chat', async () => (await import('./chat.ts')).chat],
  ['ask', async () => (await import('./ask.ts')).ask],
  ['eligibility', async () => (await import('./eligibility.ts')).eligibility],
  ['check-offer', async () => (await import('./check-offer.ts')).checkOfferCommand],
  ['content check', async () => (await import('./content-check.ts')).contentCheck],
  ['staff add', async () => (await import('./staff.ts')).staffAdd],
  ['staff invite', async () => (await import('./staff-invite.ts')).staffInvite],
  ['staff list', async () => (await import('./staff.ts')).staffList],
  ['staff remove', async () => (await import('./staff.ts')).staffRemove],
  ['people import', async () => (await import('./people-import.ts')).peopleImport],
  ['people export', async () => (await import('./people-export.ts')).peopleExport],
  ['people report', async () => (await import('./people-report.ts')).peopleReport],
  ['people move', async () => (await import('./people-move.ts')).peopleMove],
  ['people forget', async () => (await import('./people-forget.ts')).peopleForget],
  ['batches list', async () => (await import('./batches.ts')).batchesList],
  ['batches add', async () => (await import('./batches.ts')).batchesAdd],
  ['batches change', async () => (await import('./batches.ts')).batchesChange],
  ['people data', async () => (await import('./people-data.ts')).peopleData],
  ['documents list', async () => (await import('./documents.ts')).documentsList],
  ['documents open', async () => (await import('./documents.ts')).documentsOpen],
  ['documents review', async () => (await import('./documents.ts')).documentsReview],
  ['audit list', async () => (await import('./audit.ts')).auditList],
  ['rights list', async () => (await import('./rights.ts')).rightsList],
  ['rights done', async () => (await import('./rights.ts')).rightsDone],
  ['lists import', async () => (await import('./lists.ts')).listsImport],
  ['lists show', async () => (await import('./lists.ts')).listsShow],
  ['questions list', async () => (await import('./questions.ts')).questionsList],
  ['questions forget', async () => (await import('./questions.ts')).questionsForget],
  ['announce list', async () => (await import('./announcements.ts')).announceList],
  ['announce status', async () => (await import('./announcements.ts')).announceStatus],
  ['announce pause', async () => (await import('./announcements.ts')).announcePause],
  ['announce resume', async () => (await import('./announcements.ts')).announceResume],
  ['announce cancel', async () => (await import('./announcements.ts')).announceCancel],
  ['announce report', async () => (await import('./announce-report.ts')).announceReport],
  ['announce jejak', async () => (await import('./announce-jejak.ts')).announceJejak],
  ['announce retry', async () => (await import('./announcements.ts')).announceRetry],
  ['announce', async () => (await import('./announce.ts')).announce],
  ['checkin send', async () => (await import('./checkin.ts')).checkinSend],
  ['checkin list', async () => (await import('./checkin.ts')).checkinList],
  ['checkin report', async () => (await import('./checkin.ts')).checkinReport],
  ['mentors list', async () => (await import('./mentors.ts')).mentorsList],
  ['schedule list', async () => (await import('./schedule.ts')).scheduleList],
  ['schedule add', async () => (await import('./schedule-change.ts')).scheduleAdd],
  ['schedule change', async () => (await import('./schedule-change.ts')).scheduleChange],
  ['schedule cancel', async () => (await import('./schedule-change.ts')).scheduleCancel],
  ['schedule import', async () => (await import('./schedule.ts')).scheduleImport],
  ['schedule ics', async () => (await import('./schedule.ts')).scheduleIcs],
  ['whatsapp status', async () => (await import('./whatsapp.ts')).whatsappStatus],
  ['whatsapp link', async () => (await import('./whatsapp.ts')).whatsappLink],
  ['whatsapp unlink', async () => (await import('./whatsapp.ts')).whatsappUnlink],
  ['migrate', async () => (await import('./migrate.ts')).migrateCommand],
  ['key rotate', async () => (await import('./key-rotate.ts')).keyRotate],
  ['backup', async () => (await import('./backup.ts')).backupCommand],
  ['restore', async () => (await import('./backup.ts')).restoreCommand],
  ['doctor', async () => (await import('./doctor.ts')).doctor],
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

/** Resolves to the exit code: 0 done, 1 refused or failed, 2 wrong usage or setting. `args`: what stands behind `langkah`. */
export async function runLangkah(args: string[]): Promise<number> {
  try {
    return await run(args)
  } catch (error) {
    const { text, code } = error instanceof UsageError ? { text: error.message, code: 2 } : explain(error)
    tell(text)
    return code
  }
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
