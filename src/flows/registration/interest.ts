import type { Choice } from '../../domain/chat.ts'
import type { Option } from '../../domain/pick.ts'
import { running } from '../../domain/registration.ts'
import type { Place } from '../flow.ts'
import type { Section } from '../form/question.ts'
import { consentQuestion, line, options } from './rules.ts'

function refusal({ person }: Place): string {
  if (running(person.registrations))
    return 'Baik, Kak, tidak apa-apa. Pendaftaran yang lama tidak diubah. Mau membatalkannya? Ketik *tarik izin* atau *hapus data*.'
  return 'Baik, Kak, tidak apa-apa. Tidak ada data yang saya simpan. Kakak tetap bisa bertanya dan membaca panduan kapan saja.'
}

/** Consent first: before it nothing personal is asked or stored (UU 27/2022 art. 20–22). */
export const consent: Section = {
  title: 'Persetujuan',
  questions: [
    consentQuestion('registrasi', {
      label: 'Persetujuan',
      silent: true,
      late: 'Kakak tadi sudah setuju. Kalau mau membatalkannya, ketik *tarik izin*. Kalau tidak, kita lanjutkan:',
      ends: (value, place) =>
        value === 'tidak' ? { draft: undefined, replies: [{ text: refusal(place) }], goTo: 'menu' } : undefined,
    }),
  ],
}

const UNDECIDED: Option = {
  id: 'belum-tahu',
  label: 'Belum tahu, mau dibantu',
  also: ['tidak tahu', 'bingung', 'masih bingung', 'belum ada', 'terserah', 'apa saja'],
}

export const interest: Section = {
  title: 'Program yang diminati',
  questions: [
    {
      id: 'schemes',
      label: 'Program',
      ask: 'Program mana yang Kakak minati? Boleh lebih dari satu.',
      hint: 'Ketuk satu per satu, atau ketik nomornya, misalnya 1 dan 3',
      many: true,
      alone: UNDECIDED.id,
      choices: (_, place) => [...interesting(place), UNDECIDED],
    },
    {
      id: 'howHeard',
      label: 'Tahu dari',
      ask: 'Dari mana Kakak tahu tentang program ini?',
      optional: true,
      choices: options(
        'sosial: Media sosial | tiktok, instagram, ig, facebook, fb, youtube, medsos, internet, google',
        'keluarga: Keluarga atau teman | saudara, tetangga, orang tua',
        'kampus: Sekolah atau kampus | guru, dosen',
        'kantor: Kantor pemerintah | disnaker, bp3mi, bp2mi, kp2mi, dinas',
        'alumni: Alumni atau pekerja di sana',
        'lpk: LPK atau agen',
      ),
      read: line('Asalnya', 'dari tetangga', { max: 80 }),
    },
  ],
}

const interesting = ({ knowledge }: Place): Choice[] =>
  knowledge.schemes
    .filter((scheme) => scheme.registration.interest)
    .map((scheme) => ({ id: scheme.id, label: scheme.short }))
