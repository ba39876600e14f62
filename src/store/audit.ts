type Asked = { query(sql: string, values: unknown[]): Promise<unknown> }

/** Writes down who did what to whose data, and why. Nothing personal belongs into any of these. */
export async function audit(client: Asked, actor: string, action: string, subject: string, reason = ''): Promise<void> {
  await client.query('INSERT INTO audit (actor, action, subject, reason) VALUES ($1, $2, $3, $4)', [
    actor,
    action,
    subject,
    reason,
  ])
}
