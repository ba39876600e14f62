/** What Graph checks before it takes a message, and what the person then sees. Limits are Meta's. */
import { asShown, type Styled } from './phone.ts'
import { refusal } from './refusal.ts'

type Choice = { id: string; title: string; kind: 'button' | 'list' }
export type Seen = {
  to: string
  id: string
  type: string
  /** As it was sent. */
  sent: string
  /** As the person reads it. */
  text: string
  styled: Styled[]
  choices: Choice[]
  file?: string
  name?: string
}
export type Payload = Record<string, unknown>
export type Known = { templates: ReadonlySet<string>; media: ReadonlySet<string> }

type Body = { text: string; choices?: Choice[]; file?: string; name?: string }

/** Throws Refusal. */
export function read(payload: Payload, known: Known): Omit<Seen, 'id'> {
  if (payload.messaging_product !== 'whatsapp') throw refusal.missing('messaging_product')
  const to = payload.to ?? payload.recipient
  if (typeof to !== 'string' || !(payload.to ? /^\d{6,20}$/ : /^[A-Z]{2}\.\w+$/).test(to)) throw refusal.invalid('to')
  const type = String(payload.type)
  const reader = READERS[type]
  if (!reader) throw refusal.invalid('type')
  const { text, choices = [], file, name } = reader(payload[type] as Payload, known)
  return { to, type, sent: text, ...asShown(text), choices, ...(file ? { file } : {}), ...(name ? { name } : {}) }
}

const READERS: Record<string, (part: Payload, known: Known) => Body> = {
  text: (part) => ({ text: within('text.body', part.body, 4096) }),
  interactive,
  template: (part, known) => ({ text: template(part, known) }),
  image: (part, known) => ({ text: '', file: media(part, known) }),
  document: (part, known) => ({
    text: '',
    file: media(part, known),
    ...(part.filename ? { name: String(part.filename) } : {}),
  }),
}

function interactive(part: Payload): Body {
  const text = (part.body as Payload | undefined)?.text
  const action = part.action as { buttons?: Payload[]; button?: string; sections?: { rows: Payload[] }[] }
  if (part.type === 'button') {
    const buttons = (action.buttons ?? []).map(({ reply }) => reply as { id: string; title: string })
    return { text: within('body', text, 1024), choices: picked('button', buttons, 3, 20, 256) }
  }
  if (part.type !== 'list') throw refusal.invalid('interactive.type')
  within('action.button', action.button, 20)
  const rows = (action.sections ?? []).flatMap((section) => section.rows) as { id: string; title: string }[]
  return { text: within('body', text, 4096), choices: picked('list', rows, 10, 24, 200) }
}

function picked(
  kind: Choice['kind'],
  rows: { id: string; title: string }[],
  most: number,
  title: number,
  id: number,
): Choice[] {
  if (rows.length < 1 || rows.length > most) throw refusal.invalid('number of choices')
  for (const row of rows) {
    within('title', row.title, title)
    within('id', row.id, id)
  }
  for (const field of ['id', 'title'] as const)
    if (new Set(rows.map((row) => row[field])).size !== rows.length) throw refusal.invalid(`the same ${field} twice`)
  return rows.map((row) => ({ ...row, kind }))
}

function template(part: Payload, known: Known): string {
  const { name, language, components } = part as {
    name: string
    language: { code: string }
    components: { parameters: { text: string }[] }[]
  }
  if (!known.templates.has(`${name}/${language.code}`)) throw refusal.noTemplate()
  const parameters = components.flatMap((component) => component.parameters)
  if (parameters.length !== 1) throw refusal.otherVariables()
  const text = within('template', parameters[0]!.text, 1024)
  if (/[\n\t]| {5}/.test(text)) throw refusal.invalid('template variable')
  return text
}

function media({ id }: Payload, known: Known): string {
  if (!known.media.has(String(id))) throw refusal.invalid(`${id} is not a valid media attachment ID`)
  return String(id)
}

function within(what: string, text: unknown, most: number): string {
  if (typeof text !== 'string' || text.trim() === '') throw refusal.missing(what)
  if (text.length > most) throw refusal.invalid(`${what} is longer than ${most}`)
  return text
}
