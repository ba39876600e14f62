import { forgetPerson } from '../store/forget.ts'
import { type Command, print, printJson, UsageError } from './command.ts'
import { findPerson } from './find-person.ts'
import { withStore } from './with-store.ts'

export const peopleForget: Command = {
  name: 'people forget',
  does: 'menghapus semua data seseorang, seperti *hapus data* di chat',
  usage: 'ID|NOMOR-PENDAFTARAN [--json]',
  options: { json: { type: 'boolean' } },
  takesWords: true,
  async run({ values, words }) {
    const [wanted] = words
    if (!wanted) throw new UsageError('tulis ID orang atau nomor pendaftaran (lihat `langkah people export`)')
    return withStore(async ({ db }): Promise<0 | 1> => {
      const id = await findPerson(db, wanted)
      if (id !== undefined) await db.transaction((client) => forgetPerson(client, db.keys, id, 'langkah'))
      if (values.json) printJson({ ok: id !== undefined })
      else print(id === undefined ? 'Orang itu tidak ada.' : 'Semua datanya sudah dihapus.')
      return id === undefined ? 1 : 0
    })
  },
}
