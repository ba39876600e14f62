/** The conversation that everybody has: a real stretch of the registration, over and over. */

const ANSWERS = [
  '3 dan 5',
  '1',
  '17 agustus 1999',
  'siti aminah',
  '6371015708990001',
  'perempuan',
  'banjarmasin',
  '1',
  '081234567890',
  'lewati',
  'kalsel',
  'banjarmasin',
]

/** Written once by each person, before anything is measured: who we are, and the consent. */
export const OPENING = ['/start', 'daftar', 'setuju', 'batal', 'ya, hapus isian']
/** Written again and again: the first twelve questions of the form, then out of it. */
export const ROUND = ['daftar', ...ANSWERS, 'batal', 'ya, hapus isian']

/** A message to a person: as they read it, and as it was sent. */
export type Said = { text: string; html: string; buttons: { text: string; callback_data?: string }[][] }

/** What a person writes, and the messages that answer it. */
export type Line = { text: string; answer: Said[] }

export type Script = { opening: Line[]; round: Line[] }
