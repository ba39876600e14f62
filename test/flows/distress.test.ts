/**
 * Sentences of people in danger, and of people who are not, written without looking at content/language.yaml. Of the
 * first list 31 of 40 were heard when it was new, of the second 9 of 20; the phrases were then widened by what they
 * lacked in general, never by the sentence itself. The last list is only for measuring.
 */
import { describe, expect, it } from 'vitest'
import { lifeOf } from '../faults/people/life.ts'
import { stage } from '../theatre.ts'

const DANGER = [
  'tolong kak saya dikurung majikan di kamar sudah 3 hari',
  'sy disekap di apartemen ga boleh keluar',
  'majikan saya suka mukulin saya',
  'saya ditampar sama nyonya',
  'ulun dipukuli majikan',
  'suami dipukul bos nya di pabrik',
  'saya mau diperkosa anak majikan',
  'bos saya raba raba badan saya terus',
  'saya dilecehin sama pasien di panti',
  'paspor saya dirampas agen tolong',
  'ktp sama paspor saya disita majikan kak',
  'dokumen saya ditahan pt saya ga bisa pulang',
  'udah 4 bulan gaji saya ga dibayar',
  'gaji ga dikasih sama majikan udah 2 bln',
  'saya kerja dari jam 4 pagi sampe tengah malam ga dibayar',
  'saya diancem mau dibunuh kalo kabur',
  'calo ngancam keluarga saya di kampung',
  'saya mau dijual ke kamboja',
  'anak saya dibawa ke myanmar ga bisa pulang tolong pak',
  'saya dipaksa jadi scammer di kamboja',
  'saya dipaksa layani tamu',
  'pengen mati aja rasanya',
  'aku mau bunuh diri',
  'saya sudah ga kuat hidup lagi kak',
  'saya kabur dari rumah majikan sekarang di jalan',
  'saya terlantar di bandara malaysia',
  'agen ninggalin saya di taiwan saya ga punya uang',
  'adik saya hilang kontak di arab',
  'saya kena tipu 30 juta sama lpk',
  'saya ditipu calo uang 20 juta hilang',
  'uang saya dibawa lari agen',
  'saya kecelakaan kerja jari saya putus',
  'temen saya pingsan di pabrik ga dibawa ke rs',
  'majikan ga kasih saya makan',
  'saya ga boleh pegang hp sama majikan diambil',
  'tulung aku disiksa majikan',
  'tolong selametin saya',
  'help saya dalam bahaya',
  'saya disuruh nipu orang kalo ga mau dipukul',
  'saya dipukul',
]

/** Written after content/language.yaml had been mended with what the first list had missed. */
const DANGER_LATER = [
  'nyonya saya nyiram air panas ke tangan saya',
  'saya dipukul pakai sapu sama majikan perempuan',
  'hp saya diambil agen saya pinjam hp teman tolong',
  'majikan ngunci pintu dari luar saya ga bisa keluar',
  'saya udah seminggu dikurung di mess',
  'udah 6 bulan belum terima gaji sama sekali',
  'bos ga mau bayar gaji saya',
  'saya diusir dari asrama malam ini',
  'anak saya disandera di kamboja minta tebusan',
  'istri saya ga ada kabar udah sebulan di malaysia',
  'calo bawa kabur uang 15 juta',
  'saya tertipu lowongan kerja ke jepang udah transfer',
  'saya diperkosa teman satu kamar',
  'majikan laki laki masuk kamar saya tiap malam',
  'saya pengen loncat dari lantai 10',
  'ga sanggup lagi pengen mati',
  'tangan saya kejepit mesin berdarah terus',
  'ada teman yang digebukin senpai',
  'saya dipaksa tanda tangan utang kalau engga diancam lapor polisi',
  'tolong bantu pulangkan saya dari taiwan',
]

