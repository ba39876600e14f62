/**
 * Makes the pictures of the office's guide anew (docs/gambar): a phone with the words of a golden chat, so that they are never
 * other than what is said, and the jejak of a made-up announcement. `npx tsx tools/gambar-panduan.ts`; needs chromium and pngquant.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { coursePicture, pngOf } from '../src/cli/course-picture.ts'
import { type AnnouncementFound, tallyOf } from '../src/domain/announcement.ts'
import { spans } from '../src/domain/markup.ts'
import { progressReply } from '../src/flows/announcing/progress.ts'
import { noticeReply } from '../src/flows/notices.ts'
import { loadKnowledge } from '../src/knowledge/load.ts'

const root = new URL('..', import.meta.url)
const pictures = new URL('docs/gambar/', root)
const BEGAN = Date.parse('2026-11-24T02:10:03Z')

const tally = tallyOf([
  { state: 'sent', reason: null, count: 4812 },
  { state: 'skipped', reason: 'person left', count: 128 },
  { state: 'skipped', reason: 'berhenti', count: 22 },
  { state: 'failed', reason: 'message refused', count: 21 },
  { state: 'unknown', reason: 'sender ended', count: 17 },
])
const announcement: AnnouncementFound = {
  id: 12,
  state: 'selesai',
  segment: {},
  corrects: null,
  startsAt: new Date(BEGAN),
  recipients: tally.recipients,
  by: 'contoh',
  body: { text: 'contoh' },
  tally,
  excluded: { berhenti: 21, 'lama tidak menulis': 140 },
}

/** 28 a second, with a pause of half a minute. */
function course() {
  let left = tally.sent
  const steps = []
  for (let second = 0; left > 0; second++) {
    if (second > 62 && second < 93) continue
    const sent = Math.min(28, left)
    left -= sent
    steps.push({ at: new Date(BEGAN + second * 1000), sent, others: 0 })
  }
  return { seconds: 1, steps }
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

const TAGS: Record<string, string> = { bold: 'b', italic: 'i', code: 'code' }
const html = (text: string) =>
  spans(text)
    .map(({ text: words, style }) =>
      TAGS[style] ? `<${TAGS[style]}>${escaped(words)}</${TAGS[style]}>` : escaped(words),
    )
    .join('')

type Bubble = { mine: boolean; text: string; buttons: string[] }

/** What staff said and heard in a golden chat, from one line of theirs up to another. */
function chat(file: string, from: string, to: string): Bubble[] {
  const lines = readFileSync(new URL(`test/chats/${file}.chat`, root), 'utf8').split('\n')
  const begin = lines.indexOf(`petugas> ${from}`)
  const end = lines.indexOf(`petugas> ${to}`, begin)
  if (begin < 0 || end < 0) throw new Error(`${file} has no "${from}" before "${to}"`)
  const bubbles: Bubble[] = []
  let before = ''
  for (const line of lines.slice(begin, end)) {
    const [, mark, text = ''] = /^petugas([<> ]) ?(.*)$/.exec(line) ?? []
    const last = bubbles.at(-1)
    if (mark === '>') bubbles.push({ mine: true, text: text.replace(/^\[ketuk (.*)\]$/, '$1'), buttons: [] })
    else if (mark === '<' && before === '<' && last && text !== '☝️ Begitu pesannya nanti diterima.')
      last.text += `\n${text}`
    else if (mark === '<') bubbles.push({ mine: false, text, buttons: [] })
    else if (mark === ' ' && last) last.buttons.push(text.trim().replace(/^\d+\. |^\[|\]$/g, ''))
    before = mark ?? ''
  }
  return bubbles
}

const bubble = ({ mine, text, buttons }: Bubble) =>
  [
    `<p class="${mine ? 'me' : 'bot'}">${html(text)}</p>`,
    buttons.length > 0
      ? `<div class="keys">${buttons.map((label) => `<span>${escaped(label)}</span>`).join('')}</div>`
      : '',
  ].join('')

const said = (text: string, buttons: string[] = []): string => bubble({ mine: false, text, buttons })

const phone = (title: string, inside: string) =>
  `<section><h2>${title}</h2><div class="phone"><header><span class="face">LA</span><b>Langkah Aman</b></header><main>${inside}</main></div></section>`

const STYLE = `* { box-sizing: border-box; margin: 0 }
  body { background: #fff; display: flex; font: 13.5px/1.36 Roboto, 'Noto Color Emoji', sans-serif; gap: 20px; padding: 16px }
  h2 { color: #0f172a; font-size: 16px; font-weight: 500; padding: 0 6px 8px }
  .phone { background: linear-gradient(160deg, #c8dfa8, #a7cf9c 55%, #93c5a5); border: 7px solid #20262d; border-radius: 30px;
    display: flex; flex-direction: column; height: 736px; overflow: hidden; width: 350px }
  header { align-items: center; background: #517da2; color: #fff; display: flex; gap: 10px; padding: 9px 12px }
  .face { align-items: center; background: #e8833a; border-radius: 50%; display: flex; height: 34px; justify-content: center; width: 34px }
  main { display: flex; flex: 1; flex-direction: column; gap: 6px; min-height: 0; overflow: hidden; padding: 10px 8px }
  p { white-space: pre-line }
  .bot, .me { border-radius: 14px; box-shadow: 0 1px 1px #0002; max-width: 300px; padding: 6px 10px }
  .bot { align-self: flex-start; background: #fff; border-bottom-left-radius: 4px }
  .me { align-self: flex-end; background: #e3fdc6; border-bottom-right-radius: 4px }
  .bot img { border-radius: 8px; display: block; margin-bottom: 5px; width: 280px }
  .keys { display: grid; gap: 3px; width: 300px }
  .keys span { background: #4f7d4e90; border-radius: 7px; color: #fff; font-weight: 500; padding: 6px; text-align: center }`

async function phones(jejak: string): Promise<string> {
  const knowledge = await loadKnowledge(new URL('content', root).pathname)
  const few = chat('pengumuman', 'Halo {nama}, besok kantor tutup.', 'role=kucing')
  for (const one of few) one.buttons = one.buttons.length > 6 ? [...one.buttons.slice(0, 5), '…'] : one.buttons
  const write = [...chat('pengumuman', '1', 'Halo {nama}, besok kantor tutup. Info: {nomer}'), ...few]
  const look = chat('pengumuman', '[ketuk Yang belum mendaftar]', 'kirim').slice(2)
  const running = { ...announcement, state: 'berjalan' as const, tally: { ...tally, sent: 2020, waiting: 2792 } }
  const going = progressReply(running)
  const ended = noticeReply(knowledge, { about: 'announced', announcement: 12, tally })
  const watch = [
    said(going.text, [going.choices![0]!.label]),
    said(ended.text, [ended.choices![0]!.label]),
    `<p class="bot"><img src="data:image/png;base64,${jejak}">Jalannya pengumuman 12 dari awal sampai selesai.</p>`,
  ]
  const all = [
    phone('1. Tulis, pilih penerima', write.map(bubble).join('')),
    phone('2. Lihat dulu, baru kirim', look.map(bubble).join('')),
    phone('3. Lihat jalannya dan hasilnya', watch.join('')),
  ]
  return `<!doctype html><html lang="id"><meta charset="utf-8"><style>${STYLE}</style>${all.join('')}</html>`
}

const file = (name: string) => new URL(name, pictures).pathname
const smaller = (path: string) => execFileSync('pngquant', ['--force', '--quality', '70-95', '--output', path, path])

const folder = mkdtempSync(join(tmpdir(), 'gambar-'))
try {
  const png = pngOf(coursePicture(announcement, course(), 'Asia/Makassar'))
  writeFileSync(file('jejak.png'), png)
  smaller(file('jejak.png'))
  writeFileSync(join(folder, 'a.html'), await phones(png.toString('base64')))
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--force-device-scale-factor=2',
    '--window-size=1122,806',
  ]
  execFileSync('chromium', [...flags, `--screenshot=${file('pengumuman.png')}`, join(folder, 'a.html')], {
    stdio: 'ignore',
  })
  smaller(file('pengumuman.png'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
