/** What the assistant can do with a sentence. Built once from content (make-mind.ts); pure. */

import type { CheckOffer, CostComparison, OfferReading } from '../domain/offer.ts'

export type Command = { name: string; argument: string }

export type Guess = { topic: string; confidence: number }

/**
 * answer: the first guess is sure. choices: one of the guesses, ask which. clarify: too little was said.
 * decline: understood to be outside what we know.
 */
export type Understanding = {
  outcome: 'answer' | 'choices' | 'clarify' | 'decline'
  guesses: Guess[]
  scheme?: string | undefined
}

/** urgent: help before anything else. perhaps: answered as usual, with an offer of help. */
export type Need = 'urgent' | 'perhaps' | 'none'

/** bahaya: to body, freedom or life, and whatever is not surely one of the others. uang: it is gone. hilang: somebody cannot be reached. putus-asa: somebody wants to die. */
export type Trouble = 'bahaya' | 'uang' | 'hilang' | 'putus-asa'

export type Mind = {
  /** Lower case, no punctuation, slang and abbreviations resolved, numbers kept. */
  normalise(text: string): string
  /** Does this person, or somebody they write about, need help now? */
  distress(text: string): Need
  /** Which trouble it is, where somebody needs help. */
  trouble(text: string): Trouble
  /** Reads a command. `strict` takes known spellings and one slip in a long word; `loose` two slips. */
  command(text: string, care: 'strict' | 'loose'): Command | undefined
  /** Is this worded as a question? */
  isQuestion(text: string): boolean
  /** `about`: the scheme under discussion, if any. */
  understand(text: string, about?: string): Understanding
  /** What can be looked up in a job offer. */
  readOffer(text: string): OfferReading
  /** How dangerous a job offer looks, and why. */
  checkOffer: CheckOffer
  /** `asked` in rupiah, beside what our sources say of the scheme. */
  compareCost(asked: number, scheme: string | undefined): CostComparison
}
