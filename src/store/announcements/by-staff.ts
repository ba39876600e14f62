/** What staff do with announcements in a chat, in the transaction of the turn. */
import { randomUUID } from 'node:crypto'
import type { Notice } from '../../app/store.ts'
import type { AnnouncementState } from '../../domain/announcement.ts'
import type { Effect } from '../../domain/effect.ts'
import { type Scene, staffOf } from '../scene.ts'
import { makeAnnouncement } from './making.ts'
import { wantPicture } from './picture.ts'
import { countRecipients } from './recipients.ts'
import { retry, steer } from './steering.ts'

type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>

/** The recipients are counted again: the size of what somebody else must approve is that of now. */
export async function announce(scene: Scene, effect: Of<'announce'>): Promise<Notice[]> {
  const { client, keys, chat } = scene
  const { body, audience, startsAt, secondEyesAbove } = effect
  const { recipients } = await countRecipients(client, audience)
  const needsApproval = recipients > secondEyesAbove
  const by = staffOf(chat)
  const kept = body.file && randomUUID()
  const announcement = await makeAnnouncement(client, keys, {
    body: body.file ? { ...body, file: { ...body.file, kept } } : body,
    audience,
    startsAt,
    by,
    chat: chat.id,
    needsApproval,
  })
  if (body.file) await wantPicture(client, keys, { id: kept!, announcement, chat: chat.id, file: body.file })
  const name = chat.person.staff!.name
  return [
    ...(await standing(scene, announcement, true)),
    ...(needsApproval ? [{ to: 'staff', about: 'approval', announcement, recipients, by: name } as const] : []),
  ]
}

export async function steerAnnouncement(
  scene: Scene,
  { announcement, to }: Of<'steerAnnouncement'>,
): Promise<Notice[]> {
  return standing(scene, announcement, await steer(scene.client, announcement, to, staffOf(scene.chat)))
}

export async function retryAnnouncement(
  scene: Scene,
  { announcement, state }: Of<'retryAnnouncement'>,
): Promise<Notice[]> {
  const count = await retry(scene.client, announcement, state, staffOf(scene.chat))
  return standing(scene, announcement, count > 0)
}

/** Where it stands now. `done`: the step was taken. */
async function standing({ client, chat }: Scene, announcement: number, done: boolean): Promise<Notice[]> {
  const { rows } = await client.query<{ state: AnnouncementState }>('SELECT state FROM announcements WHERE id = $1', [
    announcement,
  ])
  const [row] = rows
  return row ? [{ to: 'person', chat: chat.id, about: 'announcement', announcement, state: row.state, done }] : []
}
