import { readPhone } from '../domain/phone.ts'
import { dismiss } from '../store/staff-leaving.ts'
import { type Command, print, printJson, text, UsageError, UUID } from './command.ts'
import { withStore } from './with-store.ts'

const ROLES = ['admin', 'petugas']
/** Until then nobody knows their chat. */
const FIRST_WORDS = {
  telegram: 'Minta ia membuka bot dan menulis /start, lalu *meja*.',
  whatsapp: 'Minta ia menulis *menu* ke nomor WhatsApp kantor dari nomor itu, lalu *meja*.',
}

/** As WhatsApp writes a number: with its country code, digits only. */
function digitsOf(phone: string): string {
  const read = readPhone(phone)
  if (!read.ok) throw new UsageError('--whatsapp berupa nomor HP, misalnya 0812-3456-7890 atau +81 90-1234-5678')
  return read.value.slice(1)
}

export const staffAdd: Command = {
  name: 'staff add',
  does: 'menambah petugas; ia perlu menulis sekali: /start ke bot, atau menu ke nomor WhatsApp kantor',
  usage: '--name NAMA --role admin|petugas --telegram ID|--whatsapp NOMOR [--json]',
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    telegram: { type: 'string' },
    whatsapp: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ values }) {
    const [name, role] = [text(values.name)?.trim(), text(values.role)]
    const [telegram, whatsapp] = [text(values.telegram), text(values.whatsapp)]
    if (!name) throw new UsageError('--name wajib diisi')
    if (!role || !ROLES.includes(role)) throw new UsageError('--role harus admin atau petugas')
    if ((telegram === undefined) === (whatsapp === undefined))
      throw new UsageError('isi salah satu: --telegram ID atau --whatsapp NOMOR')
    if (telegram !== undefined && !/^\d{1,20}$/.test(telegram))
      throw new UsageError('--telegram berupa angka: ID Telegram, bukan nama pengguna')
    const channel = telegram === undefined ? 'whatsapp' : 'telegram'
    const chatId = telegram ?? digitsOf(whatsapp!)
    return withStore(async ({ db }) => {
      const taken = await db.prisma.staff.findFirst({ where: { channel, chatId, removedAt: null } })
      if (taken) {
        if (values.json) printJson({ ok: false, reason: 'sudah terdaftar', id: taken.id })
        else print(`Sudah terdaftar sebagai ${taken.name} (${taken.role}).`)
        return 1
      }
      const staff = await db.prisma.staff.create({ data: { name, role, channel, chatId } })
      await db.prisma.auditEntry.create({ data: { actor: 'langkah', action: 'tambah petugas', subject: staff.id } })
      if (values.json) printJson({ ok: true, id: staff.id })
      else print(`${name} ditambahkan sebagai ${role}. ${FIRST_WORDS[channel]}`)
      return 0
    })
  },
}

export const staffList: Command = {
  name: 'staff list',
  does: 'menampilkan petugas',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  run: ({ values }) =>
    withStore(async ({ db }): Promise<0> => {
      const staff = await db.prisma.staff.findMany({
        where: { removedAt: null },
        orderBy: { createdAt: 'asc' },
        select: { id: true, name: true, role: true, channel: true, chatId: true },
      })
      if (values.json) printJson(staff)
      else
        print(
          staff.length === 0
            ? 'Belum ada petugas.'
            : staff.map((s) => `${s.id}  ${s.name} (${s.role}, ${s.channel} ${s.chatId})`).join('\n'),
        )
      return 0
    }),
}

export const staffRemove: Command = {
  name: 'staff remove',
  does: 'mencabut hak seorang petugas, seketika',
  usage: 'ID [--json]',
  options: { json: { type: 'boolean' } },
  takesWords: true,
  async run({ values, words }) {
    const [id] = words
    if (!id || !UUID.test(id)) throw new UsageError('tulis ID petugas seperti di `langkah staff list`')
    return withStore(async ({ db }): Promise<0 | 1> => {
      const gone = await db.transaction((client) => dismiss(client, db.keys, id, 'langkah', new Date()))
      const freed = gone?.tickets.length ? ` Tiket ${gone.tickets.join(', ')} kembali ke meja.` : ''
      if (values.json) printJson({ ok: gone !== undefined })
      else print(gone ? `Haknya sudah dicabut.${freed}` : 'Petugas itu tidak ada.')
      return gone ? 0 : 1
    })
  },
}
