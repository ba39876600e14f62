import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { type Config, loadConfig } from '../config.ts'
import { hoursLeft, isUrgent } from '../domain/data-request.ts'
import { dayIn } from '../domain/day.ts'
import { explain } from '../explain.ts'
import { ContentError } from '../knowledge/content-error.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { stale } from '../knowledge/stale.ts'
import { openRequests } from '../store/data-requests.ts'
import { keyFile } from '../store/key-file.ts'
import { SealError } from '../store/keyring.ts'
import { missingKeys } from '../store/reseal.ts'
import { bucket } from './bucket.ts'
import { telegramChannel, whatsappChannel } from './channels.ts'
import { type Command, print, printJson } from './command.ts'
import type { Finding } from './finding.ts'
import type { DeskDatabase } from './with-store.ts'
import { withStore } from './with-store.ts'

const CLOCK_MS = 5000
const OLDEST_SERVER = 150_000

export const doctor: Command = {
  name: 'doctor',
  does: 'memeriksa pengaturan, basis data, saluran, isi, dan jam; memberi tahu apa yang perlu dilakukan',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const config = loadConfig()
    const findings = [
      ...folder(config),
      ...(await content(config)),
      ...(await database()),
      ...(await bucket(config)),
      ...(await telegramChannel(config)),
      ...(await whatsappChannel(config)),
    ]
    const bad = findings.some((finding) => !finding.ok && !finding.warning)
    if (values.json) printJson({ ok: !bad, findings })
    else
      for (const { check, ok, warning, detail, advice } of findings)
        print(`${ok ? '✓' : warning ? '!' : '✗'} ${check}: ${detail}${advice ? `\n  → ${advice}` : ''}`)
    return bad ? 1 : 0
  },
}

function folder(config: Config): Finding[] {
  const check = 'Folder data'
  try {
    if (existsSync(config.DATA_DIR)) accessSync(config.DATA_DIR, constants.W_OK)
  } catch {
    return [
      {
        check,
        ok: false,
        detail: `${config.DATA_DIR} tidak bisa ditulisi`,
        advice: 'Beri hak tulis, atau ganti DATA_DIR.',
      },
    ]
  }
  const file = keyFile(config.DATA_DIR)
  const open = config.DATA_KEY === undefined && existsSync(file) && (statSync(file).mode & 0o077) !== 0
  return [
    { check, ok: true, detail: config.DATA_DIR },
    ...(open
      ? [{ check: 'Kunci', ok: false, detail: `${file} bisa dibaca orang lain`, advice: `chmod 600 ${file}` }]
      : []),
  ]
}

async function content(config: Config): Promise<Finding[]> {
  try {
    const knowledge = await loadKnowledge(config.CONTENT_DIR)
    const old = stale(knowledge, dayIn(knowledge.office.zone, new Date()))
    const unfilled = JSON.stringify(knowledge.office).includes('BELUM DIISI')
    return [
      { check: 'Isi', ok: true, detail: `${knowledge.schemes.length} skema, ${knowledge.answers.length} jawaban` },
      ...(old.length > 0
        ? [
            {
              check: 'Kesegaran isi',
              ok: false,
              warning: true,
              detail: `${old.length} hal perlu dicek ulang`,
              advice: 'Lihat `langkah content check`.',
            },
          ]
        : []),
      ...(unfilled
        ? [
            {
              check: 'Data kantor',
              ok: false,
              warning: true,
              detail: 'content/office.yaml masih berisi BELUM DIISI',
              advice: 'Isi sebelum asisten dibuka untuk umum; teks persetujuan memakainya.',
            },
          ]
        : []),
    ]
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    return [
      {
        check: 'Isi',
        ok: false,
        detail: error.problems[0] ?? '',
        advice: 'Lihat semuanya dengan `langkah content check`.',
      },
    ]
  }
}

async function database(): Promise<Finding[]> {
  const check = 'Basis data'
  try {
    return await withStore(async ({ db }) => [
      ...(await server(db)),
      await clock(db),
      await keys(db),
      await requests(db),
    ])
  } catch (error) {
    const [detail] = explain(error).text.split('\n') as [string]
    if (error instanceof SealError) return [{ check: 'Kunci penyandi', ok: false, detail }]
    const advice = 'Periksa DATABASE_URL, atau kosongkan untuk memakai basis data bawaan.'
    return [{ check, ok: false, detail, advice }]
  }
}

async function server(db: DeskDatabase): Promise<Finding[]> {
  const { rows } = await db.pool.query<{ number: number; version: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
  )
  const { number, version } = rows[0]!
  return [
    {
      check: 'Basis data',
      ok: number >= OLDEST_SERVER,
      detail: `PostgreSQL ${version}, susunan terbaru`,
      ...(number < OLDEST_SERVER ? { advice: 'Perlu PostgreSQL 15 atau lebih baru.' } : {}),
    },
  ]
}

async function clock(db: DeskDatabase): Promise<Finding> {
  const before = Date.now()
  const { rows } = await db.pool.query<{ now: Date }>('SELECT now() AS now')
  const off = Math.abs(rows[0]!.now.getTime() - (before + Date.now()) / 2)
  const year = new Date().getFullYear()
  const ok = off < CLOCK_MS && year >= 2026
  return {
    check: 'Jam',
    ok,
    detail: ok ? 'cocok dengan basis data' : `beda ${Math.round(off / 1000)} detik dari basis data, tahun ${year}`,
    ...(ok ? {} : { advice: 'Setel jam komputer (NTP).' }),
  }
}

/** What people asked by the rights of UU 27/2022 and only staff can do. */
async function requests(db: DeskDatabase): Promise<Finding> {
  const check = 'Permintaan data'
  const now = new Date()
  const open = await openRequests(db.pool)
  const late = open.filter(({ openedAt }) => hoursLeft(openedAt, now) < 0).length
  const urgent = open.filter(({ openedAt }) => isUrgent(openedAt, now)).length
  if (urgent === 0)
    return { check, ok: true, detail: open.length > 0 ? `${open.length} menunggu petugas` : 'tidak ada yang menunggu' }
  return {
    check,
    ok: false,
    ...(late === 0 && { warning: true }),
    detail: late > 0 ? `${late} lewat 3×24 jam` : `${urgent} tinggal kurang dari sehari`,
    advice: 'Lihat `langkah rights list`, kerjakan, lalu `langkah rights done NOMOR`.',
  }
}

/** Every key that something stored was sealed with must be at hand. */
async function keys(db: DeskDatabase): Promise<Finding> {
  const check = 'Kunci penyandi'
  const missing = await missingKeys(db.pool, db.keys)
  if (missing.length === 0) return { check, ok: true, detail: 'semua data yang tersimpan bisa dibuka' }
  return {
    check,
    ok: false,
    detail: `sebagian data disandi dengan kunci yang tidak ada di sini (${missing.join(', ')})`,
    advice: 'Tambahkan kunci lamanya di data.key atau DATA_KEY; tanpa itu datanya tidak bisa dibaca.',
  }
}
