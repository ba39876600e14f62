/** By what a person without a NIK is found again: their name, however it was spelt, and their day of birth. */

/** Names that are written short as often as not ("Muh. Rizki", "Moch. Rizki", "M. Rizki"). */
const SHORT: [RegExp, string][] = [
  [/^(?:m|md|mhd|m[uo](?:c?h|k?h)(?:a?mm?a[dt])?)$/, 'm'],
  [/^(?:st|sti|siti|sitti)$/, 'siti'],
  [/^(?:abd|abdl|abdul|abdoel)$/, 'abdul'],
  [/^(?:ach|achmad|akhmad|ahmad|akhmat|achmat)$/, 'ahmad'],
]
/** They join names, or are left out. */
const JOINING = new Set(['bin', 'binti', 'bt', 'bte'])

/**
 * The same for spellings of one name that people and offices mix: case, titles, dots, doubled letters, usual short forms.
 * Two people may share it together with a birth date; so it finds whom to look at, and proves nothing.
 */
export function personKey(name: string, birthDate: string): string {
  const [given = ''] = name.split(',')
  const words = given
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}|'/gu, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !JOINING.has(word))
    .map((word) => SHORT.find(([written]) => written.test(word))?.[1] ?? word)
  return `${words.join('').replace(/([a-z])\1+/g, '$1')} ${birthDate}`
}
