/** Locks the chats that have something to be decided, and loads all that a decision needs. */
import type { Account, OpenChat, OpenEvent } from '../app/store.ts'
import type { ChatAddress } from '../domain/chat.ts'
import type { Consent, Person, StaffRole } from '../domain/person.ts'
import type { Registration } from '../domain/registration.ts'
import { type Drafts, newSession, Session } from '../domain/session.ts'
import type { Stage } from '../domain/stage.ts'
import { ABROAD, type AbroadRow, readAbroad } from './abroad.ts'
import { accountKey } from './account-key.ts'
import { BATCH_JSON, type BatchJson, readBatch } from './batches.ts'
import type { Client } from './database.ts'
import { ARRIVING_JSON, DOCUMENTS_JSON, type DocumentJson, readDocuments } from './documents/read.ts'
import { type Keyring, SealError } from './keyring.ts'

export type Loading = {
  keys: Keyring
  /** This process's claim on outgoing messages, if it sends any. */
  instance: number | undefined
  /** Older drafts are not loaded. */
  draftsSince: Date
}

/** Up to `limit` chats of these accounts that have something open. */
export async function openWaiting(
  client: Client,
  loading: Loading,
  accounts: Account[],
  limit: number,
): Promise<OpenChat[]> {
  const ids = await lockWaiting(client, accounts, limit)
  return ids.length === 0 ? [] : readChats(loading.keys, ids, await load(client, loading, ids))
}

/**
 * Those of these chats that have something open and that nobody else has in hand. All is asked for at once: what was
 * loaded of a chat that could not be locked is thrown away.
 */
export async function openThese(client: Client, loading: Loading, chats: string[]): Promise<OpenChat[]> {
  const ids = [...new Set(chats)]
  const [locked, loaded] = await Promise.all([lockThese(client, ids), load(client, loading, ids)])
  return readChats(
    loading.keys,
    ids.filter((id) => locked.has(id)),
    loaded,
  )
}

/**
 * Oldest first, those that failed before last; chats that another process has in hand are passed over. The lock lets
 * new events of these chats in: their foreign key only needs the chat's key.
 */
async function lockWaiting(client: Client, accounts: Account[], limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'chats-lock',
    text: `WITH waiting AS (SELECT chat, min(id) AS first, max(attempts) AS tries FROM inbox WHERE done_at IS NULL GROUP BY chat)
           SELECT c.id FROM waiting w JOIN chats c ON c.id = w.chat JOIN people p ON p.id = c.person_id
           WHERE c.channel || '/' || c.account = ANY($2::text[])
           ORDER BY w.tries, w.first LIMIT $1 FOR NO KEY UPDATE OF c, p SKIP LOCKED`,
    values: [limit, accounts.map(accountKey)],
  })
  return rows.map((row) => row.id)
}

async function lockThese(client: Client, ids: string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>({
    name: 'chats-lock-these',
    text: `SELECT c.id FROM chats c JOIN people p ON p.id = c.person_id
           WHERE c.id = ANY($1::bigint[]) FOR NO KEY UPDATE OF c, p SKIP LOCKED`,
    values: [ids],
  })
  return new Set(rows.map((row) => row.id))
}

type Row = AbroadRow & {
  id: string
  channel: ChatAddress['channel']
  account: string
  chat_id: string
  person_id: string
  stopped: boolean
  restricted: boolean
  state: string
  session: Buffer | null
  drafts: { flow: string; body: string }[] | null
  consents: { kind: Consent['kind']; version: string; at: string }[] | null
  registrations:
    | {
        number: string
        stage: Stage
        schemes: string[]
        batch: BatchJson | null
        answers: string
        at: string
        reason: string | null
      }[]
    | null
  documents: DocumentJson[] | null
  arriving: string[] | null
  staff_id: string | null
  staff_name: string | null
  staff_role: StaffRole | null
  ticket: number | null
  claim: number | null
  files: number
  elsewhere: ChatAddress['channel'][] | null
  unsent: number
  unsent_elsewhere: number
}

