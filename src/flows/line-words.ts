/** What the adapter of the linked device says of its line, in the words of the office. */
const WORDS: Record<string, string> = {
  connected: 'tersambung',
  'no line to WhatsApp': 'sambungan ke WhatsApp terputus; dicoba terus',
  'not linked: langkah whatsapp link': 'belum tertaut',
  'the login cannot be read': 'data tautan belum bisa dibaca: periksa basis data dan kunci penyandi',
  'messages cannot be stored': 'pesan belum bisa disimpan: periksa basis data',
  'logged out by the phone': 'dikeluarkan dari HP: tautkan lagi',
  'another process holds this number': 'nomor ini dipegang proses lain: hentikan yang lain, lalu jalankan ulang',
  'ended by a bug': 'berhenti karena kesalahan program: jalankan ulang, lalu kabari yang merawat program ini',
}

/** WhatsApp's code stands in these. */
const REFUSED: [RegExp, string][] = [
  [/^WhatsApp refuses this number \((\d+)\)$/, 'WhatsApp menolak nomor ini (kode $1): buka WhatsApp di HP-nya'],
  [
    /^WhatsApp ends the line again and again \((\d+)\)$/,
    'WhatsApp memutus sambungan berkali-kali (kode $1); dicoba terus',
  ],
  [
    /^WhatsApp refuses this version \((\d+)\).*$/,
    'WhatsApp menolak versi program ini (kode $1): program perlu diperbarui',
  ],
]

/** `condition` undefined: there has been no line yet. What has no words here is said as it is. */
export function lineWords(condition: string | undefined): string {
  if (condition === undefined) return 'belum pernah tersambung'
  const refused = REFUSED.find(([pattern]) => pattern.test(condition))
  return WORDS[condition] ?? (refused ? condition.replace(...refused) : condition)
}
