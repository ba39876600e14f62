import type { Shelf } from '../src/store/files/shelf.ts'

/** A shelf that forgets everything with its process. */
export class MemoryShelf implements Shelf {
  readonly kept = new Map<string, Buffer>()
  /** Called before anything is put there. */
  before: () => void | Promise<void> = () => {}

  async put(place: string, sealed: Buffer): Promise<void> {
    await this.before()
    this.kept.set(place, sealed)
  }
  async get(place: string): Promise<Buffer | undefined> {
    return this.kept.get(place)
  }
  async remove(place: string): Promise<void> {
    this.kept.delete(place)
  }
}
