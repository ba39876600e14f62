/**
 * *Jejak*: one picture of an announcement, how many it had been sent to at which time, and why the others did not get it. Its
 * numbers add up to the recipients. The letters come from a font of npm, for a bare server has none.
 */
import { createRequire } from 'node:module'
import * as Plot from '@observablehq/plot'
import { Resvg } from '@resvg/resvg-js'
import { parseHTML } from 'linkedom'
import { type AnnouncementFound, TERMS } from '../domain/announcement.ts'
import { clockIn, dayIn, longMoment } from '../domain/day.ts'
import type { DrawCourse } from '../draw-apart.ts'
import { byReason } from '../flows/announcing/words.ts'
import type { Course } from '../store/announcements/course.ts'
import { clockWords, ticksOf } from './course-ticks.ts'

const WIDTH = 1200
const HEIGHT = 640
const PAD = 48
/** Width of the chart over time; the reasons stand to the right of it. */
const OVER_TIME = 660
const CHART_TOP = 138
const CHART_HEIGHT = 392

const INK = '#0f172a'
const SOFT = '#64748b'
const SENT = '#0f766e'
const MISSED = '#c2410c'
const WAITING = '#94a3b8'
const FONT = "'Plus Jakarta Sans', 'Segoe UI', Arial, sans-serif"

/** A page to draw on; nothing of a browser is there. */
type Drawing = Plot.PlotOptions['document']

const number = (count: number): string => count.toLocaleString('id-ID')

/** `excluded` and `tally` of the announcement, and its course. Throws RangeError where nothing was settled yet. */
export function coursePicture(found: AnnouncementFound, course: Course, zone: string): string {
  if (course.steps.length === 0) throw new RangeError('nothing was settled yet')
  const { document } = parseHTML('<html><body></body></html>')
  const over = place(overTime(document, found, course, zone), PAD - 10, CHART_TOP)
  const why = place(outcomes(document, found), PAD + OVER_TIME + 30, CHART_TOP)
  const { tally, excluded, id, startsAt } = found
  const last = course.steps.at(-1)!.at
  const sameDay = dayIn(zone, startsAt) === dayIn(zone, last)
  const heading = [
    words(
      PAD,
      66,
      30,
      INK,
      `Pengumuman ${id}: terkirim ke ${number(tally.sent)} dari ${number(tally.recipients)} penerima`,
      700,
    ),
    words(
      PAD,
      98,
      17,
      SOFT,
      `Mulai ${longMoment(zone, startsAt)}; yang terakhir ${sameDay ? `pukul ${clockIn(zone, last)}` : longMoment(zone, last)}`,
    ),
  ]
  const out = byReason(excluded).map(([reason, count]) => `${reason} ${number(count)}`)
  const notes = [
    `${sumWords(found)}`,
    out.length > 0 ? `Bukan penerima: ${out.join('; ')}.` : '',
    'Terkirim berarti diterima Telegram atau WhatsApp. Di Telegram tidak bisa diketahui apakah pesannya sampai di HP atau dibaca.',
  ].filter(Boolean)
  const below = notes.map((note, i) => words(PAD, HEIGHT - 28 - (notes.length - 1 - i) * 24, 14.5, SOFT, note))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="${FONT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...heading,
    over,
    why,
    ...below,
    '</svg>',
  ].join('\n')
}

