/** The consent that contracts and news from abroad rest on; whoever has given it is not asked again. */
import type { Turn } from '../flow.ts'
import type { Question } from '../form/question.ts'
import { consentQuestion } from '../registration/rules.ts'

const refusedConsent: Turn = {
  draft: undefined,
  replies: [
    {
      text: 'Baik, Kak, tidak apa-apa. Tidak ada yang saya simpan. Kalau butuh bantuan di luar negeri, ketik *bahaya* atau *petugas* kapan saja.',
    },
  ],
  goTo: 'menu',
}

export const workConsent: Question = consentQuestion('kerja', {
  label: 'Izin kabar dan kontrak',
  silent: true,
  late: 'Kakak tadi sudah setuju. Kalau mau membatalkannya, ketik *tarik izin*. Kalau tidak, kita lanjutkan:',
  ends: (value) => (value === 'tidak' ? refusedConsent : undefined),
})
