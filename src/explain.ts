/** What somebody who starts the assistant is told when it cannot start. */
import { ConfigError } from './config.ts'
import { ContentError } from './knowledge/content-error.ts'
import { EmbeddedProblem } from './store/embedded.ts'
import { SealError } from './store/keyring.ts'
import { MigrationProblem } from './store/migrate.ts'

export type Explained = { text: string; code: 1 | 2 }

const FILE_TROUBLE: Record<string, string> = {
  ENOENT: 'berkas atau foldernya tidak ada',
  EACCES: 'tidak ada hak untuk membuka atau menulisinya',
  EPERM: 'tidak ada hak untuk membuka atau menulisinya',
  EROFS: 'tempat itu hanya bisa dibaca',
  ENOSPC: 'tempat penyimpanan penuh',
  EISDIR: 'itu folder, bukan berkas',
  ENOTDIR: 'itu berkas, bukan folder',
}

/** No way to the server, no such database, or no right to it. */
const UNREACHABLE = new Set(
  'ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN ETIMEDOUT EHOSTUNREACH ENETUNREACH 28P01 28000 3D000 53300 57P03'.split(
    ' ',
  ),
)

/** Exit code 2: a word or setting is wrong; 1: everything else. Stack traces only for bugs. */
export function explain(error: unknown): Explained {
  if (error instanceof ConfigError) return { text: error.message, code: 2 }
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return {
      text: `Perintahnya belum benar di ${/'[^']*'/.exec(error.message)?.[0] ?? 'pilihannya'}. Lihat --help.`,
      code: 2,
    }
  if (error instanceof ContentError)
    return {
      text: `Isi di folder content belum benar:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`,
      code: 1,
    }
  if (error instanceof EmbeddedProblem)
    return { text: `Basis data di komputer ini belum bisa dijalankan.\n${error.message}`, code: 1 }
  if (error instanceof MigrationProblem) return { text: `Basis data belum bisa diperbarui.\n${error.message}`, code: 1 }
  if (error instanceof SealError) return { text: `DATA_KEY: ${error.message}`, code: 2 }
  const { code = '', path, message, stack } = error as NodeJS.ErrnoException
  if (path !== undefined && FILE_TROUBLE[code]) return { text: `${path}: ${FILE_TROUBLE[code]} (${code}).`, code: 1 }
  if (code === 'EADDRINUSE')
    return {
      text: 'PORT sedang dipakai program lain (mungkin asisten sudah berjalan). Ganti PORT dengan angka lain.',
      code: 2,
    }
  if (UNREACHABLE.has(code)) return { text: `DATABASE_URL: basis data tidak bisa dihubungi (${code}).`, code: 2 }
  return { text: stack ?? message ?? String(error), code: 1 }
}
