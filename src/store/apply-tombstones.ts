/** What people asked for after a backup was made is carried out again when that backup is restored. */
import { CONSENT_KINDS, type Consent } from '../domain/person.ts'
import { dropAnswers } from './consents.ts'
import type { Client } from './database.ts'
import { dropBundles } from './documents/pages.ts'
import { deleteDocuments } from './documents/steps.ts'
import { forgetPerson } from './forget.ts'
import type { Keyring } from './keyring.ts'
import { dropMentor } from './mentors/mentor-steps.ts'
import { type Stone, wordFinder } from './tombstones.ts'
import { dropWork } from './work/keep.ts'

/** Carries out every tombstone on what was just restored. Returns how many persons were deleted again. */
export async function applyTombstones(client: Client, keys: Keyring): Promise<number> {
  const find = await wordFinder(client, keys)
  const { rows: people } = await client.query<{ id: string }>('SELECT id FROM people')
  let deleted = 0
  for (const { id } of people) {
    if (find('person', id)) {
      await forgetPerson(client, keys, id, 'langkah')
      deleted++
      continue
    }
    await lastWord(client, id, 'restricted_at', find('restriction', id))
    await lastWord(client, id, 'stopped_at', find('messages', id))
    for (const kind of CONSENT_KINDS) await withdrawAgain(client, keys, id, kind, find('consent', `${id}/${kind}`))
  }
  const { rows } = await client.query<{ number: string }>('SELECT number FROM registrations WHERE erased_at IS NULL')
  for (const { number } of rows) await eraseAgain(client, keys, number, find('registration', number))
  await dismissAgain(client, (id) => find('staff', id))
  await dropDocumentsAgain(client, (person, document) => find('document', `${person}/${document}`))
  return deleted
}

async function lastWord(client: Client, id: string, column: 'restricted_at' | 'stopped_at', word: Stone | undefined) {
  if (word) await client.query(`UPDATE people SET ${column} = $2 WHERE id = $1`, [id, word.holds ? word.at : null])
}

async function withdrawAgain(client: Client, keys: Keyring, person: string, kind: Consent['kind'], word?: Stone) {
  if (!word) return
  await client.query(
    'UPDATE consents SET withdrawn_at = $3 WHERE person_id = $1 AND kind = $2 AND given_at <= $3 AND withdrawn_at IS NULL',
    [person, kind, word.at],
  )
  await dropAnswers(client, keys, person, [kind], word.at)
  if (kind === 'kerja') await dropWork(client, person, word.at)
  if (kind === 'mentor') await dropMentor(client, person, word.at)
  if (kind === 'dokumen') await deleteDocuments(client, person, word.at)
  await client.query('DELETE FROM drafts WHERE person_id = $1 AND updated_at <= $2', [person, word.at])
}

/** Who was removed has no rights again because of an older backup. */
async function dismissAgain(client: Client, find: (id: string) => Stone | undefined) {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM staff WHERE removed_at IS NULL')
  for (const { id } of rows)
    await client.query('UPDATE staff SET removed_at = $2 WHERE id = $1', [id, find(id)?.at ?? null])
}

async function dropDocumentsAgain(client: Client, find: (person: string, document: string) => Stone | undefined) {
  const { rows } = await client.query<{ id: number; person: string; document: string; at: Date; file: string | null }>(
    'SELECT id, person_id AS person, document, sent_at AS at, file FROM documents',
  )
  for (const { id, person, document, at, file } of rows) {
    const word = find(person, document)
    if (!word || at > word.at) continue
    await client.query('DELETE FROM documents WHERE id = $1', [id])
    if (file !== null) await dropBundles(client, [file])
  }
}

async function eraseAgain(client: Client, keys: Keyring, number: string, word: Stone | undefined) {
  if (!word) return
  await client.query(
    `UPDATE registrations SET stage = CASE WHEN stage IN ('alumni', 'tidak-lanjut') THEN stage ELSE 'mengundurkan-diri' END,
       answers = $2, nik_hash = NULL, name_hash = NULL, province = NULL, reason = NULL, decided_at = $3, erased_at = $3 WHERE number = $1`,
    [number, keys.seal('registration', {}), word.at],
  )
  await client.query('UPDATE stage_moves SET reason = NULL WHERE registration = $1', [number])
}
