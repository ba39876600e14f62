import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where sealed files lie. It knows nothing of what is in them, nor whose they are. */
export interface Shelf {
  /** Resolves when it will be there after a power cut too. `place`: a UUID. */
  put(place: string, sealed: Buffer): Promise<void>
  /** undefined: nothing lies there. */
  get(place: string): Promise<Buffer | undefined>
  /** Where nothing lies, nothing happens. */
  remove(place: string): Promise<void>
}

const PLACE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** So that nothing but places is ever reached. Throws RangeError. */
export function checkPlace(place: string): void {
  if (!PLACE.test(place)) throw new RangeError('not a place')
}

/** On this machine's disk, for nobody's eyes but ours. The folder is made when it is needed. */
export function diskShelf(folder: string): Shelf {
  /** Spread over 256 folders: some file systems get slow with very full ones. */
  function pathOf(place: string): string {
    checkPlace(place)
    return join(folder, place.slice(0, 2), place)
  }
  return {
    async put(place, sealed) {
      const path = pathOf(place)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeDurably(`${path}.new`, sealed)
      await rename(`${path}.new`, path)
      await sync(dirname(path))
    },
    get: async (place) =>
      readFile(pathOf(place)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      }),
    async remove(place) {
      await rm(pathOf(place), { force: true })
      await rm(`${pathOf(place)}.new`, { force: true })
    },
  }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
