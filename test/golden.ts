/**
 * Reads and plays golden chats (test/chats/*.chat). A file holds:
 *
 *   > halo                      the person says something, a minute after the line before; ">>" a second after it
 *   > halo | kak                two messages that arrive together
 *   petugas> meja               the staff member; kepala> a second one; warga2> another person; grup> somebody in a group
 *   wa> halo                    the person in a second chat, on WhatsApp
 *   > [ketuk Setuju]            taps that button, on whichever message showed it last; also [kontak 0812…],
 *                               [kontak orang 0812…], [foto], [foto tulisan di bawahnya], [pdf], [suara], [stiker], [blokir], [kembali]
 *   > [baris] a / b              a message of several lines
 *   > sambungkan [kode]         with the code that was shown last
 *   > [4096 x]                  so many letters x
 *   > [berkas tersimpan]        what was sent is fetched and kept; also [berkas terlalu besar], [berkas hilang],
 *                               [berkas rusak], [berkas lain]; of a document also [berkas gelap], [berkas buram],
 *                               [berkas terlalu kecil], [berkas iphone], [berkas terkunci], [berkas berbahaya]
 *   ~ 2 hari                    time goes by
 *   ! 2 hari                    time goes by while the assistant works: what it says unasked is shown
 *   ~ seperti lain.chat sampai kalsel   plays what the person says in that file up to that line, without showing it
 *   ~ 5000 orang                as many people have written before and are silent now
 *   ~ kirim 100                 no more than so many reminders and announcements leave from here on
 *   ~ mati saat mengirim 3      a process dies with so many of them on their way
 *   ~ seperti lain.chat sampai kalsel di wa   the same, said in that chat (or by warga2)
 *   ~ angkatan korea-2027-1 gtog-korea 2 kursi   the office has made this batch, with so many seats or (left out) any number
 *   ~ versi baru                the assistant is stopped, and another process takes over with content read anew
 *   ~ pembersihan               what is kept no longer is deleted, as every night
 *   ~ alamat https://bot.contoh.go.id   the world reaches the assistant there
 *   ~ ringkas, ~ lengkap        from here on long messages are shown by their beginning and end, or whole again
 *   ~ catatan kantor: Siti Aminah, 1999-08-17, EPA 12   the office has imported an alumna, with this batch
 *   # …                         a remark
 *
 * Everything else is what is answered, and is written anew by -u. "<=" is an earlier message that says this from now on.
 */

import { readFileSync } from 'node:fs'
import { replyLines } from '../src/bots/terminal/transcript.ts'
import type { Input } from '../src/domain/chat.ts'
import type { DocumentOutcome } from '../src/domain/kept-file.ts'
import { type Said, Theatre } from './theatre.ts'

const MINUTE = 60_000
/** What becomes of a file, by what is written in the play. */
const OUTCOMES: Record<string, DocumentOutcome> = {
  tersimpan: 'kept',
  'terlalu besar': 'too large',
  hilang: 'gone',
  rusak: 'unreadable',
  lain: 'other kind',
  gelap: 'too dark',
  buram: 'blurred',
  'terlalu kecil': 'too small',
  iphone: 'heic',
  terkunci: 'locked',
  berbahaya: 'unsafe',
}
const HOUR = 60 * MINUTE
const UNITS: Record<string, number> = { detik: 1000, menit: MINUTE, jam: HOUR, hari: 24 * HOUR }
/** Where it is brief, longer messages than this are shown by their beginning and end (lines). */
const BRIEF = 7

export type Playing = {
  /** Called with every reply. */
  heard?: (said: Said) => void
  /** As on WhatsApp, where there are no buttons: whoever would tap on what is offered last types its number. */
  typed?: boolean
}

/** Plays the lines that somebody says and returns the whole file as it should be. */
export async function playGolden(script: string, { heard = () => {}, typed = false }: Playing = {}): Promise<string> {
  const theatre = await Theatre.open(typed)
  try {
    const played = await playOn(theatre, script)
    theatre.heard.forEach(heard)
    return played
  } finally {
    await theatre.close()
  }
}

