import type { Heard } from './flow.ts'

/** What is said to a voice message, a sticker, a file or a contact that nobody asked for. */
export function unusable({ kind }: Pick<Heard, 'kind'>): string {
  if (kind === 'voice') return 'Maaf, Kak, saya belum bisa mendengar pesan suara. Boleh diketik saja?'
  if (kind === 'contact') return 'Terima kasih, Kak. Nomornya tidak saya simpan karena belum diperlukan.'
  if (kind === 'file')
    return 'Foto atau berkasnya belum saya perlukan, Kak, dan tidak saya simpan. Jangan kirim KTP atau paspor kalau tidak diminta ya.'
  return 'Maaf, Kak, pesan seperti itu belum bisa saya baca. Boleh diketik saja?'
}
