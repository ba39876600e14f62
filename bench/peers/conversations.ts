/** Peer (b): @grammyjs/conversations with its state in PostgreSQL, and the runner. */
import { type Conversation, type ConversationFlavor, conversations, createConversation } from '@grammyjs/conversations'
import { sequentialize } from '@grammyjs/runner'
import { Bot, type Context } from 'grammy'
import { AGAIN, CANCEL, CANCELLED, QUESTIONS, say } from './form.ts'
import { API_ROOT, DATABASE_URL, launch, TOKEN } from './launch.ts'
import { openStorage } from './storage.ts'

type Here = ConversationFlavor<Context>

async function daftar(conversation: Conversation<Here, Context>, ctx: Context): Promise<void> {
  const answers: Record<string, unknown> = {}
  let at = 0
  await say(ctx, at)
  for (;;) {
    const heard = await conversation.waitFor('message:text')
    const { text } = heard.message
    if (text === 'batal') {
      await say(heard, CANCEL)
      const sure = await conversation.waitFor('message:text')
      if (/^ya/i.test(sure.message.text)) return say(sure, CANCELLED)
      continue
    }
    const question = QUESTIONS[at]
    const value = question?.read(text)
    if (!question || value === undefined) {
      await heard.reply(AGAIN)
      continue
    }
    answers[question.id] = value
    at++
    await say(heard, at)
  }
}

const bot = new Bot<Here>(TOKEN, { client: { apiRoot: API_ROOT } })
bot.use(sequentialize((ctx) => String(ctx.chat?.id)))
bot.use(conversations({ storage: { type: 'key', version: 0, adapter: await openStorage(DATABASE_URL) } }))
bot.use(createConversation(daftar))

bot.command('start', (ctx) => say(ctx, 'start'))
bot.hears('daftar', (ctx) => ctx.conversation.enter('daftar'))

launch(bot)
