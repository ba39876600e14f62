/**
 * An official name of an area as people are used to reading it: "KOTA BANJARMASIN" → "Kota Banjarmasin",
 * "DAERAH ISTIMEWA YOGYAKARTA" → "DI Yogyakarta", "KOTA ADMINISTRASI JAKARTA PUSAT" → "Kota Jakarta Pusat".
 */
export function areaName(official: string): string {
  const name = official
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\bADMINISTRASI /, '')
    .replace(/^DAERAH ISTIMEWA /, 'DI ')
  const shouted = name === name.toUpperCase()
  return name
    .split(' ')
    .map((word, i) => (i > 0 && /^(?:dan|x)$/i.test(word) ? word.toLowerCase() : wordCase(word, shouted)))
    .join(' ')
}

/** Each part of "Grong-grong" gets its capital; numerals and abbreviations of a mixed-case name (STM Hilir) stay. */
const wordCase = (word: string, shouted: boolean) =>
  shouted && !/^(?:DKI|DI)$/.test(word) ? capital(word.toLowerCase()) : capital(word)

const capital = (word: string) => word.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase())
