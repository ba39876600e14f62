import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import { shelfOf } from '../open-store.ts'
import type { Finding } from './finding.ts'

const CHECK = 'Tempat berkas'

/** Writes, reads and deletes one object, and asks for it once more, where files lie in a bucket. */
export async function bucket(config: Config): Promise<Finding[]> {
  if (!config.FILES_S3_URL) return []
  const { host } = new URL(config.FILES_S3_URL)
  const [shelf, place] = [shelfOf(config), randomUUID()]
  try {
    await shelf.put(place, Buffer.from('coba'))
    const read = await shelf.get(place)
    await shelf.remove(place)
    // Who may not list a bucket is forbidden to ask for what is not there.
    const left = await shelf.get(place)
    if (read?.toString() !== 'coba' || left) return [unusable(host, 'isinya bukan yang ditulis')]
    return [{ check: CHECK, ok: true, detail: host }]
  } catch (error) {
    return [unusable(host, /answered (\d+)/.exec(String(error))?.[1] ?? 'tidak terjangkau')]
  }
}

const unusable = (host: string, why: string): Finding => ({
  check: CHECK,
  ok: false,
  detail: `${host} tidak bisa dipakai (${why})`,
  advice:
    'Periksa FILES_S3_URL (alamat bucket-nya sendiri), FILES_S3_REGION, FILES_S3_KEY_ID, dan FILES_S3_SECRET: haknya harus cukup untuk menulis, membaca, menghapus, dan melihat daftar isi bucket.',
})
