import { saying } from './flow.ts'

/** *lanjut* outside a form: back to the form that was begun. */
export const resume = saying('lanjut', ({ openForms }) => {
  const [begun] = openForms
  if (begun) return { replies: [], goTo: begun }
  return {
    replies: [
      { text: 'Belum ada isian yang dimulai, Kak. Ketik *daftar* untuk mendaftar, atau *menu* untuk melihat pilihan.' },
    ],
  }
})
