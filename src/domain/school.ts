/** Names of schools as people write them, so that the same school is counted once. */

const FORMS: [RegExp, string][] = [
  [/\bsekolah menengah kejuruan\b/g, 'smk'],
  [/\bsekolah menengah atas\b/g, 'sma'],
  [/\bmadrasah aliyah\b/g, 'ma'],
  [/\b(smk|sma|smp|ma|mts) ?(?:negeri|negri|neg|n)\b/g, '$1n'],
  [/\b(smkn|sman|smpn|man|mtsn) ?(?=\d)/g, '$1 '],
  [/\bpoltekes\b/g, 'poltekkes'],
  [/\b(?:univ|univ\.)(?= )/g, 'universitas'],
]

/** "SMK Negeri 1 Banjarmasin", "smkn1 banjarmasin" → "SMKN 1 BANJARMASIN"; empty where no letter is in it. */
export function schoolName(written: string): string {
  const plain = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (!/\p{L}/u.test(plain)) return ''
  return FORMS.reduce((name, [form, short]) => name.replace(form, short), plain)
    .replace(/ +/g, ' ')
    .trim()
    .toUpperCase()
}
