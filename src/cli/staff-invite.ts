import { randomInt } from 'node:crypto'
import { CODE_DIGITS, spacedCode } from '../domain/joining.ts'
import { INVITE_HOURS, inviteUntil, readStaffName } from '../domain/staffing.ts'
import { makeInvite } from '../store/staff-invites.ts'
import { type Command, print, printJson, text, UsageError } from './command.ts'
import { withStore } from './with-store.ts'

export const staffInvite: Command = {
  name: 'staff invite',
  does: 'membuat kode undangan sekali pakai untuk petugas baru; ia mengirim gabung KODE ke asisten',
  usage: '--role admin|petugas [--name NAMA] [--json]',
  options: { role: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values }) {
    const [role, given] = [text(values.role), text(values.name)]
    if (role !== 'admin' && role !== 'petugas') throw new UsageError('--role harus admin atau petugas')
    const name = given === undefined ? undefined : readStaffName(given)
    if (given !== undefined && name === undefined) throw new UsageError('--name berupa nama, paling panjang 40 huruf')
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
    await withStore(async ({ db }) => {
      const now = new Date()
      await makeInvite(db.pool, db.keys, { code, role, name, until: inviteUntil(now), by: 'langkah', now })
    })
    if (values.json) printJson({ ok: true, code, hours: INVITE_HOURS })
    else
      print(
        `Minta orangnya mengirim ini ke asisten kantor (Telegram atau WhatsApp): gabung ${spacedCode(code)}\nBerlaku ${INVITE_HOURS} jam, sekali pakai. Berikan hanya kepadanya.`,
      )
    return 0
  },
}
