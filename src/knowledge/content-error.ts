import type { z } from 'zod'

/** A mistake in content/, by file, field and reason; it stops the start. */
export class ContentError extends Error {
  override name = 'ContentError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** "schemes/ssw-kaigo.yaml: pages.biaya.0.checked: tanggal ditulis YYYY-MM-DD" */
export function problemsOf(file: string, error: z.ZodError): string[] {
  return error.issues.map((issue) => `${file}: ${issue.path.join('.') || '(seluruh berkas)'}: ${issue.message}`)
}
