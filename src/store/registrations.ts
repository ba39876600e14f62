import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { personKey } from '../domain/person-key.ts'
import { provinceOf } from '../domain/registration.ts'
import { afterSending, isEnd, type Stage } from '../domain/stage.ts'
import type { Scene } from './scene.ts'
import { recordMoves } from './stage-moves.ts'
import { bury } from './tombstones.ts'

/**
 * Keeps a registration. Sending it again under its number replaces the answers and, where it is still being checked, puts
 * it before staff once more.
 */
export async function submitRegistration(
  scene: Scene,
  { number, schemes, answers }: Extract<Effect, { kind: 'submitRegistration' }>,
): Promise<Notice[]> {
  const { client, keys, chat, now } = scene
  const before = await stageOf(scene, number)
  if (before && (before.person !== chat.person.id || before.erased || isEnd(before.stage)))
    throw new Error('This registration number belongs to somebody else, or is at its end.')
  const stage = before ? afterSending(before.stage) : 'terdaftar'
  const { nik, fullName, birthDate } = answers
  await client.query(
    `INSERT INTO registrations (number, person_id, stage, schemes, answers, nik_hash, submitted_at, province, name_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (number) DO UPDATE
       SET stage = EXCLUDED.stage, schemes = EXCLUDED.schemes, answers = EXCLUDED.answers, nik_hash = EXCLUDED.nik_hash, name_hash = EXCLUDED.name_hash,
           submitted_at = EXCLUDED.submitted_at, province = EXCLUDED.province, decided_at = NULL, decided_by = NULL, reason = NULL`,
    [
      number,
      chat.person.id,
      stage,
      schemes,
      keys.seal('registration', answers),
      typeof nik === 'string' ? keys.hash('nik', nik) : null,
      now,
      provinceOf(answers) ?? null,
      typeof fullName === 'string' && typeof birthDate === 'string'
        ? keys.hash('name', personKey(fullName, birthDate))
        : null,
    ],
  )
  if (before?.stage !== stage)
    await recordMoves(client, keys, [{ number, from: before?.stage, to: stage, by: 'person' }], now)
  return chat.person.restricted ? [] : [{ to: 'staff', about: 'registration', number, again: before !== undefined }]
}

/** As it stands now, locked until the transaction ends: two who change it do so one after the other. */
async function stageOf({ client }: Scene, number: string) {
  const { rows } = await client.query<{ person: string; stage: Stage; erased: boolean; restricted: boolean }>(
    `SELECT r.person_id AS person, r.stage, r.erased_at IS NOT NULL AS erased, p.restricted_at IS NOT NULL AS restricted
     FROM registrations r JOIN people p ON p.id = r.person_id WHERE number = $1 FOR NO KEY UPDATE OF r`,
    [number],
  )
  return rows[0]
}

/** The answers go at once; the row stays as a record that there was one. */
export async function eraseRegistration(scene: Scene, number: string, people: string[]): Promise<void> {
  const { client, keys, now } = scene
  const before = await stageOf(scene, number)
  if (!before || before.erased || !people.includes(before.person)) return
  const to = isEnd(before.stage) ? before.stage : 'mengundurkan-diri'
  await client.query(
    `UPDATE registrations SET stage = $2, answers = $3, nik_hash = NULL, name_hash = NULL, province = NULL, reason = NULL, decided_at = $4, erased_at = $4
     WHERE number = $1`,
    [number, to, keys.seal('registration', {}), now],
  )
  await client.query('UPDATE stage_moves SET reason = NULL WHERE registration = $1', [number])
  await bury(client, keys, [{ about: 'registration', of: [number] }], now)
  if (to !== before.stage) await recordMoves(client, keys, [{ number, from: before.stage, to, by: 'person' }], now)
}
