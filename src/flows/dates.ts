import { z } from 'zod'
import type { Choice } from '../domain/chat.ts'
import type { Found } from '../domain/desk.ts'
import { running } from '../domain/registration.ts'
import { type Zone, zoneName } from '../domain/zone.ts'
import type { Scheme } from '../knowledge/shapes.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'
import { wholeDate } from './schedule/words.ts'
import { STATUS, schemeChoices } from './schemes.ts'
import { unusable } from './unusable.ts'

/** More would not be read; the rest is there when these have gone by. */
const SHOWN = 8

const look: Turn<undefined> = { draft: undefined, replies: [], lookup: { kind: 'schedule' } }

const CALENDAR: Choice = { id: 'kalender', label: 'Simpan ke kalender' }

/** A file for the phone's own calendar. */
const toCalendar: Turn<undefined> = {
  draft: undefined,
  replies: [{ text: 'Sebentar ya, Kak. Berkas kalendernya saya buat, dan menyusul di chat ini.' }],
  effects: [{ kind: 'makeFile', purpose: 'kalender' }],
}

/** *jadwal*: the dates that concern a person, with the days left, and how the schemes they are interested in stand. */
export const dates = defineFlow<undefined>({
  name: 'jadwal',
  draft: z.undefined(),
  fresh: undefined,
  enter: () => look,
  receive(_, heard, place) {
    if (heard.kind === 'found' && heard.found.kind === 'schedule') return shown(heard.found, place)
    if (heard.kind === 'choice' && heard.id === CALENDAR.id) return toCalendar
    if (heard.kind === 'text') return { ...look, unclear: true }
    return heard.kind === 'choice' || heard.kind === 'command'
      ? look
      : { draft: undefined, replies: [{ text: unusable(heard) }] }
  },
})

function shown({ dates, zone = undefined }: Extract<Found, { kind: 'schedule' }>, place: Place): Turn<undefined> {
  const { knowledge, person, now } = place
  const here: Zone = zone ?? knowledge.office.zone
  const { schemes } = knowledge
  const wanted = schemes.filter(({ id }) => running(person.registrations)?.schemes.includes(id))
  const text = [
    ...dates.slice(0, SHOWN).map((date) => wholeDate(knowledge, date, here, now)),
    dates.length > SHOWN && `… dan ${dates.length - SHOWN} tanggal lagi sesudah itu.`,
    dates.length > 0 && `Jam ditulis menurut ${zoneName(here)}. Tinggal di zona lain? Ketik *zona waktu*.`,
    standing(wanted, schemes),
    'Tanggal yang belum diumumkan resmi tidak saya tebak. Tanggal-tanggalnya ada di halaman *Jadwal* tiap program: ketik *skema*.',
  ]
  const head = person.registrations.length > 0 ? '*Jadwal Kakak*' : '*Tanggal yang sudah tercatat*'
  return {
    draft: undefined,
    replies: [
      {
        text: [dates.length > 0 && head, ...text].filter((part) => typeof part === 'string').join('\n\n'),
        choices: [
          ...zoneChoice(dates.length > 0),
          ...schemeChoices(wanted.length > 0 ? wanted : schemes, (id) => `skema:${id}/jadwal`),
        ],
      },
    ],
  }
}

const zoneChoice = (offered: boolean): Choice[] =>
  offered ? [CALENDAR, { id: 'zona-waktu:ganti', label: 'Ganti zona waktu' }] : []

const standing = (wanted: readonly Scheme[], schemes: readonly Scheme[]) =>
  wanted.length > 0
    ? [
        'Jadwal program yang Kakak minati:',
        ...wanted.map((scheme) => `${STATUS[scheme.status].sign} *${scheme.short}*: ${scheme.statusNote.text}`),
      ].join('\n\n')
    : `Keadaan jadwal sekarang:\n\n${states(schemes)}`

/** How all schemes stand, those of one state together. */
export const states = (schemes: readonly Scheme[]): string =>
  Object.entries(STATUS)
    .map(([status, { sign, words }]) => ({
      head: `${sign} *${words.replace(/^./, (letter) => letter.toUpperCase())}*`,
      names: schemes.filter((scheme) => scheme.status === status).map(({ short }) => `• ${short}`),
    }))
    .filter(({ names }) => names.length > 0)
    .map(({ head, names }) => `${head}\n${names.join('\n')}`)
    .join('\n\n')
