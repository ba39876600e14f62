import type { FakeTelegram, Seen } from '../../telegram/fake-telegram.ts'
import type { Life, Said } from './life.ts'
import { questionIn, reviewed } from './questions.ts'

/** Somebody who reads everything that has come, thinks (ms), and then answers the last question on the screen. */
export type Pace = {
  think: () => number
  /** How long the assistant may be up (ms) without an answer until somebody writes again. */
  patience: number
}

const CONSENT: Said = { says: 'Setuju', taps: true, stored: '', shown: '' }

/**
 * A person who registers, from /start to *kirim*. Patient: the same question again gets the same answer again, and an
 * answer that got under the wrong question is put right before it is sent.
 */
export class Applicant {
  readonly chatId: number
  readonly life: Life
  /** The updates of everything they did, and when. */
  readonly acts: { update: number; at: number; question: string }[] = []
  /** Questions that this person answered. */
  readonly answered = new Set<string>()
  /** How often they answered a question they had answered before. */
  again = 0
  /** How often they had to put an answer right. */
  mended = 0
  /** What was on the screen and last done when nothing came for so long that they wrote again. */
  readonly silences: string[] = []
  readonly #fake: FakeTelegram
  readonly #pace: Pace
  readonly #unwatch: () => void
  #timer: NodeJS.Timeout | undefined
  /** undefined: it is their turn. */
  #waited: number | undefined
  #finish = () => {}
  readonly done: Promise<void>

  constructor(fake: FakeTelegram, chatId: number, life: Life, pace: Pace) {
    this.#fake = fake
    this.chatId = chatId
    this.life = life
    this.#pace = pace
    this.done = new Promise((resolve) => {
      this.#finish = resolve
    })
    this.#unwatch = fake.sight.watch((seen) => {
      if (seen.chatId === chatId) this.#soon(seen)
    })
  }

  begin(): void {
    this.#says('start', '/start')
  }

  /** Stops acting, wherever they are. */
  leave(): void {
    clearTimeout(this.#timer)
    this.#waited = undefined
    this.#unwatch()
    this.#finish()
  }

  get #screen(): Seen {
    return this.#fake.seenBy(this.chatId).at(-1)!
  }

  #soon(seen: Seen): void {
    if (questionIn(seen.text) === 'sent') return this.leave()
    this.#waited = undefined
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#answer(), this.#pace.think())
  }

  /** The assistant was up for so long (ms). */
  waits(ms: number): void {
    if (this.#waited === undefined) return
    this.#waited += ms
    if (this.#waited < this.#pace.patience) return
    this.silences.push(this.talk())
    if (this.acts.length === 1) this.#says('start', '/start')
    else this.#says('again', 'daftar')
  }

  /** Answers the last question that came since they last wrote. */
  #answer(): void {
    const since = this.acts.at(-1)?.at ?? 0
    const fresh = this.#fake.seenBy(this.chatId).filter((seen) => seen.at >= since)
    const screen = fresh.findLast(({ text }) => questionIn(text) !== undefined)
    if (!screen) return this.#open(this.#screen)
    const question = questionIn(screen.text)!
    if (question === 'review') return this.#check(screen)
    if (question === 'schemes') return this.#chooseSchemes(screen)
    const said = question === 'consent' ? CONSENT : this.life.answers.get(question)!
    if (question !== 'consent' && this.answered.has(question)) this.again += 1
    this.answered.add(question)
    this.#give(question, said)
  }

  /** Nothing is asked: the menu leads to the form, anything else is followed by more. */
  #open({ buttons }: Seen): void {
    const labels = buttons.flat().map(({ text }) => text)
    if (labels.some((label) => label.endsWith('Daftar minat')))
      this.chatId % 2 ? this.#taps('menu', 'Daftar minat') : this.#says('menu', 'daftar')
    else this.#waited = 0
  }

  #give(question: string, { says, taps }: Said): void {
    if (taps) this.#taps(question, says)
    else this.#says(question, says)
  }

  #chooseSchemes({ buttons }: Seen): void {
    const { labels, typed } = this.life.schemes
    this.answered.add('schemes')
    if (typed) return this.#says('schemes', typed)
    const shown = buttons.flat().map(({ text }) => text)
    const taken = (label: string) => shown.includes(`✅ ${label}`)
    const wrong = shown.find((text) => text.startsWith('✅ ') && !labels.includes(text.slice(2)))
    const next = wrong?.slice(2) ?? labels.find((label) => !taken(label)) ?? 'Selesai memilih'
    this.#taps('schemes', next)
  }

  #check({ text }: Seen): void {
    const wrong = reviewed(text).find(({ question, shown }) => shown !== this.life.answers.get(question)!.shown)
    if (!wrong) return this.#says('review', 'kirim')
    this.mended += 1
    this.#says('review', `ubah ${wrong.number}`)
  }

  #says(question: string, text: string): void {
    this.#did(question, this.#fake.people.says(this.chatId, text)!.update_id)
  }

  #taps(question: string, label: string): void {
    this.#did(question, this.#fake.people.taps(this.chatId, label)!.update_id)
  }

  /** The end of the talk, for a report. */
  talk(): string {
    const start = Date.now()
    const heard = this.#fake.seenBy(this.chatId).map(({ at, text }) => ({ at, line: `< ${text.slice(0, 90)}` }))
    const said = this.acts.map(({ at, question, update }) => ({ at, line: `> ${question} (update ${update})` }))
    const lines = [...heard, ...said].sort((a, b) => a.at - b.at).slice(-8)
    return lines.map(({ at, line }) => `${((at - start) / 1000).toFixed(2)} s ${line}`).join('\n')
  }

  #did(question: string, update: number): void {
    this.acts.push({ update, at: Date.now(), question })
    clearTimeout(this.#timer)
    this.#waited = 0
  }
}
