/** *pindah*: staff move people, one or many, to another stage or into a batch. What is open follows from the draft. */
import type { BatchLine } from '../../domain/batch.ts'
import type { Found } from '../../domain/desk.ts'
import type { Effect } from '../../domain/effect.ts'
import { type Mover, slug, sorted } from '../../domain/moving.ts'
import { isEnd } from '../../domain/stage.ts'
import { defineFlow, type Heard, type Place, type Turn } from '../flow.ts'
import { saysNo } from '../nothing-said.ts'
import { stageName } from '../stage-words.ts'
import { unusable } from '../unusable.ts'
import { asksWhy, Draft, hasPeople, marked } from './draft.ts'
import { readMove, stageNamed } from './read-move.ts'
import { askInto, askWhere, askWho, askWhy, confirmInto, confirmMove, DESK, list, moved, USUAL } from './showing.ts'

/** A longer reason is a letter. */
const LONGEST_REASON = 600
const WAYS_OUT = new Set(['batal', 'kembali', 'kirim', 'menu', 'meja', '/menu', '/start'])

export const move = defineFlow<Draft>({
  name: 'pindah',
  staffOnly: true,
  hears: ['batal', 'kembali', 'kirim', 'pindah'],
  draft: Draft,
  fresh: {},
  /** While they write why, everything is part of it but a way out. */
  claims: (draft, text) => asksWhy(draft) && !WAYS_OUT.has(text.trim().toLowerCase()),
  enter: () => look({}),
  receive(draft, heard, place) {
    if (heard.kind === 'found') return found(draft, heard.found, place)
    if (heard.kind === 'handed') return look(Draft.safeParse(heard.answers).data ?? {})
    if (heard.kind === 'choice') return choose(draft, heard.id)
    if (heard.kind === 'command') return command(draft, heard, place)
    if (heard.kind !== 'text') return { draft, replies: [{ text: `${unusable(heard)} Ketik *meja* untuk kembali.` }] }
    return hear(draft, heard.text, place)
  },
})

/** Everything is decided about what stands in the database now. */
function look(draft: Draft): Turn<Draft> {
  const { numbers = [], batch } = draft
  return { draft, replies: [], lookup: { kind: 'moving', numbers, batch } }
}

function command(draft: Draft, { name, argument }: Extract<Heard, { kind: 'command' }>, place: Place): Turn<Draft> {
  if (name === 'kirim' && draft.seen) return look({ ...draft, sure: true })
  if (name === 'kirim') return look(draft)
  if (name === 'pindah') return look(readMove(argument, place.knowledge) ?? {})
  return cancelled
}

const cancelled: Turn<Draft> = { draft: undefined, replies: [{ text: 'Tidak ada yang dipindahkan.', choices: [DESK] }] }

function choose(draft: Draft, id: string): Turn<Draft> {
  const at = id.indexOf('=')
  const [what, value] = at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)]
  const { seen: _, sure: __, ...said } = draft
  switch (what) {
    case 'orang':
      return look({ numbers: [value] })
    case 'angkatan':
      return look({ batch: value })
    case 'ke':
      return look({ ...said, to: Draft.shape.to.safeParse(value).data, reason: undefined })
    case 'masuk':
      return look({ ...said, to: undefined, into: value })
    case 'alasan':
      return look({ ...said, reason: USUAL })
    case 'kirim':
      return look(value === marked(draft) ? { ...draft, sure: true } : draft)
    default:
      return cancelled
  }
}

function hear(draft: Draft, text: string, place: Place): Turn<Draft> {
  if (draft.seen && saysNo(text, place)) return cancelled
  if (asksWhy(draft)) return look({ ...draft, reason: text.trim().slice(0, LONGEST_REASON) })
  const said = readMove(text, place.knowledge)
  const to = stageNamed(text, place.knowledge)
  if (said && (said.numbers || said.batch)) return look(said)
  if (hasPeople(draft) && (said || to)) return look({ ...draft, ...said, ...(to && { to }), seen: undefined })
  return {
    draft,
    replies: [{ text: 'Itu belum saya mengerti. Ketik *batal* untuk berhenti, atau *pindah* untuk mulai lagi.' }],
    unclear: true,
  }
}

