import ICAL from 'ical.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { completed } from '../../src/domain/schedule/scheduled-date.ts'
import { instantIn } from '../../src/domain/zone.ts'
import { saveDate } from '../../src/store/schedule/dates.ts'
import { spokenLines } from '../spoken-lines.ts'
import { Theatre } from '../theatre.ts'

let theatre: Theatre
beforeEach(async () => {
  theatre = await Theatre.open()
})
afterEach(() => theatre.close())

it('is a file of all that is kept, made when it is asked for, sealed, and another person’s holds nothing of it', async () => {
  const says = (who: string, text: string) => theatre.does(who, { kind: 'text', text })
  for (const line of spokenLines('daftar-lengkap.chat')) await says('warga', line)
  await says('warga', 'petugas')
  await says('warga', 'kapan wawancaranya pak')
  await says('warga2', 'petugas')
  await says('warga2', 'saya wati')
  for (const [who, mine, others] of [
    ['warga', /Siti Aminah[\s\S]*kapan wawancaranya pak/, 'saya wati'],
    ['warga2', /saya wati/, 'Siti Aminah'],
  ] as const) {
    const said = await says(who, 'lihat data')
    const { file } = said.at(-1)!.reply
    expect(file).toMatchObject({ name: 'data-saya.json', mime: 'application/json', once: true })
    const bytes = (await theatre.files.open(file!.kept!))!
    const text = bytes.toString('utf8')
    expect(JSON.parse(text)).toMatchObject({ format: 'langkah-aman-data-1' })
    expect(JSON.parse(text).permintaan).toContainEqual(expect.objectContaining({ jenis: 'lihat' }))
    expect(text).toMatch(mine)
    expect(text).not.toContain(others)
    const { rows } = await theatre.db.pool.query<{ row: string }>('SELECT f::text AS row FROM files f')
    expect(rows.length).toBeGreaterThan(0)
    for (const { row } of rows) expect(row).not.toContain(Buffer.from('Siti').toString('hex'))
    await theatre.files.drop(file!.kept!)
  }
})

it('may be a calendar of one’s own dates, and there is none where there are no dates', async () => {
  for (const line of spokenLines('daftar-lengkap.chat')) await theatre.does('warga', { kind: 'text', text: line })
  const taps = () => theatre.does('warga', { kind: 'choice', id: 'jadwal:kalender' })
  const none = await taps()
  expect(none.at(-1)!.reply).toMatchObject({ text: expect.stringContaining('Belum ada tanggal') })
  expect(none.at(-1)!.reply.file).toBeUndefined()
  const day = '2026-12-10'
  for (const scheme of ['ssw-kaigo', 'gtog-korea']) {
    const entry = {
      kind: 'cek-dokumen',
      scheme,
      day,
      time: '09:00',
      bring: ['KTP'],
      source: 'rapat',
      cancelled: false,
    } as const
    const usual = { stages: ['terdaftar', 'lengkap', 'diperiksa'] as const, zone: 'Asia/Jayapura' as const }
    const date = completed({ ...entry, bring: ['KTP'] }, { ...usual, stages: [...usual.stages] })
    await theatre.db.transaction((client) => saveDate(client, date, { by: 'langkah', now: theatre.now }))
  }
  const { file } = (await taps()).at(-1)!.reply
  expect(file).toMatchObject({ name: 'jadwal.ics', mime: 'text/calendar', once: true })
  const calendar = new ICAL.Component(ICAL.parse((await theatre.files.open(file!.kept!))!.toString()))
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  expect(events.map(({ summary }) => summary)).toEqual([
    'Pemeriksaan dokumen – SSW kaigo (perawat lansia) (belum pasti)',
  ])
  expect(events[0]!.startDate.toJSDate()).toEqual(instantIn('Asia/Jayapura', day, '09:00'))
  expect(events[0]!.component.getAllSubcomponents('valarm')).toHaveLength(2)
})
