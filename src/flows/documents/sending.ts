/** What becomes of a photo or PDF that was sent: a document, a further page of one, or not clear yet. */
import type { FileRef } from '../../domain/chat.ts'
import { MAX_PAGES } from '../../domain/kept-file.ts'
import type { Place, Turn } from '../flow.ts'
import { continues, isThere, labelOf, ownOf } from './checklist.ts'
import type { Draft } from './draft.ts'
import { askFor, askWhich, BACK, DONE, LINK_MINUTES, overview } from './showing.ts'

/** Nothing is open: the floor is left, a photo finds its way here from anywhere. */
export const rest = (...replies: Turn['replies']): Turn<Draft> => ({ draft: {}, replies, rest: true })
export const all = (place: Place): Turn<Draft> => rest(overview(place))

/** Each time with a link of its own: one that was opened and not used stays good, too. */
export const ask = (document: string, place: Place): Turn<Draft> => ({
  draft: { document, asks: 'kirim', over: ownOf(place, document)?.bundle },
  replies: [askFor(document, place)],
  ...(place.freshUpload && {
    effects: [
      {
        kind: 'showUploadLink',
        document,
        token: place.freshUpload.token,
        until: new Date(place.now.getTime() + LINK_MINUTES * 60_000),
      },
    ],
  }),
})

const isPdf = ({ mime }: FileRef) => mime === 'application/pdf'

/** Photos that wait for a word on what they are, in the order they came. */
export const held = ({ file, more = [] }: Draft): FileRef[] => (file ? [file, ...more] : [])

/** With those that wait already; undefined: they cannot be one document, or are too many. */
export function gathered(draft: Draft, file: FileRef): Pick<Draft, 'file' | 'more'> | undefined {
  const [first, ...more] = held(draft)
  if (first === undefined) return { file }
  if (more.length + 2 > MAX_PAGES || [first, ...more, file].some(isPdf)) return undefined
  return { file: first, more: [...more, file] }
}

export const NOT_HELD = {
  text: `Yang terakhir ini tidak saya simpan, Kak: yang tadi belum jelas dokumen apa, dan sekaligus hanya satu PDF atau paling banyak ${MAX_PAGES} foto. Jawab dulu untuk yang tadi, lalu kirim lagi.`,
}

/** `last`: the document that it may be a page of. */
export function hold(draft: Draft, file: FileRef, last: string | undefined, place: Place): Turn<Draft> {
  const together = gathered(draft, file)
  if (!together) return { draft, replies: [NOT_HELD, askWhich(held(draft), draft.last, place)] }
  const next = { ...together, last }
  return { draft: next, replies: [askWhich(held(next), last, place)] }
}

/** One document of these, in place of the one before. Only to what was a photo a page can be added. */
export function keep(document: string, files: readonly FileRef[], place: Place): Turn<Draft> {
  const [first, ...more] = files as [FileRef, ...FileRef[]]
  const pages = more.length > 0 ? `, ${files.length} halaman` : ''
  const text = `Sedang saya ambil dan periksa: *${labelOf(place.knowledge, document)}*${pages}. Sebentar lagi saya kabari, Kak.`
  return {
    ...rest({ text }),
    draft: isPdf(first) ? {} : { last: document },
    effects: [
      { kind: 'keepDocument', document, file: first },
      ...more.map((file) => ({ kind: 'addPage' as const, document, file, page: undefined })),
    ],
  }
}

/** Further pages of what is there. `page`: in the place of one that could not be used. */
export function add(document: string, files: readonly FileRef[], page: number | undefined, place: Place): Turn<Draft> {
  if (!isThere(document, place)) return keep(document, files, place)
  const not = full(document, files.length, place) ?? (files.some(isPdf) ? NO_PDF : undefined)
  if (not) return rest({ text: `${not} Yang tadi tidak saya simpan.`, choices: [replace(document), BACK] })
  const text = `Sedang saya ambil dan periksa: halaman tambahan *${labelOf(place.knowledge, document)}*. Masih ada halaman lain? Langsung kirim fotonya. Kalau tidak, ketuk *Sudah semua*.`
  return {
    draft: { document, asks: 'halaman' },
    replies: [{ text, choices: [DONE] }],
    effects: files.map((file) => ({ kind: 'addPage', document, file, page })),
  }
}

const NO_PDF = 'Halaman tambahan harus foto, Kak. Punya satu PDF yang lengkap? Ketuk *Ganti*.'

const replace = (document: string) => ({ id: `kirim=${document}`, label: 'Ganti' })

/** Why so many pages cannot be added. */
function full(document: string, count: number, place: Place): string | undefined {
  const label = `*${labelOf(place.knowledge, document)}*`
  if (!continues(document, place))
    return `${label} yang ada di kami berupa PDF, jadi foto tidak bisa ditambahkan, Kak. Mau mengirim semuanya lagi, sebagai foto atau satu PDF? Ketuk *Ganti*.`
  const have = ownOf(place, document)?.pages?.length ?? 0
  return have + count > MAX_PAGES
    ? `${label} sudah ${have} halaman, dan paling banyak ${MAX_PAGES}, Kak. Lebih tebal dari itu? Kirim satu PDF lewat *Ganti*, atau bawa ke kantor.`
    : undefined
}

export function askPage(document: string, page: number | undefined, place: Place): Turn<Draft> {
  if (!isThere(document, place)) return ask(document, place)
  const not = full(document, 1, place)
  if (not) return rest({ text: not, choices: [replace(document), BACK] })
  const label = `*${labelOf(place.knowledge, document)}*`
  const text =
    page === undefined
      ? `Kirim foto halaman berikutnya dari ${label} di sini. Boleh beberapa, berurutan; semuanya paling banyak ${MAX_PAGES} halaman.`
      : `Kirim lagi foto halaman ${page} dari ${label} di sini. Halaman yang lain tetap tersimpan.`
  return {
    draft: { document, asks: 'halaman', ...(page !== undefined && { page }) },
    replies: [{ text, choices: [DONE] }],
  }
}

/** Whoever names a document that is there may mean a page of it, or another one in its place: that is asked. */
export function sort(document: string, draft: Draft, place: Place): Turn<Draft> {
  const files = held(draft)
  if (!isThere(document, place)) return keep(document, files, place)
  return { draft: { ...draft, last: document }, replies: [askWhich(files, document, place)] }
}
