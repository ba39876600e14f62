import { loadConfig } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { courseOf } from '../store/announcements/course.ts'
import { withFound } from './announcements.ts'
import { type Command, tell, text, UsageError } from './command.ts'
import { writePrivate } from './spreadsheet.ts'

export const announceJejak: Command = {
  name: 'announce jejak',
  does: 'menggambar jalannya pengumuman: terkirim dari waktu ke waktu, dan kenapa sisanya tidak',
  usage: 'ID --out FILE.svg|FILE.png',
  options: { out: { type: 'string' } },
  takesWords: true,
  run(given) {
    const out = text(given.values.out)
    const ending = /\.(svg|png)$/i.exec(out ?? '')?.[1]?.toLowerCase()
    if (!out || !ending) throw new UsageError('--out wajib diisi, dan berakhir .svg atau .png')
    return withFound(given, async (db, found) => {
      const course = await courseOf(db, found.id)
      if (course.steps.length === 0) {
        tell('Belum ada yang terkirim, atau rincian penerimanya sudah dihapus sesuai batas simpan.')
        return 1
      }
      const { office } = await loadKnowledge(loadConfig().CONTENT_DIR)
      const { coursePicture, pngOf } = await import('./course-picture.ts')
      const svg = coursePicture(found, course, office.zone)
      writePrivate(out, ending === 'svg' ? svg : pngOf(svg))
      return 0
    })
  },
}
