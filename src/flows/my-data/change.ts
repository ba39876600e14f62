import type { Reply } from '../../domain/chat.ts'
import { running } from '../../domain/registration.ts'
import { saying } from '../flow.ts'
import { receipt } from './receipt.ts'

const ONLY_CHECKED: Reply = {
  text: 'Kakak belum mendaftar. Yang bisa diubah hanya jawaban cek syarat.',
  choices: [
    { id: 'cek-syarat:ubah', label: 'Ubah jawaban' },
    { id: 'menu:menu', label: 'Menu' },
  ],
}

/** *ubah data*: leads to the registration, where there is one; of one that is at its end, staff mend it. */
export const changeData = saying('ubah-data', (place) => {
  const { person, openForms, keptForms } = place
  if (running(person.registrations)) {
    const { line, effect } = receipt('ubah', place)
    return { replies: [{ text: line }], effects: [effect], goTo: 'daftar' }
  }
  if ('daftar' in openForms) return { replies: [], goTo: 'daftar' }
  if (person.registrations.length > 0) {
    const { line, effect } = receipt('ubah', place, true)
    const text = `Pendaftaran Kakak sudah selesai, jadi yang bisa membetulkannya petugas, paling lambat 3×24 jam. Ketik *petugas*, lalu tulis data mana yang keliru dan yang benar.\n\n${line}\n\nMau mendaftar lagi? Ketik *daftar*.`
    return { replies: [{ text }], effects: [effect] }
  }
  if ('cek-syarat' in keptForms) return { replies: [ONLY_CHECKED] }
  const text =
    'Belum ada data yang bisa diubah, Kak, karena Kakak belum mendaftar. Ketik *daftar* untuk mulai, atau *menu* untuk yang lain.'
  return { replies: [{ text }] }
})
