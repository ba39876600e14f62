import type { FileRef } from '../domain/chat.ts'

/** Nobody has it any more, or only another channel's server; that there is one must not go unsaid. */
const UNSEEN = '(Ada foto atau berkas yang tidak bisa ditampilkan di sini.)'
/** It is being fetched: it comes by itself, or word of what is wrong with it does. */
const TO_COME = '(Ada foto atau berkas. Sebentar lagi menyusul di sini.)'

/** We made it for this message, and it has been deleted, or this channel takes none like it. */
const EXPIRED = '(Berkasnya tidak bisa dikirim di sini, atau sudah dihapus. Kalau masih perlu, minta lagi.)'

/** What is said of a file that cannot be shown now. */
export const unseen = ({ kept, once }: FileRef): string => (once ? EXPIRED : kept === undefined ? UNSEEN : TO_COME)