type Loaded = { rows: Row[]; events: Map<string, EventRow[]> }

/** Statements after the one that locks, for only a new snapshot sees what the last holder of the lock wrote. */
async function load(client: Client, { instance, draftsSince }: Loading, ids: string[]): Promise<Loaded> {
  const [{ rows }, events] = await Promise.all([
    client.query<Row>({ name: 'chats-load', text: LOAD, values: [ids, instance, draftsSince] }),
    loadEvents(client, ids),
  ])
  return { rows, events }
}

/** In the order of `ids`, which are locked. */
function readChats(keys: Keyring, ids: string[], { rows, events }: Loaded): OpenChat[] {
  const place = new Map(ids.map((id, n) => [id, n]))
  const open = rows
    .filter((row) => events.has(row.id) && place.has(row.id))
    .sort((a, b) => place.get(a.id)! - place.get(b.id)!)
  return oneOfEachPerson(open).map((row) => readChat(keys, row, events.get(row.id)!))
}

/** What one chat's decision changes of a person, the next one of that person must see: it waits for the next transaction. */
function oneOfEachPerson(rows: Row[]): Row[] {
  const people = new Set<string>()
  return rows.filter(({ person_id }) => !people.has(person_id) && people.add(person_id))
}

/** A chat that cannot be opened, for its key is missing or a row is damaged, must not hold up the others: it is marked. */
function readChat(keys: Keyring, row: Row, events: EventRow[]): OpenChat {
  const chat = {
    id: row.id,
    address: { channel: row.channel, account: row.account, chatId: row.chat_id },
    left: row.state === 'left',
    unsent: row.unsent,
    unsentElsewhere: row.unsent_elsewhere,
  }
  try {
    const memory = { session: readSession(keys, row.session), drafts: readDrafts(keys, row) }
    return { ...chat, person: readPerson(keys, row), memory, events: events.map((event) => readEvent(keys, event)) }
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    return {
      ...chat,
      unreadable: true,
      person: { id: row.person_id, consents: [], registrations: [], stopped: row.stopped },
      memory: { session: newSession(), drafts: {} },
      events: events.map((event) => ({ ...bare(event), group: false, input: { kind: 'unsupported', what: '' } })),
    }
  }
}

const LOAD = `
  SELECT c.id, c.channel, c.account, c.chat_id, c.person_id, p.stopped_at IS NOT NULL AS stopped, p.restricted_at IS NOT NULL AS restricted,
    c.state, s.body AS session,
    (SELECT json_agg(json_build_object('flow', d.flow, 'body', encode(d.body, 'hex')))
       FROM drafts d WHERE d.person_id = p.id AND d.updated_at > $3) AS drafts,
    (SELECT json_agg(json_build_object('kind', k.kind, 'version', k.version, 'at', k.given_at))
       FROM consents k WHERE k.person_id = p.id AND k.withdrawn_at IS NULL) AS consents,
    (SELECT json_agg(json_build_object('number', r.number, 'stage', r.stage, 'schemes', r.schemes, 'batch', ${BATCH_JSON},
              'answers', encode(r.answers, 'hex'), 'at', r.submitted_at, 'reason', encode(r.reason, 'hex')) ORDER BY r.submitted_at)
       FROM registrations r LEFT JOIN batches b ON b.id = r.batch WHERE r.person_id = p.id AND r.erased_at IS NULL) AS registrations,
    ${DOCUMENTS_JSON} AS documents, ${ARRIVING_JSON} AS arriving,
    st.id AS staff_id, st.name AS staff_name, st.role AS staff_role,${ABROAD},
    (SELECT t.id FROM tickets t WHERE t.person_id = p.id AND t.state <> 'selesai' ORDER BY t.id LIMIT 1) AS ticket,
    (SELECT a.id FROM alumni_claims a WHERE a.person_id = p.id AND a.state = 'open' ORDER BY a.id LIMIT 1) AS claim,
    (SELECT count(*)::int FROM files f WHERE f.person_id = p.id AND f.purpose = 'tiket' AND f.state = 'kept') AS files,
    (SELECT json_agg(DISTINCT x.channel) FROM chats x WHERE x.person_id = p.id AND x.id <> c.id) AS elsewhere,
    o.unsent, o.unsent_elsewhere
  FROM chats c
  JOIN people p ON p.id = c.person_id
  LEFT JOIN sessions s ON s.chat = c.id
  LEFT JOIN staff st ON st.channel = c.channel AND st.chat_id IN (c.chat_id, c.phone) AND st.removed_at IS NULL
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS unsent, count(*) FILTER (WHERE x.state = 'queued' OR x.claimed_by IS DISTINCT FROM $2)::int AS unsent_elsewhere
    FROM outbox x WHERE x.chat = c.id AND x.priority < 2 AND x.state IN ('queued', 'sending')) o
  WHERE c.id = ANY($1::bigint[])`

