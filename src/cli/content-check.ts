import { loadConfig } from '../config.ts'
import { dayIn } from '../domain/day.ts'
import { ContentError } from '../knowledge/content-error.ts'
import { doubts } from '../knowledge/doubts.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { stale } from '../knowledge/stale.ts'
import { type Command, print, printJson } from './command.ts'

export const contentCheck: Command = {
  name: 'content check',
  does: 'memeriksa semua isi di folder content, dan apa yang sudah lama tidak dicek',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    try {
      const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
      const old = stale(knowledge, dayIn(knowledge.office.zone, new Date()))
      const doubtful = doubts(knowledge)
      const counts = {
        skema: knowledge.schemes.length,
        jawaban: knowledge.answers.length,
        panduan: knowledge.guide.length,
        kontak: knowledge.contacts.length,
        pertanyaan: knowledge.questions.length,
        sumber: Object.keys(knowledge.sources).length,
      }
      if (values.json) printJson({ ok: true, counts, stale: old, doubts: doubtful })
      else
        print(
          [
            `Isi sudah benar: ${Object.entries(counts)
              .map(([what, n]) => `${n} ${what}`)
              .join(', ')}.`,
            ...doubtful.map((doubt) => `Perlu dilihat: ${doubt}`),
            ...old.map((item) => `Perlu dicek ulang: ${item.at} (terakhir ${item.checked}, batas ${item.days} hari)`),
          ].join('\n'),
        )
      return 0
    } catch (error) {
      if (!(error instanceof ContentError)) throw error
      if (values.json) printJson({ ok: false, problems: error.problems })
      else print(error.problems.join('\n'))
      return 1
    }
  },
}
