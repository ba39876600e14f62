import { z } from 'zod'
import type { Choice, Reply } from '../domain/chat.ts'
import { SCHEME_PAGES, type Scheme, type SchemePage } from '../knowledge/shapes.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'
import { pageParts } from './scheme-page.ts'
import { factList } from './sourced.ts'
import { unusable } from './unusable.ts'

/** `page` and `part` (from 1): what is being read. */
const Draft = z.object({
  scheme: z.string().optional(),
  page: z.string().optional(),
  part: z.number().optional(),
})
type Draft = z.infer<typeof Draft>

export const STATUS: Record<Scheme['status'], { sign: string; words: string }> = {
  buka: { sign: '🟢', words: 'terbuka sepanjang tahun' },
  berkala: { sign: '🟡', words: 'dibuka pada waktu tertentu' },
  'tidak-pasti': { sign: '⚪', words: 'belum ada kabar pasti' },
  lewat: { sign: '🔴', words: 'sudah lewat' },
}

export const SCHEME_PAGE_IDS = Object.keys(SCHEME_PAGES) as SchemePage[]

/** The schemes: list → scheme → one page of it, each with source and day of check. */
export const schemes = defineFlow<Draft>({
  name: 'skema',
  hears: ['kembali', 'lanjut'],
  draft: Draft,
  fresh: {},
  about: (draft) => draft.scheme,
  enter: (_, place) => list(place),
  receive(draft, heard, place) {
    if (heard.kind === 'text') return { draft, replies: [], unclear: true }
    if (heard.kind === 'command') return turnPage(draft, heard.name, place)
    if (heard.kind === 'choice') return open(heard.id, place)
    return { draft, replies: [{ text: unusable(heard) }, ...list(place).replies] }
  },
})

/** The schemes' buttons, in the order of the content. */
export const schemeChoices = (schemes: readonly Scheme[], to = (id: string) => id): Choice[] =>
  schemes.map((scheme) => ({ id: to(scheme.id), label: scheme.short }))

/** One page of a scheme, or a part of it where it is long. `part` counts from 1. */
export function pageReply(scheme: Scheme, page: SchemePage, { knowledge }: Pick<Place, 'knowledge'>, part = 1): Reply {
  const parts = pageParts(knowledge, scheme, page)
  const at = Math.min(Math.max(part, 1), parts.length)
  const count = parts.length > 1 ? ` (${at}/${parts.length})` : ''
  const more = at < parts.length ? [{ id: `skema:${scheme.id}/${page}/${at + 1}`, label: 'Lanjut membaca' }] : []
  return {
    text: `*${scheme.short}: ${SCHEME_PAGES[page]}*${count}\n\n${parts[at - 1]}`,
    choices: [...more, ...pageChoices(scheme, page)],
  }
}

/** `id`: "ssw-kaigo", "ssw-kaigo/syarat", "ssw-kaigo/syarat/2". */
function open(id: string, place: Place): Turn<Draft> {
  const [name, page = '', part = '1'] = id.split('/')
  const scheme = place.knowledge.schemes.find((s) => s.id === name)
  if (!scheme) return list(place)
  const known = SCHEME_PAGE_IDS.find((known) => known === page)
  if (!known) return summary(scheme, place)
  return {
    draft: { scheme: scheme.id, page: known, part: Number(part) || 1 },
    replies: [pageReply(scheme, known, place, Number(part) || 1)],
  }
}

/** *lanjut*: the rest of the page, then the next one. *kembali*: from a page to its scheme, then to the list. */
function turnPage({ scheme, page, part = 1 }: Draft, command: string, place: Place): Turn<Draft> {
  const found = place.knowledge.schemes.find((s) => s.id === scheme)
  const known = SCHEME_PAGE_IDS.find((id) => id === page)
  if (command === 'kembali' && !found) return { draft: {}, replies: [], goTo: 'menu' }
  if (command === 'kembali') return known ? open(scheme!, place) : list(place)
  if (!found) return { draft: {}, replies: [], goTo: 'lanjut' }
  const isLast = known !== undefined && part >= pageParts(place.knowledge, found, known).length
  if (known && !isLast) return open(`${scheme}/${known}/${part + 1}`, place)
  if (Object.keys(place.openForms).length > 0) return { draft: {}, replies: [], goTo: 'lanjut' }
  const next = SCHEME_PAGE_IDS[known ? SCHEME_PAGE_IDS.indexOf(known) + 1 : 0]
  return next ? open(`${scheme}/${next}`, place) : open(scheme!, place)
}

function list({ knowledge }: Place): Turn<Draft> {
  const legend = Object.values(STATUS).map(({ sign, words }) => `${sign} ${words}`)
  const choices = knowledge.schemes.map((scheme) => ({
    id: scheme.id,
    label: `${STATUS[scheme.status].sign} ${scheme.short}`,
  }))
  return {
    draft: {},
    replies: [{ text: `*Program kerja ke luar negeri*\n${legend.join('\n')}\n\nMau lihat yang mana?`, choices }],
  }
}

function summary(scheme: Scheme, { knowledge }: Place): Turn<Draft> {
  const text = [
    `*${scheme.name}*\nNegara: ${scheme.country}\n${STATUS[scheme.status].sign} *${STATUS[scheme.status].words}.* ${scheme.statusNote.text}`,
    factList(knowledge, scheme.summary),
  ].join('\n\n')
  return { draft: { scheme: scheme.id }, replies: [{ text, choices: pageChoices(scheme) }] }
}

function pageChoices(scheme: Scheme, but?: SchemePage): Choice[] {
  const pages = SCHEME_PAGE_IDS.filter((page) => page !== but)
  return [
    ...pages.map((page) => ({ id: `skema:${scheme.id}/${page}`, label: SCHEME_PAGES[page] })),
    ...(scheme.registration.interest ? [{ id: 'menu:daftar', label: 'Daftar minat' }] : []),
    { id: 'skema:semua', label: 'Program lain' },
    { id: 'menu:menu', label: 'Menu' },
  ]
}
