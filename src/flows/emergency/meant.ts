/** What somebody means who writes on in an emergency. */
import { spokenNumber } from '../../domain/pick.ts'
import type { Place } from '../flow.ts'
import type { Draft } from './draft.ts'
import { placeChoices, placeIn } from './places.ts'

/** Whoever answers "where?" writes no more than this (words). */
const SHORT = 6
const isShort = (text: string) => text.trim().split(/\s+/).length <= SHORT

/** The place that somebody says they are at; also by the number of one that was offered some messages ago. */
export function answersWhere({ where, forAnother }: Draft, text: string): string | undefined {
  const number = where === undefined ? spokenNumber(text) : undefined
  const numbered = number === undefined ? undefined : placeChoices(forAnother === true)[number - 1]
  return numbered?.id ?? (isShort(text) ? placeIn(text) : undefined)
}

/** Beside the thanks no more is said than "banyak infonya kak" (words). */
const BESIDE_THANKS = 2

/** Thanks and nothing else. */
export function thanks(text: string, { mind, knowledge }: Place): boolean {
  const words = mind.normalise(text)
  const others = words.replace('terima kasih', '').split(' ').filter(Boolean)
  const telling = others.filter((word) => !knowledge.language.fillers.includes(word))
  return words.includes('terima kasih') && telling.length <= BESIDE_THANKS
}

/** A plain question that *tanya* is sure of. */
export const isAnswered = (text: string, { mind }: Place): boolean =>
  mind.isQuestion(text) && mind.understand(text).outcome === 'answer'

const ANOTHER =
  /\b(?:suami|istri|anak|adik|kakak|abang|ibu|bapak|mama|emak|ayah|abah|paman|bibi|tante|sepupu|keponakan|ponakan|cucu|saudara|teman|kawan|tetangga|pacar|ipar|laki|bini|dangsanak|ading)\w* (?:\w+ )?(?:saya|aku|ulun|kami|kita)\b|\b(?:anak|adik|adhi|bojo|kanca|ibu|bapak|mbak|mas)\w*ku\b/

/** A mother who writes of her child is not asked where she is herself. */
export const speaksForAnother = (text: string, { mind }: Place) => ANOTHER.test(mind.normalise(text))
