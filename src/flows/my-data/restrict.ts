/** *batasi data*: what we have is kept and not used, until *buka batasan* (UU 27/2022 arts. 11, 41). */
import { confirming } from '../confirming.ts'
import { type Place, saying } from '../flow.ts'
import { OUTSIDE, receipt } from './receipt.ts'

const ASK = [
  'Kalau dibatasi, data Kakak tetap kami simpan, tetapi tidak dipakai:',
  '• petugas tidak melihat isi pendaftaran Kakak dan tidak memprosesnya\n• data Kakak tidak ikut di daftar yang diekspor\n• tidak ada kabar, pengingat, atau pengumuman',
  'Kakak tetap bisa bertanya, mengubah isian, dan menulis ke petugas. Batasan berlaku sampai Kakak mengetik *buka batasan*. Lama penyimpanannya tidak bertambah.',
  'Batasi sekarang?',
].join('\n\n')

const hasData = ({ person, keptForms }: Place) =>
  person.registrations.length > 0 || person.consents.length > 0 || Object.keys(keptForms).length > 0

export const restrict = confirming({
  name: 'batasi-data',
  needless: (place) => {
    if (place.person.restricted)
      return 'Data Kakak sudah dibatasi: hanya disimpan, tidak dipakai. Mau dipakai lagi? Ketik *buka batasan*.'
    return hasData(place)
      ? undefined
      : 'Saya belum menyimpan data pribadi Kakak, jadi tidak ada yang perlu dibatasi. Ketik *menu* untuk yang lain.'
  },
  ask: ASK,
  yes: 'Ya, batasi',
  done(place) {
    const { line, effect } = receipt('batasi', place)
    const text = `Baik, Kak. Mulai sekarang data Kakak hanya disimpan, tidak dipakai. ${OUTSIDE}\n\n${line}\n\nMau dipakai lagi? Ketik *buka batasan*.`
    return { replies: [{ text }], effects: [effect, { kind: 'restrict', wanted: true }] }
  },
})

export const liftRestriction = saying('buka-batasan', (place) => {
  if (!place.person.restricted)
    return { replies: [{ text: 'Data Kakak tidak sedang dibatasi. Ketik *menu* untuk yang lain.' }] }
  const { line, effect } = receipt('buka', place)
  const text = `Baik, Kak. Batasannya dibuka: petugas bisa memproses pendaftaran Kakak lagi.\n\n${line}`
  return { replies: [{ text }], effects: [effect, { kind: 'restrict', wanted: false }] }
})