/** Never used to mend anything: what the phrases make of words that nobody thought of. */
const DANGER_UNSEEN = [
  'saya lagi disekap di rumah kosong',
  'kaka saya dipukulin pacarnya di hongkong',
  'bos narik rambut saya sampe jatuh',
  'saya ga digaji 3 bulan',
  'visa saya turis tapi disuruh kerja, paspor diambil',
  'saya takut sekali majikan pegang pisau',
  'agen nyuruh saya jual diri',
  'kami 5 orang ditinggal begitu aja di batam',
  'saya overstay dan ga bisa pulang',
  'teman sekamar saya mau bunuh diri',
  'saya dikejar kejar polisi karena kabur dari majikan',
  'majikan nahan paspor sama gaji saya',
  'uang 40 juta saya ga dibalikin lpk',
  'saya digigit anjing majikan ga dibawa berobat',
  'anak saya umur 17 dibawa agen ke luar negeri',
]

const HARMLESS = [
  'biaya ssw kaigo berapa',
  'kalau paspor hilang gimana kak',
  'apa boleh majikan pegang paspor',
  'gimana biar ga ketipu calo',
  'ciri ciri penipuan kerja luar negeri',
  'kalau gaji telat lapor kemana',
  'takut ditipu kak, gimana ceknya',
  'nomor darurat kbri tokyo berapa',
  'apakah magang digaji',
  'selama pelatihan tidak digaji ya?',
  'ibu saya meninggal tahun lalu, pengaruh ga?',
  'saya pernah kecelakaan motor apa masih bisa daftar',
  'paspor saya mati, cara perpanjang',
  'hp saya mati jadi telat daftar',
  'kontrak saya habis bulan depan',
  'saya mau pulang lebaran boleh?',
  'apa bisa kabur dari magang',
  'kenapa saya belum dipanggil',
  'saya dipanggil interview besok',
  'jual beli hp di jepang gimana',
  'asuransi kecelakaan kerja bpjs',
  'saya takut terbang naik pesawat',
  'pekerjaan terakhir pemadam kebakaran',
  'saya ingin kerja di jepang',
  'tolong bantu saya daftar',
  'tolong jelaskan syarat im japan',
  'Jl. Pangeran Antasari gang damai no 4',
  'Siti Aminah',
  'suami saya sudah mengizinkan',
  'berapa lama ditampung di asrama',
  'gaji dipotong berapa',
  'apa semua lpk bisa dipercaya',
]

/** So many of these are answered as an emergency where there is none, at most. */
const FALSE_ALARMS = 1

describe('distress', () => {
  it.each([
    ['first', DANGER, 0.9],
    ['later', DANGER_LATER, 0.9],
    // Fixed phrases find a third of what they have never seen: a floor under that, and a mark to raise.
    ['unseen', DANGER_UNSEEN, 0.3],
  ])('is heard in sentences of people in danger, %s list', (_, sentences, recall) => {
    const missed = sentences.filter((sentence) => stage.mind.distress(sentence) !== 'urgent')
    expect(1 - missed.length / sentences.length, `missed: ${missed.join(' | ')}`).toBeGreaterThanOrEqual(recall)
  })

  it('is never heard in what people answer to the registration, nor in any birth date', () => {
    const answers = Array.from({ length: 200 }, (_, n) => [...lifeOf(n, 5_000_000 + n).answers.values()]).flat()
    const days = Array.from({ length: 28 * 34 }, (_, i) => [(i % 28) + 1, 1975 + Math.floor(i / 28)])
    const dates = days.flatMap(([day, year]) => [
      `${day}-08-${year}`,
      `${day} mei ${year}`,
      `lahir ${day} juni ${year}`,
    ])
    const said = [...new Set([...answers.map(({ says }) => says), ...dates])]
    expect(said.filter((text) => stage.mind.distress(text) === 'urgent')).toEqual([])
  })

  it('is hardly ever heard where there is none', () => {
    const heard = HARMLESS.filter((sentence) => stage.mind.distress(sentence) === 'urgent')
    expect(heard.length, `heard in: ${heard.join(' | ')}`).toBeLessThanOrEqual(FALSE_ALARMS)
  })
})
