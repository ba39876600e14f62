/** What a person forbids us to do with what we have of them: to write unasked, or to use it at all. */
import { audit } from './audit.ts'
import type { Scene } from './scene.ts'
import { bury, everyIdOf } from './tombstones.ts'

/** *berhenti* and *mulai lagi* */
export async function wantMessages({ client, keys, chat, now }: Scene, wanted: boolean): Promise<void> {
  const { id } = chat.person
  await client.query('UPDATE people SET stopped_at = CASE WHEN $2 THEN NULL ELSE $3::timestamptz END WHERE id = $1', [
    id,
    wanted,
    now,
  ])
  await bury(client, keys, [{ about: 'messages', of: await everyIdOf(client, id), holds: !wanted }], now)
}

/** *batasi data* and *buka batasan* (UU 27/2022 art. 41). */
export async function restrict({ client, keys, chat, now }: Scene, wanted: boolean): Promise<void> {
  const { id } = chat.person
  await client.query('UPDATE people SET restricted_at = CASE WHEN $2 THEN $3::timestamptz END WHERE id = $1', [
    id,
    wanted,
    now,
  ])
  await bury(client, keys, [{ about: 'restriction', of: await everyIdOf(client, id), holds: wanted }], now)
  await audit(client, `orang ${id}`, wanted ? 'batasi data' : 'buka batasan', id)
}
