/** What somebody may write by accident, out of fun, or out of malice. */
import type { Random } from './random.ts'

const times = (text: string, length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length)

/** Telegram's longest message. */
const LONGEST = 4096

export const ODD_WORDS: [what: string, text: string][] = [
  ['4,096 letters', times('a', LONGEST)],
  ['4,096 letters in words', times('saya mau kerja di jepang apa syaratnya kak ', LONGEST)],
  ['4,096 digits', times('6371', LONGEST)],
  ['emoji only', times('😀👩🏽‍⚕️🇮🇩', LONGEST)],
  ['right to left', 'مرحبا أريد العمل في اليابان \u202e\u2067abc\u2069'],
  ['other scripts', '日本で働きたいです。どうすればいいですか。 日本語 한국어 ภาษาไทย'],
  ['letters under heaps of marks', `a${'\u0301\u0336'.repeat(500)}b`],
  ['spaces of all kinds', ' \u00a0\u2003\u200b\u200d\ufeff\u3000 '],
  ['control characters', '\u0001\u0007\u001b[2J\u007f\u0085'],
  ['a zero byte', 'a\u0000b'],
  ['half a surrogate pair', '\ud83d halo \udc00'],
  ['the prototype', '__proto__'],
  ['names of every object', 'constructor'],
  ['a method', 'toString'],
  ['hasOwnProperty', 'hasOwnProperty'],
  ['SQL', `'; DROP TABLE people; DELETE FROM outbox WHERE '1'='1' --`],
  ['SQL with a wildcard', `%' OR 1=1; COPY people TO '/tmp/x' \\g`],
  ['HTML', '<b>tebal<i>miring</b> &lt;&amp;&#0; <script>alert(1)</script> </pre><a href="x">'],
  ['our own markup', '*tebal _miring* \\* \\_ \\ ** __ _*_*'],
  ['a template', '$\u007bprocess.env.TELEGRAM_BOT_TOKEN} {{7*7}} #{1} %s %d {office}'],
  ['a path', '../../../../etc/passwd\\..\\windows'],
  ['JSON', '{"__proto__":{"staff":true},"answers":{"nik":"1"}}'],
  ['a tap that was typed', 'daftar:schemes=ssw-kaigo'],
  ['commands nobody knows', '/hapus_semua@bot_lain ; /start /start'],
  ['one character', '.'],
  ['lines only', '\n\n\n\n'],
  ['very many lines', 'x\n'.repeat(2000)],
  ['very many words', times('ya ', LONGEST)],
  ['numbers out of any range', '99999999999999999999999999999999e999 -0 NaN Infinity 0x1f'],
]

/** Bytes drawn at random and read as text. */
export const randomText = (random: Random, length: number): string =>
  Buffer.from(Array.from({ length }, () => Math.floor(random.next() * 256))).toString('utf8')
