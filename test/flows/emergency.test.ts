import { describe, expect, it } from 'vitest'
import { stage } from '../theatre.ts'
import { Chatter, textOf } from './chatter.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

function chatterAfter(...lines: string[]): Chatter {
  const chatter = new Chatter()
  for (const line of lines) chatter.says(line)
  return chatter
}

/** The numbers of a country stand in a list; one number may be named in a sentence. */
const list = (text: string) => text.split('\n').filter((line) => line.startsWith('• ')).length

describe('money that is gone', () => {
  it.each([
    'uang 25 juta sudah saya transfer ke agen, sekarang agennya hilang nomornya gak aktif',
    'ketipu agen',
    'sponsor saya kabur bawa uang',
    'sudah bayar 10 juta, orangnya hilang tidak bisa dihubungi',
    'sudah transfer tapi nomornya diblokir',
    'saya ditipu calo, uang 20 juta hilang',
  ])('is answered with the bank first: "%s"', (text) => {
    const { replies, effects } = new Chatter().says(text)
    expect(replies[0]!.text).toMatch(/^\*Hubungi bank Kakak sekarang juga\.\*/)
    for (const step of ['iasc.ojk.go.id', '157', 'Jangan bayar', 'bukti', 'polisi', 'BP3MI', '*bahaya*'])
      expect(replies[0]!.text).toContain(step)
    expect(effects).toEqual([{ kind: 'tellStaff', about: 'darurat', text }])
  })

  it.each([
    'anak saya ditipu agen, sekarang disekap di kamboja minta tebusan 50 juta',
    'saya diancam agen, uang saya dibawa kabur',
    'paspor saya dibawa kabur agen, uang saya juga hilang',
    'saya kabur dari agen, uang saya habis, saya dipukul',
    'gaji saya 6 bulan tidak dibayar, bos kabur',
    'saya ditipu agen, sekarang di bandara malaysia tidak punya uang',
  ])('is not what comes first where somebody is harmed or held: "%s"', (text) => {
    expect(stage.mind.trouble(text)).toBe('bahaya')
  })

  it('takes no country from the words of a fraud', () => {
    const chatter = chatterAfter('saya ketipu lowongan ke jepang, uang sudah ditransfer')
    expect(textOf(chatter.says('bahaya'))).toContain('Ambulans: ')
  })
})

describe('a relative who cannot be reached', () => {
  it.each([
    'suami saya hilang kontak di arab saudi',
    'adik saya ga bisa dihubungi sudah 2 bulan',
    'hilang kontak sama istri saya di saudi',
    'anak saya ga ada kabar dari malaysia',
  ])('"%s": whom to call, what to have ready, whom to ask', (text) => {
    const heard = textOf(new Chatter().says(text))
    for (const part of ['KP2MI', 'Siapkan', 'paspor', 'Tanya juga']) expect(heard).toContain(part)
    expect(heard).not.toContain('Kakak sedang di mana?')
  })

  it('is nobody of theirs who ran off with money', () => {
    expect(stage.mind.trouble('kirim uang lewat agen, sekarang agennya menghilang')).toBe('uang')
  })
})

describe('somebody who wants to die', () => {
  it.each([
    'pengen mati aja rasanya',
    'aku mau bunuh diri',
    'teman sekamar saya mau bunuh diri',
    'saya sudah ga kuat hidup lagi kak',
  ])('"%s": the counsellor, not to be alone, then the other numbers', (text) => {
    const heard = textOf(new Chatter().says(text))
    for (const part of ['Jangan sendirian', '119, lalu tekan 8', 'Polisi']) expect(heard).toContain(part)
    expect(heard.indexOf('Jangan sendirian')).toBeLessThan(heard.indexOf('Polisi'))
  })

  it.each(['saya diancam mau dibunuh kalo kabur', 'majikan mau bunuh saya', 'teman saya mati di pabrik'])(
    'is not who is threatened or mourns: "%s"',
    (text) => expect(stage.mind.trouble(text)).not.toBe('putus-asa'),
  )
})

describe('the place', () => {
  it.each([
    ['tolong anak saya dikurung majikan', 'Yang perlu ditolong sedang di mana?', 'Di Taiwan'],
    ['saya dikurung majikan', 'Kakak sedang di mana?', 'Saya di Taiwan'],
  ])('is asked of the one who needs help: "%s"', (text, question, label) => {
    const reply = new Chatter().says(text).replies.at(-1)!
    expect(reply.text).toMatch(new RegExp(`${question.replace('?', '\\?')}$`))
    expect(reply.choices!.map((choice) => choice.label)).toContain(label)
  })

  it.each(['saya di taiwan', '4'])('is kept, and told to the office: "%s"', (answer) => {
    const chatter = chatterAfter('saya dikurung majikan')
    const { effects } = chatter.says(answer)
    expect(effects).toMatchObject([{ kind: 'tellStaff', about: 'darurat', text: expect.stringMatching(/taiwan/i) }])
    const again = textOf(chatter.says('bahaya', HOUR))
    expect(again).toContain('Polisi Taiwan')
    expect(again).not.toContain('Kakak sedang di mana?')
  })

  it('is understood by its number also when something was written in between', () => {
    const chatter = chatterAfter('saya dikurung majikan', 'di lantai lima')
    expect(textOf(chatter.says('4'))).toContain('Polisi Taiwan')
  })

  it('is forgotten with the emergency', () => {
    const chatter = chatterAfter('saya dikurung majikan di taiwan')
    expect(textOf(chatter.says('saya dikurung majikan', 13 * HOUR))).toContain('Kakak sedang di mana?')
  })

  it('tells nothing to the office when an old button is tapped', () => {
    const chatter = chatterAfter('saya dikurung majikan')
    chatter.says('menu', 20 * HOUR)
    expect(chatter.taps('darurat:taiwan').effects).toEqual([])
  })
})

