type Asked = { query(sql: string, values: unknown[]): Promise<unknown> }

/** Writes down who did what to whose data, and why. Nothing personal belongs into any of these. */
export const audit = (
  client: Asked,
  actor: string,
  action: string,
  subject: string,
  reason = '',
  at = new Date(),
): Promise<void> => auditAll(client, actor, action, [subject], reason, at)

/** The same about several, in one go. */
export async function auditAll(
  client: Asked,
  actor: string,
  action: string,
  subjects: readonly string[],
  reason = '',
  at = new Date(),
): Promise<void> {
  if (subjects.length === 0) return
  await client.query(
    'INSERT INTO audit (at, actor, action, subject, reason) SELECT $5::timestamptz, $1, $2, x, $4 FROM unnest($3::text[]) x',
    [actor, action, subjects, reason, at],
  )
}
