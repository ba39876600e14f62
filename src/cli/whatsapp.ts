import { setTimeout as sleep } from 'node:timers/promises'
import { renderUnicodeCompact } from 'uqr'
import { holdName } from '../app/channels.ts'
import { type Config, loadConfig } from '../config.ts'
import { readPhone } from '../domain/phone.ts'
import { lineWords } from '../flows/line-words.ts'
import { isHeld, whileHolding } from '../store/instance.ts'
import { askToLeave, type LoginState, loginState, makeLogin } from '../store/login.ts'
import { type Fates, fatesSince } from '../store/receipts.ts'
import { WHATSAPP_ACCOUNT, whatsappServer } from '../whatsapp-from.ts'
import { type Command, print, printJson, tell, text, UsageError } from './command.ts'
import { type DeskDatabase, withStore } from './with-store.ts'

const HOLD = holdName({ channel: 'whatsapp', account: WHATSAPP_ACCOUNT })
/** The running assistant looks every two seconds. */
const LEAVE_MS = 30_000
const LOOK_MS = 250
const DAY_MS = 24 * 60 * 60 * 1000

export const whatsappStatus: Command = {
  name: 'whatsapp status',
  does: 'menampilkan nomor WhatsApp yang tertaut dan keadaannya',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  run: ({ values }) =>
    withStore(async ({ db }): Promise<0 | 1> => {
      const { state, running } = await lineOf(db)
      const lastDay = await fatesSince(db, 'whatsapp', new Date(Date.now() - DAY_MS))
      if (values.json) printJson({ ...state, running, lastDay })
      else print(inWords(state, running, lastDay))
      return state.linked ? 0 : 1
    }),
}

/** The login, and whether an assistant holds its line. */
export const lineOf = async (db: DeskDatabase): Promise<{ state: LoginState; running: boolean }> => ({
  state: await loginState(db, WHATSAPP_ACCOUNT),
  running: await isHeld(db.pool, HOLD),
})

function inWords(
  { linked, number, condition, conditionAt, restrictedUntil: until }: LoginState,
  running: boolean,
  lastDay: Fates,
): string {
  if (!linked) return 'Belum tertaut. Tautkan dengan `langkah whatsapp link`.'
  const said = lineWords(condition)
  const since = conditionAt ? ` (sejak ${conditionAt.toISOString()})` : ''
  return [
    `Nomor: +${number}`,
    running ? `Keadaan: ${said}${since}` : 'Keadaan: asisten tidak sedang berjalan (npm start dengan WHATSAPP=baileys)',
    ...(until
      ? [`Dibatasi WhatsApp sampai ${until.toISOString()}: tidak boleh menyapa orang baru; jawaban tetap dikirim`]
      : []),
    `24 jam terakhir: ${lastDay.sent} pesan terkirim, ${lastDay.delivered} sampai di HP, ${lastDay.read} dibaca`,
  ].join('\n')
}

export const whatsappLink: Command = {
  name: 'whatsapp link',
  does: 'menautkan nomor WhatsApp kantor, dengan kode QR atau kode 8 huruf dan angka',
  usage: '[--phone NOMOR] [--json]',
  options: { phone: { type: 'string' }, json: { type: 'boolean' } },
  lingers: true,
  async run({ values }) {
    const config = loadConfig()
    const phone = values.phone === undefined ? config.WHATSAPP_PHONE : digitsOf(text(values.phone)!)
    return withStore(async ({ db }): Promise<0 | 1> => {
      const { linked, number } = await loginState(db, WHATSAPP_ACCOUNT)
      const report = (ok: boolean, words: string, more = {}) => {
        if (values.json) printJson({ ok, ...more, ...(ok ? {} : { reason: words }) })
        else if (ok) print(words)
        else tell(words)
        return ok ? 0 : 1
      }
      if (linked) return report(false, `Sudah tertaut: +${number}. Lepaskan dulu dengan \`langkah whatsapp unlink\`.`)
      return link(config, db, phone, values.json === true, report)
    })
  },
}

async function link(
  config: Config,
  db: DeskDatabase,
  phone: string | undefined,
  json: boolean,
  report: (ok: boolean, words: string, more?: object) => 0 | 1,
): Promise<0 | 1> {
  const { link, LinkError, tryLine } = await import('../bots/whatsapp/link.ts')
  const server = whatsappServer(config)
  const login = makeLogin(db, WHATSAPP_ACCOUNT)
  tell('Menghubungi WhatsApp …')
  try {
    const number = await link({ server, login, phone, show: (what) => show(what, json) })
    tell('Menyelesaikan penautan …')
    // Where the assistant runs, it takes the line by itself.
    const opened = await whileHolding(db.pool, HOLD, () => tryLine(server, login))
    if (opened === false) tell('Tertaut, tetapi sambungan pertamanya belum berhasil; asisten akan mencoba lagi.')
    return report(true, `Tertaut: +${number}. Asisten dengan WHATSAPP=baileys sekarang menjawab di nomor ini.`, {
      number,
    })
  } catch (error) {
    if (!(error instanceof LinkError)) throw error
    return report(false, `Belum tertaut: ${error.message}. Ulangi perintah ini.`)
  }
}

function show(what: { qr: string } | { code: string }, json: boolean): void {
  const steps = 'Di HP: WhatsApp → Perangkat tertaut → Tautkan perangkat'
  if ('code' in what) {
    const code = `${what.code.slice(0, 4)}-${what.code.slice(4)}`
    if (json) printJson({ code: what.code })
    else print(`${steps} → Tautkan dengan nomor telepon. Ketik kode ini:\n\n  ${code}\n`)
  } else if (json) printJson({ qr: what.qr })
  else print(`${steps}, lalu pindai:\n\n${renderUnicodeCompact(what.qr)}\n`)
}

export const whatsappUnlink: Command = {
  name: 'whatsapp unlink',
  does: 'melepaskan nomor WhatsApp; percakapan dan data orang tetap ada',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  lingers: true,
  async run({ values }) {
    const config = loadConfig()
    return withStore(async ({ db }): Promise<0 | 1> => {
      const { linked } = await loginState(db, WHATSAPP_ACCOUNT)
      const told = linked && (await leave(config, db))
      if (values.json) printJson({ ok: linked, told })
      else if (!linked) tell('Belum ada nomor yang tertaut.')
      else if (told) print('Nomornya sudah dilepaskan.')
      else print('Dilepaskan di sini, tetapi WhatsApp belum tahu. Hapus juga di HP: Perangkat tertaut.')
      return linked ? 0 : 1
    })
  },
}

/** By the assistant that holds the line, else here. False: WhatsApp could not be told. */
async function leave(config: Config, db: DeskDatabase): Promise<boolean> {
  const { unlink } = await import('../bots/whatsapp/link.ts')
  const login = makeLogin(db, WHATSAPP_ACCOUNT)
  const here = await whileHolding(db.pool, HOLD, () => unlink(whatsappServer(config), login))
  if (here !== undefined) return here
  await askToLeave(db, WHATSAPP_ACCOUNT)
  for (const end = Date.now() + LEAVE_MS; Date.now() < end; ) {
    if (!(await loginState(db, WHATSAPP_ACCOUNT)).linked) return true
    await sleep(LOOK_MS)
  }
  await login.clear()
  return false
}

function digitsOf(phone: string): string {
  const read = readPhone(phone)
  if (!read.ok) throw new UsageError('--phone berupa nomor HP, misalnya 0812-3456-7890 atau +62 812-3456-7890')
  return read.value.slice(1)
}
