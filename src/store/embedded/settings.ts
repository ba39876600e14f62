import type { Folders } from './folders.ts'
import { markOf } from './postmaster.ts'

const SETTINGS = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'port=5432',
  'max_connections=50',
  'shared_buffers=64MB',
  'max_wal_size=256MB',
  'synchronous_commit=on',
  'wal_compression=on',
  'max_parallel_workers_per_gather=0', // its shared memory is scarce in containers
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=log', // an error's text may hold what a person wrote
  'log_error_verbosity=terse',
  'log_checkpoints=off',
]
/** Nothing of it survives a power cut. */
const THROWAWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** The server's settings, as words of its command line. */
export function settings(folders: Folders, throwaway: boolean): string[] {
  const all = [...SETTINGS, `unix_socket_directories=${folders.run}`, markOf(folders), ...(throwaway ? THROWAWAY : [])]
  return all.flatMap((setting) => ['-c', setting])
}
