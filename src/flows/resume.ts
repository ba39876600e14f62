import { running } from '../domain/registration.ts'
import { saying } from './flow.ts'

/** *lanjut* outside a form, and *kirim*, *ubah* or *lewati*: back to what was begun. */
export const resume = saying('lanjut', ({ openForms, visited, person }) => {
  const begun = 'daftar' in openForms ? 'daftar' : Object.keys(openForms)[0]
  if (begun) return { replies: [], goTo: begun }
  if (visited.includes('panduan')) return { replies: [], goTo: 'panduan' }
  const text = running(person.registrations)
    ? 'Pendaftaran Kakak sudah terkirim, jadi tidak ada isian yang terbuka. Mau mengubahnya? Ketik *ubah data*. Untuk yang lain ketik *menu*.'
    : 'Belum ada isian yang dimulai, Kak. Ketik *daftar* untuk mendaftar, atau *menu* untuk melihat pilihan.'
  return { replies: [{ text }] }
})
