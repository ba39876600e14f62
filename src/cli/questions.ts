import { loadConfig } from '../config.ts'
import { dayIn } from '../domain/day.ts'
import { keptModels } from '../knowledge/kept-models.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { makeMind } from '../knowledge/make-mind.ts'
import type { Knowledge } from '../knowledge/shapes.ts'
import { audit } from '../store/audit.ts'
import { dropQuestions, type OpenQuestion, openQuestions } from '../store/open-questions.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { readCivilDate } from './list-rows.ts'
import { withStore } from './with-store.ts'

/** A question that was kept, in its words; `guess`: the topic that comes nearest. */
type Kept = { question: string; guess: string; times: number; last: string }

/** Written so that it can be laid into content/questions/ once somebody has filled in the topics. */
export const questionsList: Command = {
  name: 'questions list',
  does: 'menampilkan pertanyaan yang belum terjawab, tanpa nama pengirimnya, untuk diberi topik',
  usage: '[--json] > pertanyaan-baru.tsv',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const kept = await withStore(async ({ db }) => {
      const asked = await openQuestions(db)
      if (asked.length > 0) await audit(db.pool, 'langkah', 'baca pertanyaan tak terjawab', String(asked.length))
      return counted(asked, knowledge)
    })
    if (values.json) printJson(kept)
    else if (kept.length === 0) tell('Tidak ada pertanyaan yang tersimpan.')
    else print([HEAD, ...kept.map(row)].join('\n'))
    return 0
  },
}

export const questionsForget: Command = {
  name: 'questions forget',
  does: 'menghapus pertanyaan tak terjawab yang sudah diberi topik, sampai suatu tanggal',
  usage: '--until YYYY-MM-DD [--json]',
  options: { until: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values }) {
    const until = readCivilDate(text(values.until) ?? '')
    if (!until) throw new UsageError('--until wajib diisi: YYYY-MM-DD; yang ditanyakan pada hari itu ikut dihapus')
    const { office } = await loadKnowledge(loadConfig().CONTENT_DIR)
    const deleted = await withStore(async ({ db }) => {
      const count = await dropQuestions(db, until, office.zone)
      await audit(db.pool, 'langkah', 'hapus pertanyaan tak terjawab', String(count))
      return count
    })
    if (values.json) printJson({ ok: true, deleted })
    else print(`${deleted} pertanyaan dihapus.`)
    return 0
  },
}

const HEAD = ['pertanyaan', 'topik', 'tebakan', 'berapa kali', 'terakhir'].join('\t')
const row = ({ question, guess, times, last }: Kept) => [question, '', guess, times, last].join('\t')

/** What is asked most comes first; the same words in other letters are one question. */
function counted(asked: readonly OpenQuestion[], knowledge: Knowledge): Kept[] {
  const mind = makeMind(knowledge, keptModels(knowledge))
  const found = new Map<string, Kept>()
  for (const { text, at } of asked) {
    const question = text.replace(/\s+/g, ' ').trim()
    const key = mind.normalise(question)
    const before = found.get(key)
    const guess = before?.guess ?? mind.understand(question).guesses[0]?.topic ?? ''
    found.set(key, { question, guess, times: (before?.times ?? 0) + 1, last: dayIn(knowledge.office.zone, at) })
  }
  return [...found.values()].sort((a, b) => b.times - a.times)
}