/** "4.812 terkirim + 100 gagal + 88 dilewati = 5.000 penerima" */
function sumWords({ tally }: AnnouncementFound): string {
  const terms = TERMS.filter(([key]) => tally[key] > 0).map(([key, word]) => `${number(tally[key])} ${word}`)
  return `${terms.join(' + ')} = ${number(tally.recipients)} penerima`
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const words = (x: number, y: number, size: number, fill: string, text: string, weight = 400): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" font-weight="${weight}">${escaped(text)}</text>`

const place = (svg: string, x: number, y: number): string => `<g transform="translate(${x},${y})">${svg}</g>`

const STYLE = { fontFamily: FONT, fontSize: '15px', color: SOFT, background: 'none', overflow: 'visible' }

/** How many it had been sent to, by and by; where it was paused the line is flat. */
function overTime(document: Drawing, { tally }: AnnouncementFound, course: Course, zone: string): string {
  const points = [{ at: course.steps[0]!.at, sent: 0 }]
  for (const { at, sent } of course.steps) {
    const before = points.at(-1)!.sent
    if (at.getTime() > points.at(-1)!.at.getTime()) points.push({ at, sent: before })
    points.push({ at: new Date(at.getTime() + course.seconds * 1000), sent: before + sent })
  }
  const end = points.at(-1)!
  const ticks = ticksOf(points[0]!.at, end.at)
  const most = Math.max(1, tally.recipients)
  const plot = Plot.plot({
    document,
    width: OVER_TIME,
    height: CHART_HEIGHT,
    marginLeft: 62,
    marginRight: 24,
    marginTop: 34,
    marginBottom: 40,
    style: STYLE,
    x: { type: 'time', label: null },
    y: { domain: [0, most * 1.04], label: null },
    marks: [
      Plot.gridY({ ticks: wholeTicks(most), stroke: '#e2e8f0', strokeOpacity: 1 }),
      Plot.axisY({ ticks: wholeTicks(most), tickFormat: number, tickSize: 0, tickPadding: 10 }),
      Plot.axisX({ ticks, tickFormat: (at: Date) => clockWords(zone, at, ticks), tickSize: 6 }),
      Plot.ruleY([most], { stroke: SOFT, strokeDasharray: '4,5' }),
      Plot.text([most], {
        x: points[0]!.at,
        y: (d) => d,
        text: () => `${number(tally.recipients)} penerima`,
        dy: -12,
        textAnchor: 'start',
        fill: SOFT,
      }),
      Plot.areaY(points, { x: 'at', y: 'sent', fill: SENT, fillOpacity: 0.14 }),
      Plot.lineY(points, { x: 'at', y: 'sent', stroke: SENT, strokeWidth: 3, strokeLinejoin: 'round' }),
      Plot.dot([end], { x: 'at', y: 'sent', fill: SENT, r: 6 }),
      Plot.text([end], {
        x: 'at',
        y: end.sent / 2, // within the area, whatever way the line went
        text: () => `${number(end.sent)} terkirim`,
        dx: -14,
        textAnchor: 'end',
        fill: SENT,
        fontWeight: 700,
      }),
      Plot.ruleY([0], { stroke: '#94a3b8' }),
    ],
  })
  return asSvg(plot)
}

/** Nobody is told of half a person. */
const wholeTicks = (most: number): number[] =>
  [...new Set([0, 1, 2, 3, 4].map((i) => Math.round((most * i) / 4)))].filter((n) => n < most)

/** More reasons than these are added up. */
const REASONS = 6

/** What became of all recipients: each line says its own number. */
function outcomes(document: Drawing, { tally }: AnnouncementFound): string {
  const reasons = byReason(tally.reasons)
  const rest = reasons.slice(REASONS).reduce((sum, [, count]) => sum + count, 0)
  const bars = [
    { what: 'terkirim', count: tally.sent, fill: SENT },
    ...reasons.slice(0, REASONS).map(([what, count]) => ({ what, count, fill: MISSED })),
    ...(rest > 0 ? [{ what: 'alasan lain', count: rest, fill: MISSED }] : []),
    ...(tally.waiting > 0 ? [{ what: 'menunggu dikirim', count: tally.waiting, fill: WAITING }] : []),
  ]
  const width = WIDTH - 2 * PAD - OVER_TIME - 30
  const rows = Math.max(bars.length, 3)
  const plot = Plot.plot({
    document,
    width,
    height: Math.min(CHART_HEIGHT, rows * 62 + 20),
    marginLeft: 0,
    marginRight: 64,
    marginTop: 12,
    marginBottom: 0,
    style: { ...STYLE, fontSize: '15.5px' },
    x: { domain: [0, Math.max(1, tally.recipients)], axis: null },
    y: { domain: [...bars.keys(), ...empty(bars.length, rows)], axis: null, paddingInner: 0, paddingOuter: 0 },
    marks: [
      Plot.barX(bars, { x: 'count', y: (_, i) => i, fill: 'fill', insetTop: 30, insetBottom: 16, rx: 3 }),
      Plot.text(bars, { x: 0, y: (_, i) => i, text: 'what', textAnchor: 'start', dy: -13, fill: INK }),
      Plot.text(bars, {
        x: 'count',
        y: (_, i) => i,
        text: ({ count }) => number(count),
        textAnchor: 'start',
        dx: 9,
        dy: 7,
        fill: 'fill',
        fontWeight: 700,
      }),
    ],
  })
  return asSvg(plot)
}

const empty = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** A picture inside a picture; its own style sheet is not needed and not every viewer could read it. */
function asSvg(plot: ReturnType<typeof Plot.plot>): string {
  plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  plot.querySelector('style')?.remove()
  return plot.outerHTML
}

const find = createRequire(import.meta.url)
const FONTS = ['400Regular/PlusJakartaSans_400Regular', '700Bold/PlusJakartaSans_700Bold'].map((file) =>
  find.resolve(`@expo-google-fonts/plus-jakarta-sans/${file}.ttf`),
)

/** Twice as large as it is shown, for phones. Nothing of the machine's own fonts is used, so it looks the same everywhere. */
export function pngOf(svg: string): Buffer {
  const drawn = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 1.5 },
    font: { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'Plus Jakarta Sans' },
  })
  return drawn.render().asPng()
}

/** A course as a PNG. */
export const drawCourse: DrawCourse = async ({ found, course, zone }) => pngOf(coursePicture(found, course, zone))
