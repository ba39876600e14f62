import type { AnnouncementFound } from '../../domain/announcement.ts'
import type { Reply } from '../../domain/chat.ts'
import { bar, STATE_WORDS } from './words.ts'

/** How it goes, for its writer; the same message says it anew while it goes on. */
export function progressReply({ id, state, tally }: Pick<AnnouncementFound, 'id' | 'state' | 'tally'>): Reply {
  const { recipients, waiting } = tally
  return {
    text: `*Pengumuman ${id}* – ${STATE_WORDS[state]}\n${bar(tally)}\n${recipients - waiting} dari ${recipients} penerima`,
    choices: [{ id: `pengumuman:lihat=${id}`, label: 'Lihat pengumumannya' }],
    aside: true,
  }
}
