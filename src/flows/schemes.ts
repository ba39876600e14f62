import { z } from 'zod'
import type { Choice } from '../domain/chat.ts'
import { SCHEME_PAGES, type Scheme, type SchemePage } from '../knowledge/shapes.ts'
import { defineFlow, type Place, type Turn } from './flow.ts'
import { factList } from './sourced.ts'

const Draft = z.object({ scheme: z.string().optional() })
type Draft = z.infer<typeof Draft>

const STATUS: Record<Scheme['status'], { sign: string; words: string }> = {
  buka: { sign: '🟢', words: 'terbuka sepanjang tahun' },
  berkala: { sign: '🟡', words: 'dibuka pada waktu tertentu' },
  'tidak-pasti': { sign: '⚪', words: 'belum ada kabar pasti' },
  lewat: { sign: '🔴', words: 'sudah lewat' },
}

/** The schemes: list → scheme → one page of it, each with source and day of check. */
export const schemes = defineFlow<Draft>({
  name: 'skema',
  draft: Draft,
  fresh: {},
  enter: (_, place) => list(place),
  receive(draft, heard, place) {
    if (heard.kind === 'text') return { draft, replies: [], unclear: true }
    if (heard.kind !== 'choice') return list(place)
    const [id, page] = heard.id.split('/')
    const scheme = place.knowledge.schemes.find((s) => s.id === id)
    if (!scheme) return list(place)
    return page && page in SCHEME_PAGES ? showPage(scheme, page as SchemePage, place) : summary(scheme, place)
  },
})

/** The schemes' buttons, in the order of the content. */
export const schemeChoices = (schemes: readonly Scheme[], to = (id: string) => id): Choice[] =>
  schemes.map((scheme) => ({ id: to(scheme.id), label: scheme.short }))

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

function showPage(scheme: Scheme, page: SchemePage, { knowledge }: Place): Turn<Draft> {
  const open = page === 'jadwal' || page === 'syarat' ? scheme.open : []
  const text = [
    `*${scheme.short}: ${SCHEME_PAGES[page]}*`,
    factList(knowledge, scheme.pages[page]),
    open.length > 0 &&
      `Yang belum kami temukan sumbernya:\n${open.map((line) => `• ${line}`).join('\n')}\nUntuk ini tanyakan BP3MI, atau ketik *petugas*.`,
  ]
  return {
    draft: { scheme: scheme.id },
    replies: [{ text: text.filter(Boolean).join('\n\n'), choices: pageChoices(scheme, page) }],
  }
}

function pageChoices(scheme: Scheme, but?: SchemePage): Choice[] {
  const pages = Object.entries(SCHEME_PAGES).filter(([page]) => page !== but)
  return [
    ...pages.map(([page, label]) => ({ id: `${scheme.id}/${page}`, label })),
    ...(scheme.registration.interest ? [{ id: 'menu:daftar', label: 'Daftar minat' }] : []),
    { id: 'semua', label: 'Program lain' },
    { id: 'menu:menu', label: 'Menu' },
  ]
}
