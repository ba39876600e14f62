import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import { shelfOf } from '../open-store.ts'
import type { Finding } from './finding.ts'

/** Writes, reads and deletes one object, where files lie in a bucket. */
export async function bucket(config: Config): Promise<Finding[]> {
  if (!config.FILES_S3_URL) return []
  const check = 'Tempat berkas'
  const [shelf, place] = [shelfOf(config), randomUUID()]
  try {
    await shelf.put(place, Buffer.from('coba'))
    const read = await shelf.get(place)
    await shelf.remove(place)
    if (read?.toString() !== 'coba') throw new Error('what was written is not what is read')
    return [{ check, ok: true, detail: new URL(config.FILES_S3_URL).host }]
  } catch (error) {
    return [
      {
        check,
        ok: false,
        detail: `${new URL(config.FILES_S3_URL).host} tidak bisa dipakai (${/answered (\d+)/.exec(String(error))?.[1] ?? 'tidak terjangkau'})`,
        advice:
          'Periksa FILES_S3_URL, FILES_S3_KEY_ID, dan FILES_S3_SECRET: haknya harus cukup untuk menulis, membaca, dan menghapus.',
      },
    ]
  }
}
