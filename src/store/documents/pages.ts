/**
 * Further pages of a document. Each is a file of its own, as sealed as any other, and they are joined when somebody looks at
 * them: so two that come at once, or in the wrong order, cannot get in each other's way, and nothing is ever written over.
 */
import type { Notice } from '../../app/store.ts'
import type { Effect } from '../../domain/effect.ts'
import { MAX_PAGES } from '../../domain/kept-file.ts'
import type { Client } from '../database.ts'
import { wantFile } from '../files/want-file.ts'
import type { Scene } from '../scene.ts'

type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>

/**
 * It joins what was sent last for this document, be that with us, on its way, or refused. Where there is nothing, it begins
 * one. Its place is fixed now, whichever is fetched first: the first that is free, so that a page which could not be used is
 * made good by the next one.
 */
export async function addPage(scene: Scene, { document, file, page }: Of<'addPage'>): Promise<Notice[]> {
  const { client, chat } = scene
  const { rows } = await client.query<{ bundle: string; taken: number[] | null }>(
    `WITH mine AS (SELECT *, coalesce(bundle, id) AS together FROM files WHERE person_id = $1 AND purpose = 'dokumen' AND document = $2),
          last AS (SELECT together FROM mine ORDER BY created_at DESC, state = 'wanted' DESC LIMIT 1)
     SELECT together AS bundle,
       (SELECT array_agg(coalesce(page, 1)) FROM mine JOIN last USING (together) WHERE state IN ('wanted', 'kept')) AS taken FROM last`,
    [chat.person.id, document],
  )
  const [last] = rows
  if (!last) await wantFile(scene, { file, purpose: 'dokumen', document })
  else {
    const taken = new Set(last.taken)
    const free = Array.from({ length: MAX_PAGES }, (_, n) => n + 1).filter((n) => !taken.has(n))
    const place = free.find((n) => n === page) ?? free[0] ?? MAX_PAGES + 1
    const belongs = { purpose: 'dokumen', document, bundle: last.bundle, page: place } as const
    await wantFile(scene, { file, ...belongs, full: free.length === 0 })
  }
  return []
}

export async function dropPage({ client, chat }: Scene, { file }: Of<'dropPage'>): Promise<Notice[]> {
  await client.query(
    `DELETE FROM files f WHERE id = $1 AND person_id = $2 AND purpose = 'dokumen'
       AND NOT EXISTS (SELECT FROM documents d WHERE d.file = f.id)`,
    [file, chat.person.id],
  )
  return []
}

/** Documents whose rows are gone: with these files go all their pages, those on their way too. */
export async function dropBundles(client: Client, files: readonly string[]): Promise<void> {
  await client.query(
    `DELETE FROM files WHERE purpose = 'dokumen' AND coalesce(bundle, id) IN
       (SELECT coalesce(bundle, id) FROM files WHERE id = ANY($1::uuid[]) AND purpose = 'dokumen')`,
    [files],
  )
}
