/** The default store of a fresh machine: a real PostgreSQL whose programs come from npm. */
import { findBinaries } from './embedded/binaries.ts'
import { createCluster } from './embedded/cluster.ts'
import { prepareFolders } from './embedded/folders.ts'
import { EmbeddedServer } from './embedded/server.ts'

export { EmbeddedProblem } from './embedded/problem.ts'
export type { EmbeddedServer }

/**
 * Runs PostgreSQL on DATA_DIR/postgres, or joins the server that another process of ours runs there, and resolves when
 * the database `langkah` takes queries. The server lives as long as any of these processes, whoever started it, and is
 * started again when it is lost. Throws EmbeddedProblem.
 * `throwaway` trades safety at a power cut for speed: for tests. `say` is told, in English, what was lost and put right.
 */
export async function startEmbedded(
  dataDir: string,
  { throwaway = false, say = () => {} }: { throwaway?: boolean; say?: (line: string) => void } = {},
): Promise<EmbeddedServer> {
  const folders = prepareFolders(dataDir)
  const binaries = findBinaries(folders)
  await createCluster(folders, binaries, throwaway)
  const server = new EmbeddedServer({ folders, binaries, throwaway, say })
  await server.ensure()
  return server
}