describe('the numbers', () => {
  it('are not repeated within half an hour; then they are', () => {
    const chatter = chatterAfter('saya dikurung majikan di taiwan')
    const soon = chatter.says('saya dipukul majikan', 29 * MINUTE)
    expect(list(textOf(soon))).toBe(0)
    expect(textOf(soon)).toContain('110 (Polisi Taiwan)')
    expect(soon.effects).toHaveLength(1)
    expect(list(textOf(chatter.says('saya dipukul majikan', 2 * MINUTE)))).toBeGreaterThan(3)
  })

  it('are shown at once for another place, another trouble, and *bahaya*', () => {
    const chatter = chatterAfter('saya dikurung majikan di taiwan')
    expect(textOf(chatter.says('saya dibawa ke korea, masih dikurung'))).toContain('Polisi Korea')
    expect(textOf(chatter.says('saya ditipu agen, uang 20 juta hilang'))).toMatch(/^Hubungi bank/)
    expect(textOf(chatter.says('bahaya'))).toContain('Polisi Korea')
  })

  it('are not repeated for words that are perhaps a cry, whatever the time', () => {
    const words = 'majikan saya aneh sekali'
    const distress = (text: string) => (text === words ? 'perhaps' : stage.mind.distress(text))
    const chatter = new Chatter({ mind: { ...stage.mind, distress } })
    chatter.says('saya dikurung majikan di taiwan')
    const heard = chatter.says(words, 2 * HOUR)
    expect(list(textOf(heard))).toBe(0)
    expect(heard.effects).toHaveLength(1)
  })

  it('are short where no place is known, and the place is asked again', () => {
    const chatter = chatterAfter('saya dikurung majikan')
    const soon = chatter.says('saya dipukul majikan')
    expect(list(textOf(soon))).toBe(0)
    expect(textOf(soon)).toMatch(/polisi 110 \(Indonesia.*Kakak sedang di mana\?$/)
  })
})

describe('what else is said in an emergency', () => {
  it('is answered where it is a plain question, and help stays near', () => {
    const chatter = chatterAfter('saya dikurung majikan di taiwan')
    const { replies, effects } = chatter.says('berapa biaya ssw kaigo?', 2 * HOUR)
    expect(replies).toHaveLength(2)
    expect(replies[0]!.text).toContain('SSW')
    expect(replies[1]!.text).toContain('*bahaya*')
    expect(replies.flatMap(({ choices = [] }) => choices)).toEqual([])
    expect(effects).toEqual([])
    expect(chatter.says('di lantai 5').effects).toHaveLength(1)
  })

  it('is told to the office as well while the cry is fresh', () => {
    const chatter = chatterAfter('saya dikurung majikan di taiwan')
    const { effects } = chatter.says('nomor kbri berapa?')
    expect(effects).toMatchObject([{ kind: 'tellStaff', about: 'darurat' }])
  })

  it('is passed on where the question is one for people', () => {
    const chatter = chatterAfter('saya dikurung majikan di taiwan')
    const heard = chatter.says('saya harus gimana?')
    expect(textOf(heard)).toContain('teruskan ke petugas')
    expect(heard.effects).toHaveLength(1)
  })

  it('is passed on line after line without the same long words', () => {
    const chatter = chatterAfter('saya dikurung majikan di taiwan')
    const [first, second, later] = [chatter.says('saya takut'), chatter.says('iya'), chatter.says('iya', HOUR)]
    expect(textOf(first)).toContain('jangan menunggu')
    expect(textOf(second).length).toBeLessThan(90)
    expect(textOf(later)).toBe(textOf(first))
    for (const { effects } of [first, second, later]) expect(effects).toHaveLength(1)
  })

  it('is thanked for warmly, without numbers', () => {
    const heard = chatterAfter('saya dikurung majikan di taiwan').says('makasih banyak ya kak')
    expect(textOf(heard)).toMatch(/^Sama-sama, Kak\./)
    expect(list(textOf(heard))).toBe(0)
    expect(heard.effects).toEqual([])
  })

  it('is never taken for a thank-you that says more', () => {
    const chatter = chatterAfter('saya dikurung majikan')
    expect(chatter.says('makasih kak tapi dia datang lagi').effects).toHaveLength(1)
  })

  it('is a cry for help also in a thank-you', () => {
    const heard = chatterAfter('saya dikurung majikan').says('terima kasih kak, tapi majikan masih mukulin saya', HOUR)
    expect(list(textOf(heard))).toBeGreaterThan(3)
    expect(heard.effects).toHaveLength(1)
  })
})
