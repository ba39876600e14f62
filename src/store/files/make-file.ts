/** Files that we make ourselves, for one person, to be sent to them once. */
import type { Notice } from '../../app/store.ts'
import type { Effect } from '../../domain/effect.ts'
import { MADE } from '../../domain/kept-file.ts'
import type { Scene } from '../scene.ts'
import type { FileBody } from './want-file.ts'

const LIVES = '24 hours'

/** Asks for it to be made once the turn is committed; the fetcher makes and seals it, and its event has it sent. */
export async function makeFile(
  { client, keys, chat, now }: Scene,
  { purpose }: Extract<Effect, { kind: 'makeFile' }>,
): Promise<Notice[]> {
  const body: FileBody = { file: { ...MADE[purpose], bytes: 0 } }
  await client.query(
    `INSERT INTO files (person_id, chat, purpose, body, created_at, due_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, now(), now() + interval '${LIVES}')`,
    [chat.person.id, chat.id, purpose, keys.seal('file', body), now],
  )
  return []
}
