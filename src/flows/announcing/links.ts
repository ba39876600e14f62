import { isBroken, type LinkSeen } from '../../domain/link.ts'
import { quote } from '../../domain/markup.ts'

const LOOKS: Record<LinkSeen['look'], string> = {
  ok: 'bisa dibuka',
  dead: 'tidak ada (halamannya atau situsnya tidak ditemukan)',
  inside: 'alamat dalam jaringan kantor, orang lain tidak bisa membukanya',
  unknown: 'tidak bisa dicek (tanpa internet, atau situsnya tidak menjawab)',
}

/** What is to be said of links; undefined: all is well. */
export function linkWords(seen: readonly LinkSeen[]): string | undefined {
  if (seen.every(({ look }) => look === 'ok')) return undefined
  return seen.map(({ url, look }) => `• ${url}: ${LOOKS[look]}`).join('\n')
}

/** For the writer, once the links were looked at. `held`: it was about to go out, and waits now. */
export function linkNotice(announcement: number, seen: readonly LinkSeen[], held: boolean): string | undefined {
  const words = linkWords(seen)
  if (words === undefined) return undefined
  const next = held
    ? 'Pengumumannya saya tahan dulu. Batalkan lalu tulis lagi, atau *Lanjutkan* kalau alamatnya memang benar.'
    : seen.some(isBroken)
      ? 'Periksa lagi sebelum disetujui.'
      : 'Pengumumannya tetap jalan; coba buka sendiri alamatnya.'
  return `${seen.some(isBroken) ? '⚠️ ' : ''}Alamat di pengumuman ${announcement}:\n${quote(words)}\n\n${next}`
}
