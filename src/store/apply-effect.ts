/** Carries out what flows decided, inside the transaction of the turn. */
import type { Notice } from '../app/store.ts'
import type { Effect } from '../domain/effect.ts'
import { claimAlumni, matchAlumni, refuseAlumni } from './alumni-claims.ts'
import { announce, retryAnnouncement, steerAnnouncement } from './announcements/by-staff.ts'
import { reportAnnouncement } from './announcements/made-files.ts'
import { audit } from './audit.ts'
import { answerCheckin } from './checkins/answer.ts'
import { recordConsent, withdrawConsent } from './consents.ts'
import { finishRequest, openRequest } from './data-requests.ts'
import { addPage, dropPage } from './documents/pages.ts'
import { openDocument, reviewDocumentByStaff } from './documents/review.ts'
import { dropDocument, keepDocument, setExpiry, takeDocument } from './documents/steps.ts'
import { showUploadLink } from './documents/upload-links.ts'
import { makeFile } from './files/make-file.ts'
import { forgetPerson } from './forget.ts'
import { claimCode, countTry, showCode } from './join-codes.ts'
import { joinPeople, separateChats } from './join-people.ts'
import { answerAsMentor, askMentor, passAnswer, saveMentor } from './mentors/mentor-steps.ts'
import { movePeopleByStaff, putIntoBatchByStaff } from './move-people.ts'
import { eraseRegistration, submitRegistration } from './registrations.ts'
import { restrict, wantMessages } from './restraints.ts'
import { type Scene, staffOf } from './scene.ts'
import { saveDate } from './schedule/dates.ts'
import { inviteStaff, joinStaff } from './staff-invites.ts'
import { removeStaff } from './staff-leaving.ts'
import { answerTicket, closeTicket, handTicket, takeTicket } from './ticket-steps.ts'
import { tellStaff } from './tickets.ts'
import { saveWork } from './work/keep.ts'

type Apply<K extends Effect['kind']> = (scene: Scene, effect: Extract<Effect, { kind: K }>) => Promise<Notice[]>

const APPLY: { [K in Effect['kind']]: Apply<K> } = {
  recordConsent,
  withdrawConsent,
  requestData: openRequest,
  finishRequest,
  async restrict(scene, { wanted }) {
    await restrict(scene, wanted)
    return []
  },
  submitRegistration,
  async withdrawRegistration(scene, { number }) {
    await eraseRegistration(scene, number, [scene.chat.person.id])
    return []
  },
  async forgetPerson({ client, keys, chat }) {
    const { id, staff } = chat.person
    const chats = await forgetPerson(client, keys, id, `orang ${id}`)
    const blank = chats.find((fresh) => fresh.chat === chat.id)!.person
    chat.person = { id: blank, staff, consents: [], registrations: [], stopped: false }
    const others = chats.filter((fresh) => fresh.chat !== chat.id)
    return others.map(({ chat: to }) => ({ to: 'person', chat: to, about: 'forgotten', channel: chat.address.channel }))
  },
  async messages(scene, { wanted }) {
    await wantMessages(scene, wanted)
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
  makeFile,
  async tellOfFile(_, { ticket, file, outcome }) {
    return [{ to: 'staff', about: 'file', ticket, file, outcome }]
  },
  async keepQuestion({ client, keys }, { text }) {
    await client.query('INSERT INTO open_questions (body) VALUES ($1)', [keys.seal('question', text)])
    return []
  },
  keepDocument,
  addPage,
  takeDocument,
  dropDocument,
  dropPage,
  setExpiry,
  showUploadLink,
  openDocument,
  reviewDocument: reviewDocumentByStaff,
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
  reportAnnouncement,
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
  saveWork,
  answerCheckin,
  inviteStaff,
  joinStaff,
  removeStaff,
  saveMentor,
  askMentor,
  answerAsMentor,
  passAnswer,
  async audit({ client, chat, now }, { action, subject, reason }) {
    await audit(client, staffOf(chat), action, subject, reason, now)
    return []
  },
}

/** Returns who must hear of it. */
export function applyEffect(scene: Scene, effect: Effect): Promise<Notice[]> {
  return (APPLY[effect.kind] as Apply<typeof effect.kind>)(scene, effect as never)
}
