/** content/ → Knowledge. */
import { basename } from 'node:path'
import type { ZodType } from 'zod'
import { completed, type ScheduledDate } from '../domain/schedule/scheduled-date.ts'
import { Checkins } from './checkin-shapes.ts'
import { ContentError } from './content-error.ts'
import { crossCheck } from './cross-check.ts'
import { Documents } from './document-shapes.ts'
import { loadAreas } from './load-areas.ts'
import { OfferCost, OfferRules, OfferSign } from './offer-shapes.ts'
import { Office } from './office-shape.ts'
import { ContentReader } from './read-file.ts'
import { ReminderRules, ScheduleFile } from './schedule-shapes.ts'
import {
  Answer,
  CannedAnswers,
  ConsentText,
  Contact,
  Cry,
  FirstSteps,
  GuidePage,
  type Knowledge,
  Language,
  Meanings,
  Question,
  Scheme,
  Sources,
} from './shapes.ts'
import { Stages } from './stage-shapes.ts'

const DANGER = new Map([
  ['bahaya', true],
  ['biasa', false],
])

/** Reads and checks all content. Throws ContentError naming file, field and reason of everything that is wrong. */
export async function loadKnowledge(dir: string): Promise<Knowledge> {
  const reader = new ContentReader(dir)
  const answers = named(reader, 'answers', '.md', Answer, ({ topic }) => topic)
  const found = {
    sources: Object.assign({}, ...reader.list('sources', '.yaml').map((file) => reader.yaml(file, Sources) ?? {})),
    schemes: named(reader, 'schemes', '.yaml', Scheme, ({ id }) => id).sort((a, b) => a.order - b.order),
    guide: named(reader, 'guide', '.md', GuidePage, ({ id }) => id),
    firstSteps: named(reader, 'bahaya', '.md', FirstSteps, ({ trouble }) => trouble),
    answers,
    questions: questionsIn(reader, answers),
    cries: reader.table('bahaya.tsv', Cry, ([text, meaning]) => ({ text, danger: DANGER.get(meaning ?? '') })),
    contacts: reader.yaml('contacts.yaml', Contact.array()) ?? [],
    consents: named(reader, 'consents', '.md', ConsentText, ({ kind }) => kind),
  }
  const cannedAnswers = reader.yaml('jawaban-petugas.yaml', CannedAnswers)
  const office = reader.yaml('office.yaml', Office)
  const language = reader.yaml('language.yaml', Language)
  const meanings = reader.yaml('bahaya-kata.yaml', Meanings)
  const stages = reader.yaml('stages.yaml', Stages)
  const documents = reader.yaml('documents.yaml', Documents)
  const offers = offersIn(reader)
  const reminders = reader.yaml('reminders.yaml', ReminderRules)
  const checkins = reader.yaml('checkins.yaml', Checkins)
  const schedule = office && reminders && scheduleIn(reader, reminders, office.zone)
  const wrong = reader.problems.length > 0 || !checkins
  if (
    wrong ||
    !office ||
    !cannedAnswers ||
    !language ||
    !meanings ||
    !stages ||
    !documents ||
    !offers ||
    !reminders ||
    !schedule
  )
    throw new ContentError(reader.problems)
  const rest = { office, cannedAnswers, language, meanings, stages, documents, offers, reminders, checkins, schedule }
  const knowledge: Knowledge = { ...found, ...rest, areas: await loadAreas() }
  const problems = crossCheck(knowledge)
  if (problems.length > 0) throw new ContentError(problems)
  return knowledge
}

function scheduleIn(reader: ContentReader, rules: ReminderRules, zone: Office['zone']): ScheduledDate[] {
  const entries = reader.list('schedule', '.yaml').flatMap((file) => reader.yaml(file, ScheduleFile) ?? [])
  return entries.map((entry) => completed(entry, { stages: rules.kinds[entry.kind].stages, zone }))
}

/** Every file of a folder, each named for what is in it. */
function named<T extends object>(
  reader: ContentReader,
  folder: string,
  ending: '.md' | '.yaml',
  shape: ZodType<T>,
  name: (found: T) => string,
): T[] {
  return reader.list(folder, ending).flatMap((file) => {
    const found = ending === '.md' ? reader.markdown(file, shape) : reader.yaml(file, shape)
    reader.named(file, found && name(found))
    return found ? [found] : []
  })
}

/** What people ask, by whom it was written: forms of an answer, forms in a file of their own, labelled questions. */
function questionsIn(reader: ContentReader, answers: readonly Answer[]): Question[] {
  const forms = answers.flatMap(({ topic, questions }) => questions.map((text) => ({ text, topics: [topic] })))
  const more = reader.list('questions', '.txt').flatMap((file) => {
    const topics = [basename(file, '.txt')]
    return reader.lines(file).map((text) => ({ text, topics }))
  })
  const labelled = reader.list('questions', '.tsv').flatMap((file) => {
    const name = basename(file, '.tsv')
    return reader.table(file, Question, ([text, topics]) => ({ text, topics: topics?.split(','), labelled: name }))
  })
  return [...forms, ...more, ...labelled]
}

/** undefined: the rules cannot be read, and the reader knows why. */
function offersIn(reader: ContentReader): Knowledge['offers'] | undefined {
  const flags = reader.yaml('offers/flags.yaml', OfferSign.array()) ?? []
  const costs = reader.yaml('offers/costs.yaml', OfferCost.array()) ?? []
  const rules = reader.yaml('offers/rules.yaml', OfferRules)
  return rules && { flags, costs, rules }
}