/** The same in a theatre that goes on afterwards. */
export async function playOn(theatre: Theatre, script: string): Promise<string> {
  const out: string[] = []
  let brief = false
  for (const line of linesOf(script)) {
    out.push(line)
    if (line === '~ ringkas' || line === '~ lengkap') brief = line === '~ ringkas'
    else if (line.startsWith('~ alamat ')) theatre.publicUrl = line.slice('~ alamat '.length)
    else if (line === '~ versi baru') await theatre.deploys()
    else if (line === '~ pembersihan') await theatre.cleans()
    else if (line.startsWith('~ seperti ')) await playLike(theatre, line)
    else if (CROWD.test(line)) out.push(...(await crowd(theatre, line)).flatMap((said) => shown(said, brief)))
    else if (line.startsWith('~ angkatan ')) await addBatch(theatre, line)
    else if (line.startsWith('~ catatan kantor: ')) await theatre.imports(...recordOf(line))
    else if (isStage(line)) wait(theatre, line)
    else if (isLife(line)) out.push(...(await live(theatre, line)).flatMap((said) => shown(said, brief)))
    else out.push(...(await speak(theatre, line)).flatMap((said) => shown(said, brief)))
  }
  return `${out.join('\n')}\n`
}

const linesOf = (script: string) =>
  script
    .trimEnd()
    .split('\n')
    .filter((line) => isSpoken(line) || isStage(line) || isLife(line))
const isSpoken = (line: string) => /^(?:petugas|kepala|warga2|grup|wa)?>>? /.test(line)
const isStage = (line: string) => line === '' || line.startsWith('#') || line.startsWith('~ ')
const isLife = (line: string) => line.startsWith('! ')

const CROWD = /^~ (?:(\d+) orang|kirim (\d+)|mati saat mengirim (\d+))$/

async function crowd(theatre: Theatre, line: string): Promise<Said[]> {
  const [, people, sends, dying] = CROWD.exec(line)!
  if (people) await theatre.crowd(Number(people))
  if (dying) await theatre.dies(Number(dying))
  return sends ? theatre.lets(Number(sends)) : []
}

/** "~ angkatan korea-2027-1 gtog-korea 2 kursi" */
async function addBatch({ db }: Theatre, line: string): Promise<void> {
  const [, id, scheme, seats] = /^~ angkatan (\S+) (\S+)(?: (\d+) kursi)?$/.exec(line) ?? []
  if (!id) throw new Error(`no stage direction: ${line}`)
  const name = id[0]!.toUpperCase() + id.slice(1).replace('-', ' ')
  await db.pool.query(
    "INSERT INTO batches (id, scheme, name, starts, ends, seats) VALUES ($1, $2, $3, '2027-01-04', '2027-06-30', $4)",
    [id, scheme, name, seats ?? null],
  )
}

/** "~ 2 hari" */
function wait(theatre: Theatre, line: string): void {
  if (line.startsWith('~ ')) theatre.now = new Date(theatre.now.getTime() + spanOf(line))
}

/** "! 2 hari": a round of reminders every two hours, those of 07.00 and 09.00 WITA among them, and one at the end. */
async function live(theatre: Theatre, line: string): Promise<Said[]> {
  const end = theatre.now.getTime() + spanOf(line)
  const said: Said[] = []
  for (let at = (Math.ceil(theatre.now.getTime() / HOUR) | 1) * HOUR; at <= end; at += 2 * HOUR) {
    theatre.now = new Date(at)
    said.push(...(await theatre.reminds()))
  }
  theatre.now = new Date(end)
  return [...said, ...(await theatre.reminds())]
}

function spanOf(line: string): number {
  const [, amount, unit = ''] = /^[~!] (\d+) (\w+)$/.exec(line) ?? []
  if (!amount || !UNITS[unit]) throw new Error(`no stage direction: ${line}`)
  return Number(amount) * UNITS[unit]
}

/** "~ catatan kantor: Siti Aminah, 1999-08-17, EPA 12" */
const recordOf = (line: string) =>
  line.slice('~ catatan kantor: '.length).split(', ') as [name: string, birthDate: string, batch: string]

