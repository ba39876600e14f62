import type { Trouble } from '../mind.ts'
import type { Normalise } from '../normalise.ts'
import type { Knowledge } from '../shapes.ts'
import { makeConcepts } from './concepts.ts'

/** Concepts of content/bahaya-kata.yaml that mean harm to somebody, whatever else was lost. */
const HARM = ['pukul', 'luka', 'lecehkan', 'ancam', 'ingin-mati']
/** Words of the other concepts that mean harm by themselves: "jual sawah" does not, "dijual" does. */
const HARMED =
  /\b(?:\w*sekap\w*|disandera|tebusan|\w*kurung|dikunci|terkunci|dijual|didol|dioper|trafficking|tppo|dipaksa|memaksa|maksa|ditangkap|dipenjara|penjara|deportasi|\w*telantar\w*|terlantar|ditinggal\w*|diusir|kelaparan|kecelakaan|meninggal|maninggal|tewas|\w*tabrak\w*|tenggelam|karam|gempa|koma|kritis|sekarat|hilang ingatan|patah\w*|kehabisan|perbatasan|bandara|penampungan|tidak (?:punya|ada|pegang) uang|kabur dari|nipu|menipu|scam|scammer|scamming|kamboja|myanmar|myawaddy|poipet|laos)\b/
/** In so many words; whoever is threatened with death is in harm by somebody else. */
const DESPAIR =
  /\b(?:bunuh diri|gantung diri|(?:ingin|pengen|pingin|mau|mending|baik|becik) mati|(?:mengakhiri|akhiri) hidup|(?:tidak|ora) (?:kuat|sanggup|mau|ingin|gelem) (?:lagi )?(?:hidup|urip)|(?:loncat|lompat) dari)\b/
/** Held papers and unpaid wages are fought for with other offices than a fraud is. */
const HELD = /\b(?:paspor|pasport|ijazah|ktp|akta|bpkb|gaji|digaji|upah|lembur|utang|denda|didenda)/
const MONEY =
  /\b(?:uang|duit|duwit|juta|jt|yuta|ribu|transfer|tf|dp|setor|nyetor|bayar|membayar|mbayar|lunas|rekening|tabungan|dana|modal)/
const RELATIVE =
  '(?:keluarga|suami|istri|anak|adik|kakak|abang|ibu|bapak|mama|mamak|emak|ayah|abah|paman|bibi|tante|sepupu|keponakan|ponakan|cucu|saudara|teman|kawan|tetangga|pacar|ipar|laki ulun|bini|dangsanak|ading|bojo|adhi|kanca)'
const UNREACHED =
  '(?:hilang|menghilang|ilang|ngilang|lost contact|putus (?:kontak|kabar)|(?:tidak|belum|kada|kadada|ora) (?:\\w+ ){0,2}(?:kabar|kabarnya|habar|habarnya|dihubungi|mengabari|ngabari|ngabarin|nelpon|telepon|telpon))'
/** Whoever is missed is named: "kirim uang ke agen, agennya hilang" misses nobody of theirs. */
const MISSING = new RegExp(
  `\\b${RELATIVE}\\w*(?: (?!agen|calo|sponsor|uang)\\w+){0,15} ${UNREACHED}\\b|\\b${UNREACHED} (?:\\w+ ){0,2}${RELATIVE}\\b`,
)
/** The go-between has gone: "sponsor kabur", but not "saya kabur dari agen". */
const VANISHED =
  /\b(?:agen|calo|sponsor|lpk|pt|p3mi|pjtki|tekong|makelar|perekrut)\w*(?: (?!saya|kami|aku|ulun)\w+| saya(?! (?:kabur|lari|hilang))){0,3} (?:kabur|lari|minggat|hilang|ilang|menghilang|ngilang|lenyap|raib)\b/
/** So short a cry tells of a fraud and no more: "saya ditipu". */
const SHORT = 4

/** Which trouble somebody is in: harm goes before all else, and is assumed where nothing tells. Pure. */
export function makeTellTrouble(
  { meanings }: Pick<Knowledge, 'meanings'>,
  normalise: Normalise,
): (text: string) => Trouble {
  const concepts = makeConcepts(meanings, normalise)
  return (text) => {
    const words = normalise(text)
    const said = words.split(' ')
    const all = new Set([...concepts.ofWords(said).flat(), ...concepts.ofPhrases(said)])
    if (DESPAIR.test(words)) return 'putus-asa'
    if (HARMED.test(words) || HARM.some((harm) => all.has(harm))) return 'bahaya'
    if (MISSING.test(words)) return 'hilang'
    if (HELD.test(words)) return 'bahaya'
    const cheated = all.has('tipu') && (all.has('agen') || said.length <= SHORT)
    const isGone = MONEY.test(words) && (all.has('tipu') || all.has('lenyap'))
    return VANISHED.test(words) || cheated || isGone ? 'uang' : 'bahaya'
  }
}
