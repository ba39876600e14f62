/** The pages of an upload link: plain HTML that any phone shows, without scripts, fonts or pictures. */
import { createHash } from 'node:crypto'

const STYLE =
  'body{font:18px/1.5 system-ui,sans-serif;margin:0 auto;max-width:32rem;padding:1.2rem;color:#1b1b1b;background:#fff}h1{font-size:1.3rem}input,button{font:inherit;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.9rem}button{border:0;border-radius:.5rem;background:#0b5d3b;color:#fff}.s{background:#fff3d6;padding:.8rem;border-radius:.5rem}'

/** Nothing may run, load or be framed; the form goes nowhere but here; the link is given to no other site, and no cache keeps it. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const page = (title: string, body: string) =>
  `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`

/** `label`: the document's. `problem`: why the one before could not be used. */
export const formPage = (label: string, problem?: string): string =>
  page(
    `Kirim ${label}`,
    `${problem ? `<p class="s" role="alert">${escaped(problem)}</p>` : ''}<form method="post" enctype="multipart/form-data"><p><label for="f">Pilih satu foto atau PDF, paling besar 10 MB.</label></p><input id="f" type="file" name="dokumen" accept="image/jpeg,image/png,image/webp,application/pdf" required><button type="submit">Kirim</button></form><p>Beberapa halaman? Kirim yang pertama di sini; halaman lainnya lewat Tambah halaman di chat, atau semuanya dalam satu PDF.</p><p>Tautan ini hanya untuk satu dokumen, sekali pakai, dan sebentar saja. Jangan diteruskan ke orang lain. Kami tidak pernah meminta uang.</p>`,
  )

export const donePage = (label: string): string =>
  page(
    'Terima kasih, Kak',
    `<p>${escaped(label)} sudah kami terima. Kabarnya ada di chat; halaman ini boleh ditutup.</p>`,
  )

/** The same for a link that was used, is over, or never was. */
export const GONE_PAGE = page(
  'Tautan ini tidak berlaku',
  '<p>Mungkin sudah dipakai atau sudah lewat waktunya. Kembali ke chat, lalu ketik <b>berkas</b> untuk tautan baru.</p>',
)
export const BUSY_PAGE = page('Sedang ramai', '<p>Coba lagi sebentar lagi ya, Kak.</p>')
