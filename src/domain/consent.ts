/** What rests on a consent, and goes with it when it is taken back. */
import { CONSENT_KINDS, type Consent } from './person.ts'
import type { Answers } from './registration.ts'
import type { Drafts } from './session.ts'

type Kind = Consent['kind']

type Rests = {
  /** Consents that mean nothing without this one. */
  consents: Kind[]
  /** Forms that go as a whole. */
  forms: string[]
  /** Answers that go, by form; the form itself stays. The yes to the consent is one of them. */
  answers: Record<string, string[]>
}

const RESTS_ON: Record<Kind, Rests> = {
  registrasi: { consents: ['kesehatan', 'dokumen'], forms: ['daftar'], answers: {} },
  kesehatan: {
    consents: [],
    forms: [],
    answers: { daftar: ['healthConsent', 'heightCm', 'weightKg', 'tattoo', 'sight'] },
  },
  'cek-syarat': { consents: ['cek-syarat-badan'], forms: ['cek-syarat'], answers: {} },
  'cek-syarat-badan': { consents: [], forms: [], answers: { 'cek-syarat': ['checkBodyConsent', 'bodily'] } },
  kerja: { consents: [], forms: ['kontrak-saya', 'kabar-saya'], answers: {} },
  mentor: { consents: [], forms: ['jadi-mentor'], answers: {} },
  /** Its documents are deleted by the store. */
  dokumen: { consents: [], forms: [], answers: {} },
}

/** These consents, and those that mean nothing without them. */
export const withDependents = (kinds: readonly Kind[]): Kind[] =>
  CONSENT_KINDS.filter((kind) => kinds.some((taken) => taken === kind || RESTS_ON[taken].consents.includes(kind)))

/** The answers of a sent registration that go with these consents; undefined: all of it goes. */
export function answersResting(kinds: readonly Kind[]): string[] | undefined {
  if (kinds.some((kind) => RESTS_ON[kind].forms.includes('daftar'))) return undefined
  return kinds.flatMap((kind) => RESTS_ON[kind].answers.daftar ?? [])
}

/** The drafts that may be kept when these consents are taken back; all of them: nothing is kept that was begun. */
export function draftsWithout(drafts: Drafts, kinds: readonly Kind[]): Drafts {
  if (CONSENT_KINDS.every((kind) => kinds.includes(kind))) return {}
  const kept = Object.entries(drafts).filter(([form]) => !kinds.some((kind) => RESTS_ON[kind].forms.includes(form)))
  return Object.fromEntries(kept.map(([form, draft]) => [form, draftWithout(form, draft, kinds)]))
}

function draftWithout(form: string, draft: unknown, kinds: readonly Kind[]): unknown {
  const gone = kinds.flatMap((kind) => RESTS_ON[kind].answers[form] ?? [])
  const { answers } = (draft ?? {}) as { answers?: Answers }
  if (!answers || !gone.some((id) => id in answers)) return draft
  return { ...(draft as object), answers: without(answers, gone) }
}

export const without = (answers: Answers, gone: readonly string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => !gone.includes(id)))
