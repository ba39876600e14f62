/** A brain with few words, so that a test of the app does not hang on what flows say. */
import type { Brain } from '../../src/app/decide.ts'
import type { Effect } from '../../src/domain/effect.ts'
import type { Flow, Turn } from '../../src/flows/flow.ts'
import { silentMeter, stage } from '../theatre.ts'

const turn = (text: string, more: Partial<Turn> = {}): Turn => ({ draft: undefined, replies: [{ text }], ...more })

/** "boom" throws, "hapus" forgets, "lapor" tells staff, "hm" is not understood, everything else is repeated. */
function hear(heard: Parameters<Flow['receive']>[1]): Turn {
  if (heard.kind !== 'text') return turn(`dengar ${heard.kind}`)
  const effects: Effect[] =
    heard.text === 'hapus'
      ? [{ kind: 'forgetPerson' }]
      : heard.text === 'lapor'
        ? [{ kind: 'tellStaff', about: 'petugas', text: 'tolong' }]
        : []
  if (heard.text.startsWith('boom')) throw new TypeError(`cannot read ${heard.text}`)
  return turn(`jawab ${heard.text}`, { effects, ...(heard.text === 'hm' ? { unclear: true as const } : {}) })
}

const menu: Flow = {
  name: 'menu',
  staffOnly: false,
  keeps: 'chat',
  hears: new Set(),
  asksAgain: false,
  takesFiles: false,
  enter: () => turn('menu'),
  receive: (_, heard) => hear(heard),
}

export type Logged = { level: string; fields: object; message: string }

export function smallBrain(logged: Logged[] = []): Brain {
  const write = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message })
  const mind = {
    ...stage.mind,
    command: () => undefined,
    distress: () => 'none' as const,
    understand: () => ({ outcome: 'clarify' as const, guesses: [] }),
    isQuestion: () => false,
  }
  return {
    book: { flows: new Map([['menu', menu]]), commands: new Map() },
    knowledge: stage.knowledge,
    mind,
    clock: () => new Date('2026-11-24T02:00:00Z'),
    freshNumber: () => 'LA-2026-000001',
    freshCode: () => '48217359',
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    meter: silentMeter,
  }
}
