import { loadConfig } from '../config.ts'
import { MENTOR_TOPICS } from '../domain/mentor.ts'
import { nameOf } from '../flows/mentor/words.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { audit } from '../store/audit.ts'
import { listMentors } from '../store/mentors/look-up.ts'
import { type Command, print, printJson } from './command.ts'
import { withStore } from './with-store.ts'

export const mentorsList: Command = {
  name: 'mentors list',
  does: 'menampilkan alumni yang mau ditanya, tanpa nomor dan nama lengkapnya',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
    const mentors = await withStore(async ({ db }) => {
      await audit(db.pool, 'langkah', 'lihat daftar mentor', 'mentor')
      return listMentors(db.pool, db.keys)
    })
    const lines = mentors.map(({ id: _, topics, ...mentor }) => ({
      name: nameOf(mentor, { knowledge }),
      schemes: mentor.schemes,
      topics: topics.map((topic) => MENTOR_TOPICS[topic as keyof typeof MENTOR_TOPICS] ?? topic),
      waiting: mentor.waiting,
      reachable: mentor.reachable,
    }))
    if (values.json) printJson(lines)
    else if (lines.length === 0) print('Belum ada mentor.')
    for (const { name, topics, waiting } of values.json ? [] : lines)
      print(`${name}\t${topics.join('; ')}\t${waiting} pertanyaan menunggu`)
    return 0
  },
}