type EventRow = { id: string; chat: string; event_id: string; at: Date; body: Buffer; attempts: number }

async function loadEvents(client: Client, ids: string[]): Promise<Map<string, EventRow[]>> {
  const { rows } = await client.query<EventRow>({
    name: 'inbox-open',
    text: 'SELECT id, chat, event_id, at, body, attempts FROM inbox WHERE done_at IS NULL AND chat = ANY($1::bigint[]) ORDER BY id',
    values: [ids],
  })
  const events = new Map<string, EventRow[]>()
  for (const row of rows) events.set(row.chat, [...(events.get(row.chat) ?? []), row])
  return events
}

const bare = (row: EventRow) => ({ row: row.id, id: row.event_id, at: row.at, attempts: row.attempts })

const readEvent = (keys: Keyring, row: EventRow): OpenEvent => ({
  ...bare(row),
  ...(keys.open('inbox', row.body) as Pick<OpenEvent, 'input' | 'group'>),
})

function readPerson(keys: Keyring, row: Row): Person {
  const open = (purpose: string, hex: string) => keys.open(purpose, Buffer.from(hex, 'hex'))
  return {
    id: row.person_id,
    staff: row.staff_id ? { id: row.staff_id, name: row.staff_name!, role: row.staff_role! } : undefined,
    consents: (row.consents ?? []).map((c) => ({ kind: c.kind, version: c.version, givenAt: new Date(c.at) })),
    registrations: (row.registrations ?? []).map((r) => ({
      number: r.number,
      stage: r.stage,
      schemes: r.schemes,
      batch: r.batch === null ? undefined : readBatch(r.batch),
      answers: open('registration', r.answers) as Registration['answers'],
      submittedAt: new Date(r.at),
      reason: r.reason === null ? undefined : (open('reason', r.reason) as string),
    })),
    ...readAbroad(row, open),
    documents: row.documents ? readDocuments(row.documents, open) : undefined,
    arriving: row.arriving ?? undefined,
    openTicket: row.ticket ?? undefined,
    openClaim: row.claim ?? undefined,
    keptFiles: row.files || undefined,
    stopped: row.stopped,
    ...(row.restricted && { restricted: true }),
    elsewhere: row.elsewhere ?? undefined,
  }
}

/** The person behind a chat and their drafts, as its own decision would see them. */
export async function loadPerson(
  client: Client,
  { keys, instance, draftsSince }: Loading,
  chat: string,
): Promise<{ person: Person; drafts: Drafts }> {
  const { rows } = await client.query<Row>({ name: 'chats-load', text: LOAD, values: [[chat], instance, draftsSince] })
  return { person: readPerson(keys, rows[0]!), drafts: readDrafts(keys, rows[0]!) }
}

/** A session written by another version that no longer fits starts afresh; drafts are the person's and stay. */
function readSession(keys: Keyring, body: Buffer | null): Session {
  return (body ? Session.safeParse(keys.open('session', body)).data : undefined) ?? newSession()
}

const readDrafts = (keys: Keyring, row: Row) =>
  Object.fromEntries((row.drafts ?? []).map((d) => [d.flow, keys.open('draft', Buffer.from(d.body, 'hex'))]))
