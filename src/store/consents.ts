/** Consents are proof: which text, when, by which message. */
import { createHash } from 'node:crypto'
import type { Notice } from '../app/store.ts'
import { answersResting, without } from '../domain/consent.ts'
import type { Effect } from '../domain/effect.ts'
import type { Consent } from '../domain/person.ts'
import type { Answers } from '../domain/registration.ts'
import { audit } from './audit.ts'
import type { Client } from './database.ts'
import { deleteDocuments } from './documents/steps.ts'
import type { Keyring } from './keyring.ts'
import { dropMentor } from './mentors/mentor-steps.ts'
import type { Scene } from './scene.ts'
import { bury, everyIdOf } from './tombstones.ts'
import { dropWork } from './work/keep.ts'

export async function recordConsent(
  { client, chat, event, now }: Scene,
  { consent, version, text }: Extract<Effect, { kind: 'recordConsent' }>,
): Promise<Notice[]> {
  await client.query(
    'INSERT INTO consents (person_id, kind, version, text_hash, chat, event_id, given_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [chat.person.id, consent, version, createHash('sha256').update(text).digest('hex'), chat.id, event.id, now],
  )
  return []
}

/** The proof that there was one stays; answers that rest on it go at once. */
export async function withdrawConsent(
  { client, keys, chat, now }: Scene,
  { consents }: Extract<Effect, { kind: 'withdrawConsent' }>,
): Promise<Notice[]> {
  const { id } = chat.person
  await client.query(
    'UPDATE consents SET withdrawn_at = $3 WHERE person_id = $1 AND kind = ANY($2::text[]) AND withdrawn_at IS NULL',
    [id, consents, now],
  )
  await dropAnswers(client, keys, id, consents, now)
  if (consents.includes('kerja')) await dropWork(client, id, now)
  if (consents.includes('dokumen')) await deleteDocuments(client, id, now)
  if (consents.includes('registrasi')) await client.query('DELETE FROM alumni_claims WHERE person_id = $1', [id])
  const ids = await everyIdOf(client, id)
  const of = ids.flatMap((one) => consents.map((kind) => `${one}/${kind}`))
  await bury(client, keys, [{ about: 'consent', of }], now)
  await audit(client, id, 'tarik izin', id, consents.join(', '))
  return consents.includes('mentor') ? dropMentor(client, id, now) : []
}

/** Takes out of a person's registrations, sent until `at`, the answers that rest on these consents. */
export async function dropAnswers(
  client: Client,
  keys: Keyring,
  person: string,
  kinds: readonly Consent['kind'][],
  at: Date,
): Promise<void> {
  const gone = answersResting(kinds) ?? []
  if (gone.length === 0) return
  const { rows } = await client.query<{ number: string; answers: Buffer }>(
    'SELECT number, answers FROM registrations WHERE person_id = $1 AND erased_at IS NULL AND submitted_at <= $2',
    [person, at],
  )
  for (const { number, answers } of rows)
    await client.query('UPDATE registrations SET answers = $2 WHERE number = $1', [
      number,
      keys.seal('registration', without(keys.open('registration', answers) as Answers, gone)),
    ])
}
