import { saying } from '../flow.ts'

/** *kontak data*: who answers for personal data (UU 27/2022 art. 53), and what can be done without them. */
export const dataContact = saying('kontak-data', ({ knowledge: { office } }) => ({
  replies: [
    {
      text: `Yang bertanggung jawab atas data pribadi di ${office.name}: *${office.dataProtection.name}*, ${office.dataProtection.contact}.\n\nSebutkan nomor permintaannya kalau ada. Tanpa menunggu siapa pun Kakak bisa mengetik *lihat data*, *jejak data*, *ubah data*, *batasi data*, *tarik izin*, atau *hapus data*.`,
    },
  ],
}))
