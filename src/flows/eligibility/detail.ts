/** One scheme's verdict in full: what is missing and how to get it, what is to be asked, what fits. */
import type { Choice, Reply } from '../../domain/chat.ts'
import type { Judgement, Reason } from '../../domain/eligibility/judge.ts'
import type { Scheme } from '../../knowledge/shapes.ts'
import type { Place } from '../flow.ts'
import { sourceLine } from '../sourced.ts'
import { uncapitalised, VERDICT_WORDS } from './verdict-words.ts'

export function detail(scheme: Scheme, { verdict, reasons }: Judgement, { knowledge }: Place): Reply {
  const { sign, words } = VERDICT_WORDS[verdict]
  const of = (is: Reason['is']) => reasons.filter((reason) => reason.is === is && reason.rule !== 'status')
  const { notAsked, cost, wait, next } = scheme.eligibility
  const status = reasons.find(({ rule }) => rule === 'status')!
  const text = [
    `*${scheme.name}*\n${sign} *${words[0]!.toUpperCase()}${words.slice(1)}.* ${status.why}`,
    part('Tidak cocok', of('tidak').map(plain)),
    part('Masih kurang', missing(of('belum'))),
    part('Perlu dicek', of('perlu-dicek').map(plain)),
    fitting(of('ok')),
    part('Belum ditanyakan di sini', notAsked),
    `*Biaya:* ${cost.text}\n*Lamanya:* ${wait.text}\n*Selanjutnya:* ${next}`,
    'Bukan keputusan dan bukan janji. Bisa berubah tiap tahun; cek pengumuman KP2MI atau BP3MI.',
    sourceLine(
      knowledge,
      [...reasons, cost, wait].flatMap(({ sources }) => sources),
      [...reasons, cost, wait].map(({ checked }) => checked).sort()[0]!,
    ),
  ]
  return { text: text.filter(Boolean).join('\n\n'), choices: choices(scheme) }
}

const part = (title: string, lines: readonly string[]) =>
  lines.length > 0 ? `*${title}:*\n${lines.map((line) => `• ${line}`).join('\n')}` : ''

const plain = ({ why }: Reason) => why

/** What is had in the same way stands together. */
function missing(reasons: Reason[]): string[] {
  const wayOf = ({ mend }: Reason) => `_Caranya:_ ${mend!.how} _Lamanya:_ ${mend!.time}`
  const ways = new Set(reasons.map(wayOf))
  return [...ways].map((way) => {
    const lacking = reasons.filter((reason) => wayOf(reason) === way)
    return `${lacking.map(plain).join(' ')} ${way}`
  })
}

const fitting = (reasons: Reason[]) =>
  reasons.length > 0 && `*Sudah cocok:* ${reasons.map(({ label }) => uncapitalised(label)).join(', ')}.`

const choices = (scheme: Scheme): Choice[] => [
  { id: `skema:${scheme.id}/syarat`, label: 'Syarat selengkapnya' },
  { id: 'hasil', label: 'Hasil semua program' },
  ...(scheme.registration.interest ? [{ id: 'menu:daftar', label: 'Daftar minat' }] : []),
  { id: 'menu:menu', label: 'Menu' },
]
