/** Links in a text, and what was found behind them. Pure. */

/**
 * `dead`: there is no such page or no such site. `inside`: it leads into a private network, where nobody else can follow.
 * `unknown`: it could not be looked at, which says nothing of it.
 */
export type LinkSeen = { url: string; look: 'ok' | 'dead' | 'inside' | 'unknown' }

/** As they stand in the text, each once, without the punctuation of the sentence. */
export const linksIn = (text: string): string[] => [
  ...new Set((text.match(/https?:\/\/\S+/gi) ?? []).map((link) => link.replace(/[.,;:!?)\]*_]+$/, ''))),
]

/** Would people be led to nothing? */
export const isBroken = ({ look }: LinkSeen): boolean => look === 'dead' || look === 'inside'
