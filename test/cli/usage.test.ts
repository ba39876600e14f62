import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runHere as run } from './langkah.ts'

/** Every command, and a wrong way to call it. None of these needs a database. */
const COMMANDS: Record<string, string[]> = {
  chat: ['chat', '--as', 'admin'],
  ask: ['ask', 'apa'],
  eligibility: ['eligibility', '--today', 'besok'],
  'check-offer': ['check-offer', 'apa'],
  'content check': ['content', 'check', 'semua'],
  'staff add': ['staff', 'add', '--name', 'Rina', '--role', 'bos', '--telegram', '1'],
  'staff invite': ['staff', 'invite', '--role', 'bos'],
  'staff list': ['staff', 'list', 'Rina'],
  'staff remove': ['staff', 'remove', 'Rina'],
  'people import': ['people', 'import', 'x.csv', '--kind', 'semua'],
  'people export': ['people', 'export', '--json', '--csv'],
  'people report': ['people', 'report', '--xlsx'],
  'people forget': ['people', 'forget'],
  'lists import': ['lists', 'import', 'x.csv', '--kind', 'pt', '--date', '2026-11-01'],
  'lists show': ['lists', 'show', 'p3mi'],
  'questions list': ['questions', 'list', 'kemarin'],
  'questions forget': ['questions', 'forget', '--until', 'kemarin'],
  announce: ['announce', '--to', 'role=bos', '--text-file', 'x.txt'],
  'announce list': ['announce', 'list', '1'],
  'announce status': ['announce', 'status', 'satu'],
  'announce pause': ['announce', 'pause'],
  'announce resume': ['announce', 'resume', 'x'],
  'announce cancel': ['announce', 'cancel'],
  'announce report': ['announce', 'report', '1', '--json', '--csv', 'x.csv'],
  'announce jejak': ['announce', 'jejak', '1', '--out', 'x.jpg'],
  'announce retry': ['announce', 'retry', '1'],
  'checkin send': ['checkin', 'send', '--to', 'role=bos'],
  'checkin list': ['checkin', 'list', 'semua'],
  'checkin report': ['checkin', 'report', 'satu'],
  'mentors list': ['mentors', 'list', 'semua'],
  'schedule list': ['schedule', 'list', 'besok'],
  'schedule add': ['schedule', 'add', '--kind', 'arisan'],
  'schedule change': ['schedule', 'change'],
  'schedule cancel': ['schedule', 'cancel'],
  'schedule import': ['schedule', 'import', 'jadwal.txt'],
  'schedule ics': ['schedule', 'ics', 'semua'],
  'people move': ['people', 'move'],
  'people data': ['people', 'data'],
  'batches list': ['batches', 'list', 'x'],
  'batches add': ['batches', 'add'],
  'batches change': ['batches', 'change'],
  'documents list': ['documents', 'list', 'x'],
  'documents open': ['documents', 'open', '1'],
  'documents review': ['documents', 'review', '1', '--ok', '--reject', 'buram'],
  'audit list': ['audit', 'list', 'x'],
  'rights list': ['rights', 'list', 'x'],
  'rights done': ['rights', 'done'],
  'whatsapp status': ['whatsapp', 'status', 'sekarang'],
  'whatsapp link': ['whatsapp', 'link', '--phone', 'abc'],
  'whatsapp unlink': ['whatsapp', 'unlink', '62811'],
  migrate: ['migrate', '--force'],
  'key rotate': ['key', 'rotate', 'sekarang'],
  backup: ['backup'],
  restore: ['restore'],
  doctor: ['doctor', '--jsn'],
}

/** Two at a time: more would only wait for the processors. */
async function inPairs<T>(all: T[], each: (one: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const work = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await each(one)
  }
  await Promise.all([work(), work()])
}

describe('langkah', { timeout: 60_000 }, () => {
  it('lists every command when nothing is asked', async () => {
    for (const args of [[], ['--help'], ['-h']]) {
      const { code, stdout, stderr } = await run(args)
      expect([args, code, stderr]).toEqual([args, 0, ''])
      for (const command of Object.keys(COMMANDS)) expect(stdout).toMatch(new RegExp(`^ {2}${command} {2,}\\S`, 'm'))
      expect(stdout.match(/^ {2}\S/gm)).toHaveLength(Object.keys(COMMANDS).length)
    }
  })

  it('explains every command, and every option it has', async () => {
    await inPairs(Object.keys(COMMANDS), async (command) => {
      const { code, stdout, stderr } = await run([...command.split(' '), '--help'])
      expect([command, code, stderr]).toEqual([command, 0, ''])
      expect(stdout).toContain(`langkah ${command}`)
      const source = readFileSync(new URL(`../../src/cli/${fileOf(command)}.ts`, import.meta.url), 'utf8')
      const block = source
        .slice(source.indexOf(`name: '${command}'`))
        .split('takesWords')[0]!
        .split('run')[0]!
      for (const [, option] of block.matchAll(/(\w+): \{ type: '/g))
        expect([command, stdout]).toEqual([command, expect.stringContaining(`--${option}`)])
    })
  })

  it('refuses wrong usage with exit code 2, a line on stderr and nothing on stdout', async () => {
    await inPairs(Object.entries(COMMANDS), async ([command, wrong]) => {
      const { code, stdout, stderr } = await run(wrong)
      expect([command, code, stdout]).toEqual([command, 2, ''])
      expect([command, stderr.trim().split('\n')]).toEqual([command, [expect.stringMatching(/\S/)]])
      expect(stderr).not.toMatch(/\bat \S+:\d+|Error:/)
    })
  })

  it('refuses what it does not know', async () => {
    for (const args of [['sihir'], ['staff'], ['people', 'impor'], ['staff', 'ad'], ['--json']]) {
      const { code, stdout, stderr } = await run(args)
      expect([args, code, stdout]).toEqual([args, 2, ''])
      expect(stderr).toMatch(/tidak ada/)
      expect(stderr).toMatch(/people export/)
    }
  })

  it('shows the commands of a group', async () => {
    const { code, stdout } = await run(['staff', '--help'])
    expect(code).toBe(0)
    expect(stdout.match(/^ {2}\S+ \S+/gm)).toEqual(['  staff add', '  staff invite', '  staff list', '  staff remove'])
  })
})

const fileOf = (command: string) =>
  ({
    'content check': 'content-check',
    'people import': 'people-import',
    'people export': 'people-export',
    'people move': 'people-move',
    'people data': 'people-data',
    'people report': 'people-report',
    'people forget': 'people-forget',
    'key rotate': 'key-rotate',
    'staff invite': 'staff-invite',
    restore: 'backup',
    'schedule add': 'schedule-change',
    'schedule change': 'schedule-change',
    'schedule cancel': 'schedule-change',
    'announce list': 'announcements',
    'announce status': 'announcements',
    'announce pause': 'announcements',
    'announce resume': 'announcements',
    'announce cancel': 'announcements',
    'announce report': 'announce-report',
    'announce jejak': 'announce-jejak',
    'announce retry': 'announcements',
  })[command] ?? command.split(' ')[0]!