/** "~ seperti daftar-lengkap.chat sampai kalsel di wa" */
async function playLike(theatre: Theatre, line: string): Promise<void> {
  const [, file, last, where = ''] = /^~ seperti (\S+\.chat)(?: sampai (.+?))?(?: di (wa|warga2))?$/.exec(line) ?? []
  if (!file) throw new Error(`no stage direction: ${line}`)
  const script = readFileSync(new URL(`./chats/${file}`, import.meta.url), 'utf8')
  for (const said of linesOf(script)) {
    if (isSpoken(said)) await speak(theatre, said.replace(/^>/, `${where}>`))
    else if (said.startsWith('~ seperti ')) await playLike(theatre, where ? `${said} di ${where}` : said)
    else if (/^~ \d/.test(said)) wait(theatre, said)
    if (last !== undefined && said.replace(/^>>? /, '') === last) return
  }
  if (last !== undefined) throw new Error(`${file} has no line "${last}"`)
}

/** ">> " follows a second after the last line, "> " a minute; "a | b" are two messages that arrive together. */
async function speak(theatre: Theatre, line: string): Promise<Said[]> {
  const [, who, quick, text] = /^(petugas|kepala|warga2|grup|wa)?>(>?) (.*)$/.exec(line)!
  theatre.now = new Date(theatre.now.getTime() + (quick ? 1000 : MINUTE))
  const speaker = who ?? 'warga'
  const outcome = OUTCOMES[/^\[berkas (.+)\]$/.exec(text!)?.[1] ?? '']
  if (outcome) return theatre.fetches(outcome)
  if (text!.includes(' | ')) return theatre.burst(speaker, text!.split(' | '))
  return theatre.does(speaker, inputOf(theatre, speaker, text!), { group: who === 'grup' })
}

function inputOf(theatre: Theatre, who: string, text: string): Input {
  if (text.startsWith('[baris] ')) return { kind: 'text', text: text.slice(8).replaceAll(' / ', '\n') }
  const [, what, argument = ''] = /^\[(\w+)(?: (.+))?\]$/.exec(text) ?? []
  switch (what) {
    case 'ketuk':
      return theatre.picks(who, argument)
    case 'kontak':
      return { kind: 'contact', phone: argument.replace(/^orang /, ''), own: !argument.startsWith('orang ') }
    case 'foto':
      return {
        kind: 'file',
        file: { ref: 'photo-1', mime: 'image/jpeg', bytes: 1000, channel: who === 'wa' ? 'whatsapp' : 'telegram' },
        ...(argument && { caption: argument }),
      }
    case 'pdf':
      return { kind: 'file', file: { ref: 'file-1', mime: 'application/pdf', bytes: 1000, channel: 'telegram' } }
    case 'suara':
      return { kind: 'voice', what: 'pesan suara' }
    case 'stiker':
      return { kind: 'unsupported', what: 'stiker' }
    case 'blokir':
      return { kind: 'left' }
    case 'kembali':
      return { kind: 'back' }
    default:
      return {
        kind: 'text',
        text: what && /^\d+$/.test(what) ? argument.repeat(Number(what)) : text.replace('[kode]', () => theatre.code()),
      }
  }
}

function shown({ to, reply, changes }: Said, brief: boolean): string[] {
  const lines = brief ? shortened(replyLines(reply)) : replyLines(reply)
  const marked = changes ? lines.map((line) => line.replace(/^</, '<=')) : lines
  return marked.map((line) => (to === 'warga' ? line : line.replace(/^/, `${to}`)))
}

function shortened(lines: string[]): string[] {
  const text = lines.filter((line) => line.startsWith('<'))
  const choices = lines.filter((line) => !line.startsWith('<'))
  const short = text.length > BRIEF ? [...text.slice(0, 3), `< … (${text.length - 4} baris)`, text.at(-1)!] : text
  return [...short, ...(choices.length > BRIEF ? [...choices.slice(0, 2), `  … (${choices.length} pilihan)`] : choices)]
}
