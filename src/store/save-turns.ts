import type { Claimed, Decided } from '../app/store.ts'
import type { Client } from './database.ts'
import type { Keyring } from './keyring.ts'

/**
 * Sessions, drafts, outgoing messages and the closed events of a whole batch, in one statement. The ids are named twice,
 * for from an unnest() alone PostgreSQL expects a thousand rows and reads the whole table.
 */
const SAVE = `
  WITH kept AS (
    INSERT INTO sessions (chat, body) SELECT * FROM unnest($1::bigint[], $2::bytea[])
    ON CONFLICT (chat) DO UPDATE SET body = EXCLUDED.body, updated_at = now()),
  drafted AS (
    INSERT INTO drafts (person_id, flow, body, updated_at)
    SELECT x.*, $16::timestamptz FROM unnest($3::uuid[], $4::text[], $5::bytea[]) x
    ON CONFLICT (person_id, flow) DO UPDATE SET body = EXCLUDED.body, updated_at = EXCLUDED.updated_at),
  dropped AS (
    DELETE FROM drafts d USING unnest($6::uuid[], $7::text[]) x(person_id, flow) 
    WHERE d.person_id = x.person_id AND d.flow = x.flow AND d.person_id = ANY($6::uuid[])),
  closed AS (
    UPDATE inbox i SET done_at = now(), body = NULL, outcome = x.outcome
    FROM unnest($8::bigint[], $9::text[]) x(id, outcome) WHERE i.id = x.id AND i.id = ANY($8::bigint[]))
  INSERT INTO outbox (chat, kind, priority, state, body, claimed_by, attempts, reason, settled_at)
  SELECT x.chat, x.kind, x.priority, s.state, CASE WHEN s.state <> 'skipped' THEN x.body END, CASE s.state WHEN 'sending' THEN $10::int END, CASE s.state WHEN 'sending' THEN 1 ELSE 0 END,
    CASE s.state WHEN 'skipped' THEN 'person left' END, CASE s.state WHEN 'skipped' THEN now() END
  FROM unnest($11::bigint[], $12::text[], $13::int[], $14::text[], $15::bytea[]) WITH ORDINALITY x(chat, kind, priority, state, body, n)
  LEFT JOIN chats c ON c.id = x.chat
  CROSS JOIN LATERAL (SELECT CASE c.state WHEN 'left' THEN 'skipped' ELSE x.state END AS state) s
  ORDER BY x.n
  RETURNING id, state`

const PRIORITY = { reply: 0, notice: 1, reminder: 2, announcement: 3 } as const

type Saving = {
  client: Client
  commit: () => Promise<unknown>
  keys: Keyring
  instance: number | undefined
  now: Date
}

/**
 * Saves and commits, in one round trip. Returns the messages that this process claimed for itself: those whose chat has
 * nothing older waiting elsewhere.
 */
export async function saveTurns(
  { client, commit, keys, instance, now }: Saving,
  decided: Decided[],
): Promise<Claimed[]> {
  const { kept, dropped } = draftChanges(decided)
  const closed = decided.flatMap((d) => d.closed)
  const outgoing = decided.flatMap((d) =>
    d.outgoing.map((message) => ({ ...message, ...placing(d, message.chat, instance) })),
  )
  const saved = client.query<{ id: string; state: string }>({
    name: 'turns-save',
    text: SAVE,
    values: [
      decided.map((d) => d.chat.id),
      decided.map((d) => keys.seal('session', d.memory.session)),
      kept.map((d) => d.person),
      kept.map((d) => d.flow),
      kept.map((d) => keys.seal('draft', d.draft)),
      dropped.map((d) => d.person),
      dropped.map((d) => d.flow),
      closed.map((c) => c.row),
      closed.map((c) => c.outcome),
      instance,
      outgoing.map((o) => o.chat),
      outgoing.map((o) => o.kind),
      outgoing.map((o) => PRIORITY[o.kind]),
      outgoing.map((o) => (o.to ? 'sending' : 'queued')),
      outgoing.map((o) => keys.seal('outbox', o.reply)),
      now,
    ],
  })
  const queued = outgoing.some((o) => !o.to)
  const nudge = queued ? client.query("SELECT pg_notify('outbox', '')") : undefined // heard after the commit
  const [{ rows }] = await Promise.all([saved, nudge, commit()])
  return rows.flatMap((row, i) => {
    const { to, chat, kind, reply } = outgoing[i]! // to a person who left nothing goes out
    return to && row.state === 'sending' ? [{ row: row.id, chat, to, kind, reply, attempts: 1, repeated: false }] : []
  })
}

/** Only a process that sends may claim, and only for a chat that this transaction holds; others' messages wait their turn. */
function placing({ chat }: Decided, to: string, instance: number | undefined) {
  const ours = instance !== undefined && chat.id === to && chat.unsentElsewhere === 0
  return { to: ours ? chat.address : undefined }
}

function draftChanges(decided: Decided[]) {
  const kept: { person: string; flow: string; draft: unknown }[] = []
  const dropped: { person: string; flow: string }[] = []
  for (const { chat, memory } of decided) {
    const person = chat.person.id
    for (const [flow, draft] of Object.entries(memory.drafts))
      if (chat.memory.drafts[flow] !== draft) kept.push({ person, flow, draft })
    for (const flow of Object.keys(chat.memory.drafts)) if (!(flow in memory.drafts)) dropped.push({ person, flow })
  }
  return { kept, dropped }
}
