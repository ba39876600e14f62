/** Carries out what flows decided, inside the transaction of the turn. */
import { createHash } from 'node:crypto'
import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { audit } from './audit.ts'
import { forgetPerson } from './forget.ts'
import { decideRegistration, submitRegistration } from './registrations.ts'
import { type Scene, staffOf } from './scene.ts'
import { answerTicket, tellStaff } from './tickets.ts'

type Apply<K extends Effect['kind']> = (scene: Scene, effect: Extract<Effect, { kind: K }>) => Promise<Notice[]>

const APPLY: { [K in Effect['kind']]: Apply<K> } = {
  async recordConsent({ client, chat, event, now }, { consent, version, text }) {
    await client.query(
      'INSERT INTO consents (person_id, kind, version, text_hash, chat, event_id, given_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [chat.person.id, consent, version, createHash('sha256').update(text).digest('hex'), chat.id, event.id, now],
    )
    return []
  },
  async withdrawConsent({ client, chat }) {
    await client.query('UPDATE consents SET withdrawn_at = now() WHERE person_id = $1 AND withdrawn_at IS NULL', [
      chat.person.id,
    ])
    await audit(client, chat.person.id, 'tarik izin', chat.person.id)
    return []
  },
  submitRegistration,
  /** The answers go at once; the row stays as a record that there was one. */
  async withdrawRegistration({ client, keys, chat, now }, { number }) {
    await client.query(
      "UPDATE registrations SET state = 'ditarik', answers = $3, nik_hash = NULL, reason = NULL, decided_at = $4 WHERE number = $1 AND person_id = $2",
      [number, chat.person.id, keys.seal('registration', {}), now],
    )
    return []
  },
  async forgetPerson({ client, chat }) {
    chat.person = await forgetPerson(client, chat.person.id, `orang ${chat.person.id}`, chat.person.staff)
    return []
  },
  async messages({ client, chat }, { wanted }) {
    await client.query('UPDATE people SET stopped_at = CASE WHEN $2 THEN NULL ELSE now() END WHERE id = $1', [
      chat.person.id,
      wanted,
    ])
    return []
  },
  async chatState({ client, chat }, { state }) {
    await client.query('UPDATE chats SET state = $2 WHERE id = $1', [chat.id, state])
    if (state === 'left')
      await client.query(
        "UPDATE outbox SET state = 'skipped', body = NULL, reason = 'person left', settled_at = now() WHERE chat = $1 AND state = 'queued'",
        [chat.id],
      )
    return []
  },
  tellStaff,
  async keepQuestion({ client, keys }, { text }) {
    await client.query('INSERT INTO open_questions (body) VALUES ($1)', [keys.seal('question', text)])
    return []
  },
  answerTicket,
  async closeTicket({ client, chat }, { ticket }) {
    await client.query("UPDATE tickets SET state = 'closed', closed_at = now() WHERE id = $1 AND state = 'open'", [
      ticket,
    ])
    await audit(client, staffOf(chat), 'tutup tiket', `tiket ${ticket}`)
    return []
  },
  decideRegistration,
  async audit({ client, chat }, { action, subject, reason }) {
    await audit(client, staffOf(chat), action, subject, reason)
    return []
  },
}

/** Returns who must hear of it. */
export function applyEffect(scene: Scene, effect: Effect): Promise<Notice[]> {
  return (APPLY[effect.kind] as Apply<typeof effect.kind>)(scene, effect as never)
}
