import { z } from 'zod'
import type { Reply } from '../domain/chat.ts'
import type { GuidePage } from '../knowledge/shapes.ts'
import { defineFlow, type Heard, type Place, type Turn } from './flow.ts'
import { sourceLine } from './sourced.ts'
import { unusable } from './unusable.ts'

/** `page`: the page being read. `read`: every page seen so far. */
const Draft = z.object({ page: z.string().optional(), read: z.array(z.string()) })
type Draft = z.infer<typeof Draft>

/** The safe-migration guide: a table of contents, then a page at a time, with progress. */
export const guide = defineFlow<Draft>({
  name: 'panduan',
  hears: ['lanjut', 'kembali'],
  draft: Draft,
  fresh: { read: [] },
  enter: (draft, place) => contents(draft, place),
  receive(draft, heard, place) {
    if (heard.kind === 'choice' && heard.id === 'isi') return contents(draft, place)
    const page = wanted(draft, heard, place)
    if (page) return open(draft, page, place)
    if (heard.kind === 'text') return { draft, replies: [], unclear: true }
    if (heard.kind === 'command' && heard.name === 'kembali' && !draft.page) return { draft, replies: [], goTo: 'menu' }
    if (heard.kind === 'command' || heard.kind === 'choice') return contents(draft, place)
    return { draft, replies: [{ text: unusable(heard) }, ...contents(draft, place).replies] }
  },
})

function wanted(draft: Draft, heard: Heard, { knowledge }: Place): GuidePage | undefined {
  const at = knowledge.guide.findIndex((page) => page.id === draft.page)
  if (heard.kind === 'command' && at < 0)
    return heard.name === 'lanjut' ? knowledge.guide.find((page) => !draft.read.includes(page.id)) : undefined
  if (heard.kind === 'command') return knowledge.guide[heard.name === 'lanjut' ? at + 1 : at - 1]
  return heard.kind === 'choice' ? knowledge.guide.find((page) => page.id === heard.id) : undefined
}

function contents(draft: Draft, { knowledge }: Place): Turn<Draft> {
  const seen = knowledge.guide.filter((page) => draft.read.includes(page.id)).length
  const all = knowledge.guide.length
  const progress =
    seen > 0 ? `Sudah dibaca ${seen} dari ${all} halaman${seen === all ? '. Hebat, Kak, sudah semua!' : '.'}\n` : ''
  const where =
    seen === 0
      ? 'Mau baca yang mana? Ketik *lanjut* untuk membaca dari awal.'
      : 'Mau baca yang mana? Ketik *lanjut* untuk halaman yang belum dibaca, atau *menu*.'
  const choices = knowledge.guide.map((page) => ({
    id: page.id,
    label: `${draft.read.includes(page.id) ? '✓ ' : ''}${page.title}`,
  }))
  return {
    draft: { read: draft.read },
    replies: [{ text: `*Panduan berangkat aman*\n${progress}${where}`, choices }],
  }
}

function open(draft: Draft, page: GuidePage, { knowledge }: Place): Turn<Draft> {
  const { guide: pages } = knowledge
  const at = pages.indexOf(page)
  const [before, next] = [pages[at - 1], pages[at + 1]]
  const text = [
    `*${page.title}* (${at + 1}/${pages.length})`,
    page.text,
    sourceLine(knowledge, page.sources, page.checked),
  ].join('\n\n')
  const choices = [
    ...(next ? [{ id: next.id, label: `Lanjut: ${next.title}` }] : []),
    ...(before ? [{ id: before.id, label: 'Kembali' }] : []),
    { id: 'isi', label: 'Isi panduan' },
    { id: 'menu:menu', label: 'Menu' },
  ]
  const replies: Reply[] = [{ text, choices }]
  return { draft: { page: page.id, read: [...new Set([...draft.read, page.id])] }, replies }
}
