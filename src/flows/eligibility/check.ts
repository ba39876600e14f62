import type { Answers } from '../../domain/registration.ts'
import type { Flow, Heard, Place, Turn } from '../flow.ts'
import { form } from '../form/form.ts'
import type { FormSpec } from '../form/question.ts'
import { storedList } from '../form/review.ts'
import { Draft, draftAnswers, walk } from '../form/walk.ts'
import { agreed } from '../registration/rules.ts'
import { fromRegistration } from './answers.ts'
import { correction } from './correction.ts'
import { detail } from './detail.ts'
import { questions } from './questions.ts'
import { judgeAll, overview } from './result.ts'

const spec: FormSpec = {
  name: 'cek-syarat',
  title: 'cek syarat',
  sections: [questions],
  goingOn: () => 'Kita lanjutkan cek syaratnya, Kak.',
  dropping: () => ({
    ask: 'Hapus semua jawaban cek syarat?',
    yes: 'Ya, hapus jawaban',
    done: 'Baik, Kak. Jawaban cek syarat sudah saya hapus.',
  }),
  known: (answers, place) => (agreed('cek-syarat', answers, place) ? fromRegistration(place) : {}),
  result: overview,
}

const filled = form(spec)

/**
 * *cek syarat*: a few questions, then a verdict for every scheme. The answers stay as an unfinished form does, under a
 * consent of their own, so that they can be looked at again and the registration need not ask for them.
 */
export const eligibilityCheck: Flow = {
  ...filled,
  receive(stored, heard, place) {
    return showing(stored, heard, place) ?? correcting(stored, heard, place) ?? filled.receive(stored, heard, place)
  },
}

/** A tap on one of the schemes, or back to all of them. */
function showing(stored: unknown, heard: Heard, place: Place): Turn | undefined {
  const [, what, id] = (heard.kind === 'choice' && /^(rinci|hasil)(?:=(.+))?$/.exec(heard.id)) || []
  if (what === undefined) return undefined
  const { data: draft } = Draft.safeParse(stored)
  const { answers, current } = draft ? walk(spec, draft, place) : {}
  const found = answers && !current && judgeAll(answers, place).find(({ scheme }) => scheme.id === id)
  if (!found) return filled.enter(stored, place)
  return { draft, replies: [detail(found.scheme, found.judgement, place)], rest: true }
}

/** Free words while the result is on the screen. */
function correcting(stored: unknown, heard: Heard, place: Place): Turn | undefined {
  const { data: draft } = Draft.safeParse(stored)
  if (heard.kind !== 'text' || !draft || draft.pending) return undefined
  const { path, current } = walk(spec, draft, place)
  if (current) return undefined
  const argument = correction(heard.text, path, place.mind)
  if (argument === undefined) return { draft, replies: [], rest: true, unclear: true }
  return filled.receive(stored, { kind: 'command', name: 'ubah', argument }, place)
}

/** Answers to *cek syarat* as a readable list. */
export const readableAnswers = (answers: Answers, place: Place): string => storedList(spec, answers, place)

/** The answers that are kept, as a readable list for *lihat data*. */
export const readableCheck = (place: Place): string =>
  readableAnswers(draftAnswers(place.keptForms['cek-syarat']), place)
