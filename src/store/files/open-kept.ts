/** What is in kept files. */
import type { Database } from '../database.ts'
import { openFile } from './file-seal.ts'
import { pdfOf } from './pdf-of.ts'
import type { Shelf } from './shelf.ts'
import type { FileBody } from './want-file.ts'

type Row = { id: string; mime: string; place: string; body: Buffer }

/** The photos that are one document with this one, in order; of everything else only itself. */
const TOGETHER = `
  SELECT f.id, f.mime, f.place, f.body FROM files f JOIN files one ON one.id = $1
  WHERE f.state = 'kept' AND (f.id = one.id OR (one.purpose = 'dokumen' AND f.purpose = 'dokumen' AND f.mime = 'image/jpeg'
    AND f.person_id = one.person_id AND coalesce(f.bundle, f.id) = coalesce(one.bundle, one.id)))
  ORDER BY coalesce(f.page, 1), f.created_at, f.id`

/**
 * undefined: it is not kept any more. Photos are joined only where a PDF is asked for (`mime`), so that what was to be shown
 * as one photo is still that, though a page came meanwhile. A page that cannot be had fails the whole: half a document must not
 * be taken for all of it. Throws SealError.
 */
export async function openKept(
  { pool, keys }: Database,
  shelf: Shelf,
  id: string,
  mime?: string,
): Promise<Buffer | undefined> {
  const { rows } = await pool.query<Row>(TOGETHER, [id])
  const one = rows.find((row) => row.id === id)
  const bytesOf = async ({ place, body }: Row): Promise<Buffer | undefined> => {
    const sealed = await shelf.get(place)
    return sealed && openFile(Buffer.from((keys.open('file', body) as FileBody).key!, 'base64'), place, sealed)
  }
  if (one?.mime !== 'image/jpeg' || mime !== 'application/pdf') return one && bytesOf(one)
  const pages: Buffer[] = []
  for (const row of rows) {
    const page = await bytesOf(row)
    if (!page) return undefined
    pages.push(page)
  }
  return pdfOf(pages)
}
