/** What can be looked up in an offer: names, phones, accounts, whose they are. Pure. */
import { readPhone } from '../../domain/phone.ts'

const FORM =
  /(?<![\p{L}\p{N}])(?:P\.?T|C\.?V|P3MI|LPKS?|LKP|SO|Yayasan|Koperasi|PJTKI|Lembaga)\.?\s+(?=[\p{L}\p{N}"“])/giu
const NAME_WORDS = 5
/** After these words a name is over. */
const AFTER_NAME = new Set(
  'yang yg nya di ke dari untuk utk dan dgn dengan buka membuka bukak minta meminta suruh menyuruh nyuruh resmi terdaftar berizin katanya kata kak min gaji biaya ini itu apa apakah ada adalah akan sedang lagi mencari cari butuh membutuhkan menerima terima sudah udah bisa mau hub hubungi wa alamat jl jalan jln telp tlp no nomor penempatan penyalur pengirim tapi juga saja aja ya kah gak ga tidak bukan atau sih nawarin menawarkan tawarkan berangkatkan memberangkatkan membantu bantu punya milik pak bu bilang ngomong cuma hanya rekening rek bca bri bni pada masih langsung seperti kami kita saya aku sip3mi sip2mi izin ijin program magang ssw lowongan loker kuota job kalau kalo jika setengah lunas dp bayar transfer'.split(
    ' ',
  ),
)
const NOT_A_NAME =
  /^(?:mana|apa|apapun|tersebut|tsb|resmi|abal|bodong|luar|jepang|itu|ini|besar|terpercaya|swasta|berizin|saya|kami|anda|kakak|kak|biaya|nya)$/i
const NAME_WORD = /^[\p{L}\p{N}&'’.-]+$/u

/** "PT Maju Jaya Abadi" out of running words. */
export function namesIn(text: string): string[] {
  const names = [...text.matchAll(FORM)].flatMap((form) => {
    const rest = text.slice(form.index + form[0].length, form.index + form[0].length + 120)
    const words: string[] = []
    for (const raw of rest.split(/(?<=[\s,;:()/!?])|\n/)) {
      const word = raw
        .replace(/[\s,;:()/!?"“”]+$/u, '')
        .replace(/^["“]/, '')
        .replace(/\.$/, '')
      if (!word || AFTER_NAME.has(word.toLowerCase()) || !NAME_WORD.test(word)) break
      if (words.length > 0 && isCapital(words[0]!) && !isCapital(word) && word !== '&') break
      words.push(word)
      if (words.length === NAME_WORDS || /[,;:()/!?\n]$/.test(raw) || /\.\s*$/.test(raw)) break
    }
    const kind = form[0].trim().replaceAll('.', '').toUpperCase()
    const isName = words.length > 0 && !NOT_A_NAME.test(words[0]!) && !/^\d+$/.test(words[0]!)
    return isName ? [`${kind.length <= 5 ? kind : kind[0] + kind.slice(1).toLowerCase()} ${words.join(' ')}`] : []
  })
  return [...new Set(names)].slice(0, 5)
}

const isCapital = (word: string) => /^[\p{Lu}\p{N}]/u.test(word)

const PHONE = /(?<![\d+])(?:\+?62|0)\s?8[1-9](?:[\s.-]?\d){6,10}(?!\d)/g
const WA_LINK = /wa\.me\/(\d{9,15})/gi

/** Mobile numbers as E.164. */
export function phonesIn(text: string): string[] {
  const written = [...text.matchAll(WA_LINK)].map((link) => `+${link[1]}`).concat(text.match(PHONE) ?? [])
  const read = written.map((number) => readPhone(number)).flatMap((reading) => (reading.ok ? [reading.value] : []))
  return [...new Set(read)].slice(0, 5)
}

const BANK = String.raw`bca|bri|bni|bsi|btn|btpn|mandiri|cimb|danamon|permata|seabank|jago|jenius|blu|muamalat|bank\s+\p{L}+|rekening|rek|norek|no\.?\s*rek|va`
const ACCOUNT = new RegExp(
  String.raw`(?<![\p{L}])(?:${BANK})\.?(?:\s+[\p{L}]+){0,2}\s*[:.=]?\s*(\d(?:[\s.-]?\d){8,15})(?!\d)`,
  'giu',
)

/** Bank accounts, digits only. */
export function accountsIn(text: string): string[] {
  const found = [...text.matchAll(ACCOUNT)].map((match) => match[1]!.replace(/\D/g, ''))
  return [...new Set(found)].slice(0, 5)
}

const HOLDER =
  /(?<![\p{L}])(?:a\.?\s?\/?n\.?|atas\s+nama|an)\s*[:.]?\s+((?:(?:PT|CV|LPK|Yayasan|Koperasi)\.?\s+)?(?:\p{L}{1,3}\.|\p{L}[\p{L}'’]*)(?:\s+(?:\p{L}{1,3}\.(?=\s+\p{L})|\p{L}[\p{L}'’]*)){0,3})/giu
/** An unlabelled name behind the digits of an account. */
const BEHIND = new RegExp(String.raw`${ACCOUNT.source}\s*[,(-]?\s*(\p{Lu}\p{L}+(?:\s+\p{Lu}\p{L}+){0,3})`, 'gu')
const ORGANISATION = /^(?:PT|CV|LPK|LPKS|Yayasan|Koperasi|Perusahaan|Bendahara|Kas|Dinas|Kementerian|BP\dMI|KP2MI)\b/i
const NO_HOLDER =
  /^(?:perusahaan|instansi|kantor|kami|saya|siapa|siapapun|kementerian|pemerintah|negara|perorangan|pribadi|bp\dmi|kp2mi|program)\b/i

/** Whose accounts are named; `person`: no organisation. */
export function holdersIn(text: string): { name: string; person: boolean }[] {
  const labelled = [...text.matchAll(HOLDER)].map((match) => match[1]!)
  const behind = [...text.matchAll(BEHIND)].map((match) => match[2]!)
  return [...new Set([...labelled, ...behind].map((name) => name.trim()))]
    .filter((name) => !NO_HOLDER.test(name))
    .slice(0, 5)
    .map((name) => ({ name, person: !ORGANISATION.test(name) }))
}

const FREE_MAIL = /[\w.+-]+@(?:gmail|yahoo|ymail|hotmail|outlook|live|icloud|mail|proton)\.[a-z.]+/gi

/** Addresses that anybody can have. */
export const freeMails = (text: string): string[] => [...new Set(text.match(FREE_MAIL) ?? [])]

/** A wallet that takes money for a phone number: as a bank account of a person. */
export const namesWallet = (text: string): boolean =>
  /(?<![\p{L}])(?:dana|ovo|gopay|go-pay|shopeepay|linkaja)\s*[:.]?\s*(?:\+?62|0)8\d/iu.test(text)
