/** What kept the embedded database from running, for the caller to choose a plain sentence by. */
export type Obstacle = 'no binaries' | 'no account' | 'not ours' | 'not reachable' | 'disk full' | 'no start'

/** The embedded database cannot run. The message tells a developer what happened and what to do. */
export class EmbeddedProblem extends Error {
  readonly obstacle: Obstacle
  constructor(obstacle: Obstacle, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'EmbeddedProblem'
    this.obstacle = obstacle
  }
}

/** Turns what a file operation or a program reported into a problem; a full disk is told apart. */
export function asProblem(doing: string, error: unknown): EmbeddedProblem {
  if (error instanceof EmbeddedProblem) return error
  const report = error instanceof Error ? error.message : String(error)
  if (/ENOSPC|No space left on device|EDQUOT|quota exceeded/i.test(report)) {
    return new EmbeddedProblem('disk full', `${doing}: the disk is full. Free some space and start again.`, {
      cause: error,
    })
  }
  if (/EACCES|EPERM|EROFS/.test(report)) {
    return new EmbeddedProblem('not ours', `${doing}: ${report}. Check who owns DATA_DIR.`, { cause: error })
  }
  return new EmbeddedProblem('no start', `${doing}: ${report}`, { cause: error })
}
