import type { Answers, Registration } from '../domain/registration.ts'
import type { Stage } from '../domain/stage.ts'
import type { Database } from './database.ts'

/** What is not given is not looked at. `province`: its code. */
export type RegistrationFilter = {
  scheme?: string | undefined
  stage?: Stage | undefined
  batch?: string | undefined
  province?: string | undefined
}

/** `batch`: its id. `imported`: the office's own list said it, not the person. */
export type StoredRegistration = Omit<Registration, 'reason' | 'batch'> & {
  personId: string
  batch?: string | undefined
  imported: boolean
}

const PAGE = 500

type Row = Omit<StoredRegistration, 'answers' | 'batch'> & { batch: string | null; answers: Buffer; number: string }

/** Registrations that were not taken back, oldest first, some hundred at a time. */
export async function* eachRegistration(
  { pool, keys }: Pick<Database, 'pool' | 'keys'>,
  { scheme, stage, batch, province }: RegistrationFilter = {},
): AsyncGenerator<StoredRegistration> {
  let after: { at: Date; number: string } | undefined
  for (;;) {
    const { rows } = await pool.query<Row>(
      `SELECT number, person_id AS "personId", stage, schemes, batch, answers, submitted_at AS "submittedAt",
         imported_at IS NOT NULL AND submitted_at <= imported_at AS imported
       FROM registrations r
       WHERE erased_at IS NULL AND NOT EXISTS (SELECT FROM people p WHERE p.id = r.person_id AND p.restricted_at IS NOT NULL) AND ($1::text IS NULL OR $1 = ANY(schemes)) AND ($2::text IS NULL OR stage = $2)
         AND ($3::text IS NULL OR batch = $3) AND ($4::text IS NULL OR province = $4)
         AND ($5::timestamptz IS NULL OR (submitted_at, number) > ($5, $6::text))
       ORDER BY submitted_at, number LIMIT $7`,
      [scheme ?? null, stage ?? null, batch ?? null, province ?? null, after?.at ?? null, after?.number ?? '', PAGE],
    )
    for (const row of rows)
      yield { ...row, batch: row.batch ?? undefined, answers: keys.open('registration', row.answers) as Answers }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = { at: last.submittedAt, number: last.number }
  }
}