/** The next thing to ask, or the move itself. */
function found(draft: Draft, found: Found, place: Place): Turn<Draft> {
  if (found.kind !== 'moving') return cancelled
  const { batches } = found
  const people = draft.at ? found.people.filter(({ stage }) => stage === draft.at) : found.people
  if (!hasPeople(draft)) return { draft, replies: [askWho(batches)] }
  if (people.length === 0) return { draft: {}, replies: [askWho(batches, 'Tidak ada yang cocok di catatan kami. ')] }
  if (draft.into !== undefined) return into(draft, people, batches, place)
  if (draft.to === undefined) return asked(draft, people, askWhere(people, place))
  const { go, stay } = sorted(people, draft.to, place.knowledge.schemes)
  if (draft.sure && draft.seen) return carryOut(draft, go, people, place)
  if (go.length === 0) return noneCan(draft, people, place)
  if (draft.reason === undefined) return { draft, replies: [askWhy(draft.to, go, place)] }
  const seen = Object.fromEntries(go.map(({ number, stage }) => [number, stage]))
  const shown = { ...draft, seen, sure: false }
  return asked(shown, people, confirmMove(shown, { go, stay }, place))
}

/** Names are shown, so it is written down who saw whose. Numbers that nobody has are said. */
function asked(draft: Draft, people: readonly Mover[], reply: Turn['replies'][number]): Turn<Draft> {
  const subject = people.map(({ number }) => number).join(' ')
  const lost = draft.numbers?.filter((number) => people.every((one) => one.number !== number)) ?? []
  const lead = lost.length > 0 ? `Tidak ada di catatan kami: ${lost.join(', ')}.\n\n` : ''
  return {
    draft,
    replies: [{ ...reply, text: `${lead}${reply.text}` }],
    effects: [{ kind: 'audit', action: 'lihat peserta', subject, reason: 'memindahkan' }],
  }
}

function noneCan(draft: Draft, people: readonly Mover[], place: Place): Turn<Draft> {
  const name = stageName(place.knowledge, draft.to!)
  const lead = `Dari tahapnya sekarang tidak ada yang bisa ke *${name}*.`
  const where = askWhere(people, place)
  return asked({ ...draft, to: undefined }, people, { ...where, text: `${lead}\n\n${where.text}` })
}

/** Only who still stands where they were shown is moved; of the others it is said what changed. */
function carryOut(draft: Draft, go: readonly Mover[], people: readonly Mover[], place: Place): Turn<Draft> {
  const { to, reason, seen } = draft
  const done = go.filter(({ number, stage }) => seen![number] === stage)
  const changed = people.filter(({ number, stage }) => number in seen! && seen![number] !== stage)
  const moves = done.map(({ number, stage }) => ({ number, from: stage }))
  const effects: Effect[] = done.length > 0 ? [{ kind: 'movePeople', moves, to: to!, reason }] : []
  const reply = moved(`pindah ke tahap *${stageName(place.knowledge, to!)}*`, done, changed, place)
  return { draft: undefined, replies: [reply], effects }
}

function into(draft: Draft, people: readonly Mover[], batches: readonly BatchLine[], place: Place): Turn<Draft> {
  const batch = batches.find(({ id, name }) => draft.into === id || draft.into === slug(name))
  if (!batch) return { draft: { ...draft, into: undefined }, replies: [askInto(batches)] }
  const go = people.filter((one) => !isEnd(one.stage) && one.batch?.id !== batch.id)
  if (go.length === 0)
    return {
      draft: undefined,
      replies: [
        { text: `Semuanya sudah di angkatan itu, atau sudah selesai:\n${list(people, place)}`, choices: [DESK] },
      ],
    }
  const numbers = go.map(({ number }) => number)
  if (!draft.sure || !draft.seen) {
    const seen = Object.fromEntries(go.map(({ number, stage }) => [number, stage]))
    const shown = { ...draft, seen, sure: false }
    return asked(shown, people, confirmInto(shown, batch, go, place))
  }
  const shown = numbers.filter((number) => number in draft.seen!)
  return {
    draft: undefined,
    replies: [
      moved(
        `masuk angkatan *${batch.name}*`,
        go.filter(({ number }) => shown.includes(number)),
        [],
        place,
      ),
    ],
    effects: [{ kind: 'putIntoBatch', numbers: shown, batch: batch.id }],
  }
}
