import type { Command } from '../knowledge/mind.ts'
import type { Talk } from './talk.ts'

/** True when the command means something here. */
export function hearCommand(talk: Talk, command: Command): boolean {
  const listening = command.name === 'ubah' ? (talk.changeable ?? talk.floor) : talk.floor
  if (listening.hears.has(command.name)) {
    talk.take(listening, talk.ask(listening, { kind: 'command', ...command }))
    return true
  }
  const opened = talk.opens(command.name)
  if (!opened) return false
  if (command.argument !== '' && opened.name === 'menu') return false // what only staff may say is plain words to others
  const isOwn = opened.hears.has(command.name)
  const turn = talk.ask(opened, isOwn ? { kind: 'command', ...command } : 'enter')
  const passes = turn.draft === undefined && opened.name !== 'menu'
  if ((isOwn && turn.sure) || passes) talk.interrupt(opened, turn)
  else talk.take(opened, turn)
  return true
}
