import { saying } from './flow.ts'

/** *bantuan*: what can be typed anywhere. */
export const help = saying('bantuan', ({ openForms }) => ({
  replies: [
    {
      text: [
        'Kakak bisa menulis pertanyaan dengan bahasa sehari-hari. Kata-kata ini juga selalu bisa diketik:',
        '*menu* – pilihan utama\n*skema* – program kerja ke luar negeri\n*cek syarat* – program mana yang cocok untuk saya\n*panduan* – berangkat dengan aman\n*cek tawaran* – tanda bahaya di tawaran kerja\n*hitung biaya* – bandingkan uang yang diminta\n*daftar* – mendaftar minat\n*status* – pendaftaran saya\n*berkas* – dokumen saya\n*jadwal* – tanggal penting\n*petugas* – bicara dengan orang kantor',
        'Saat mengisi formulir: *kembali*, *ubah*, *lewati*, *jeda*, *lanjut*, *batal*.',
        'Data Kakak: *lihat data*, *jejak data*, *ubah data*, *batasi data*, *hapus data*, *tarik izin*. Tidak mau dikirimi kabar: *berhenti*; mau lagi: *mulai lagi*. Punya chat di dua tempat, misalnya Telegram dan WhatsApp: *sambungkan*.',
        Object.keys(openForms).length > 0 && 'Ada isian yang belum selesai. Ketik *lanjut* untuk meneruskan.',
      ]
        .filter(Boolean)
        .join('\n\n'),
    },
  ],
}))
