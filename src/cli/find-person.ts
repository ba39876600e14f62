import { UUID } from './command.ts'
import type { DeskDatabase } from './with-store.ts'

/** The id of the person who has this id, this registration or this request. */
export async function findPerson(db: DeskDatabase, wanted: string): Promise<string | undefined> {
  if (UUID.test(wanted)) return (await db.prisma.person.findUnique({ where: { id: wanted } }))?.id
  const number = wanted.toUpperCase()
  if (number.startsWith('HAK-'))
    return (await db.prisma.dataRequest.findUnique({ where: { number } }))?.personId ?? undefined
  return (await db.prisma.registration.findUnique({ where: { number } }))?.personId
}
