/** Carries out what flows decided, inside the transaction of the turn. */
import { createHash } from 'node:crypto'
import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { claimAlumni, matchAlumni, refuseAlumni } from './alumni-claims.ts'
import { announce, retryAnnouncement, steerAnnouncement } from './announcements/by-staff.ts'
import { audit } from './audit.ts'
import { forgetPerson } from './forget.ts'
import { claimCode, countTry, showCode } from './join-codes.ts'
import { joinPeople, separateChats } from './join-people.ts'
import { movePeopleByStaff, putIntoBatchByStaff } from './move-people.ts'
import { eraseRegistration, submitRegistration } from './registrations.ts'
import { type Scene, staffOf } from './scene.ts'
import { saveDate } from './schedule/dates.ts'
import { answerTicket, closeTicket, handTicket, takeTicket } from './ticket-steps.ts'
import { tellStaff } from './tickets.ts'

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
  async withdrawRegistration(scene, { number }) {
    await eraseRegistration(scene, number, [scene.chat.person.id])
    return []
  },
  async forgetPerson({ client, chat }) {
    const { id, staff } = chat.person
    const chats = await forgetPerson(client, id, `orang ${id}`)
    const blank = chats.find((fresh) => fresh.chat === chat.id)!.person
    chat.person = { id: blank, staff, consents: [], registrations: [], stopped: false }
    const others = chats.filter((fresh) => fresh.chat !== chat.id)
    return others.map(({ chat: to }) => ({ to: 'person', chat: to, about: 'forgotten', channel: chat.address.channel }))
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
  async tellOfFile(_, { ticket, file, outcome }) {
    return [{ to: 'staff', about: 'file', ticket, file, outcome }]
  },
  async keepQuestion({ client, keys }, { text }) {
    await client.query('INSERT INTO open_questions (body) VALUES ($1)', [keys.seal('question', text)])
    return []
  },
  takeTicket,
  handTicket,
  answerTicket,
  closeTicket,
  movePeople: movePeopleByStaff,
  putIntoBatch: putIntoBatchByStaff,
  async showJoinCode(scene, { code, until }) {
    await showCode(scene, code, until)
    return []
  },
  async claimJoinCode(scene, { code }) {
    await claimCode(scene, code)
    return []
  },
  async countJoinTry(scene) {
    await countTry(scene)
    return []
  },
  joinPeople,
  separateChats,
  announce,
  steerAnnouncement,
  retryAnnouncement,
  claimAlumni,
  matchAlumni,
  refuseAlumni,
  async setZone({ client, chat }, { zone }) {
    await client.query('UPDATE people SET zone = $2 WHERE id = $1', [chat.person.id, zone])
    return []
  },
  async saveDate({ client, chat, now }, { date }) {
    await saveDate(client, date, { by: staffOf(chat), now })
    return []
  },
  async audit({ client, chat }, { action, subject, reason }) {
    await audit(client, staffOf(chat), action, subject, reason)
    return []
  },
}

/** Returns who must hear of it. */
export function applyEffect(scene: Scene, effect: Effect): Promise<Notice[]> {
  return (APPLY[effect.kind] as Apply<typeof effect.kind>)(scene, effect as never)
}
