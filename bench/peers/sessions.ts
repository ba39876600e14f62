/** Peer (a): grammY's sessions in PostgreSQL, with its runner, one chat at a time. */
import { sequentialize } from '@grammyjs/runner'
import { Bot, type Context, type SessionFlavor, session } from 'grammy'
import { AGAIN, CANCEL, CANCELLED, QUESTIONS, say } from './form.ts'
import { API_ROOT, DATABASE_URL, launch, TOKEN } from './launch.ts'
import { openStorage } from './storage.ts'

/** `at`: the question that is open. */
type State = { at?: number; cancelling?: boolean; answers: Record<string, unknown> }
type Here = Context & SessionFlavor<State>

const storage = await openStorage<State>(DATABASE_URL)
const bot = new Bot<Here>(TOKEN, { client: { apiRoot: API_ROOT } })
bot.use(sequentialize((ctx) => String(ctx.chat?.id)))
bot.use(session({ initial: (): State => ({ answers: {} }), storage }))

bot.command('start', (ctx) => say(ctx, 'start'))

bot.hears('daftar', (ctx) => {
  ctx.session = { at: 0, answers: {} }
  return say(ctx, 0)
})

bot.on('message:text').filter(
  (ctx) => ctx.session.at !== undefined,
  async (ctx) => {
    const { text } = ctx.message
    if (ctx.session.cancelling && /^ya/i.test(text)) {
      ctx.session = { answers: {} }
      return say(ctx, CANCELLED)
    }
    if (text === 'batal') {
      ctx.session.cancelling = true
      return say(ctx, CANCEL)
    }
    const question = QUESTIONS[ctx.session.at!]
    const value = question?.read(text)
    if (!question || value === undefined) return void (await ctx.reply(AGAIN))
    ctx.session.answers[question.id] = value
    ctx.session.at = ctx.session.at! + 1
    return say(ctx, ctx.session.at)
  },
)

launch(bot)
