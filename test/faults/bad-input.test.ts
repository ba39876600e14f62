import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../contracts/until.ts'
import { ODD_WORDS, randomText } from './odd-words.ts'
import { seeded } from './random.ts'
import { openScene, type Scene } from './scene.ts'

const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000)
const random = seeded(SEED)

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.assistant.start()
})
afterEach(() => expect(scene.assistant.crashes).toEqual([]))
afterAll(() => scene.close())

/** Where somebody may be when they write it: what leads there. */
const PLACES: [place: string, way: string[]][] = [
  ['the menu', ['/start']],
  ['free questions', ['/start', 'tanya']],
  ['a name in the form', ['/start', 'daftar', 'setuju', '1 dan 2', 'lewati', '17 agustus 1999']],
  ['a choice in the form', ['/start', 'daftar', 'setuju']],
  ['a message to staff', ['/start', 'petugas']],
]
const RANDOM_WORDS = [1, 30, 300, 3000].map((n): [string, string] => [`${n} random bytes`, randomText(random, n)])

describe.each(PLACES)('in %s', (place, way) => {
  test('odd words always get an answer', async () => {
    const base = 7_001_000 + 1000 * PLACES.findIndex(([name]) => name === place)
    const words = [...ODD_WORDS, ...RANDOM_WORDS]
    const silent = await Promise.all(
      words.map(async ([what, text], n) => ((await isAnswered(base + n, [...way, text, 'menu'])) ? [] : [what])),
    )
    expect({ seed: SEED, silent: silent.flat() }).toEqual({ seed: SEED, silent: [] })
  })

  /** Each somebody else, for scraps that follow each other are read as one thought. */
  async function isAnswered(chatId: number, says: string[]): Promise<boolean> {
    const shows = (words: string) => until(() => scene.fake.textsOf(chatId).at(-1)!.includes(words), 15_000)
    try {
      for (const text of says) {
        await scene.asks(chatId, text)
        if (text === 'daftar') await shows('Setuju?') // the second of two messages
      }
      await shows('Ada yang bisa saya bantu')
      return true
    } catch {
      return false
    }
  }
})

describe('odd messages', () => {
  const chatId = 7_000_201
  const file = { file_id: 'AgAD', file_unique_id: 'u', file_size: 20 * 1024 * 1024, mime_type: 'application/pdf' }
  const messages: [what: string, fields: Record<string, unknown>][] = [
    ['a 20 MB file', { document: { ...file, file_name: 'ktp.pdf' } }],
    ['a 20 MB picture', { photo: [{ ...file, width: 9000, height: 9000 }] }],
    ['a file of no size and no name', { document: { file_id: 'x' } }],
    ['a voice message', { voice: { ...file, duration: 3600 } }],
    ['a sticker', { sticker: { ...file, emoji: '😀' } }],
    ['a place', { location: { latitude: -3.3, longitude: 114.6 } }],
    ['a poll', { poll: { id: '1', question: 'x', options: [] } }],
    ['a dice', { dice: { emoji: '🎲', value: 6 } }],
    ["somebody else's card", { contact: { phone_number: '+6281234567890', first_name: 'X', user_id: 1 } }],
    ['a card without a number', { contact: { phone_number: '', first_name: 'X' } }],
    ['a kind that does not exist yet', { hologram: { file_id: 'x' } }],
    ['a text that is no text', { text: { toString: 'x' } }],
    ['nothing at all', {}],
  ]

  test.each(messages)('%s gets an answer', async (_, fields) => {
    const { fake } = scene
    const before = fake.seenBy(chatId).length
    fake.people.sends(chatId, fields)
    await until(() => fake.seenBy(chatId).length > before)
    expect(fake.callsOf('getFile')).toEqual([])
  })

  test('taps on buttons that never were', async () => {
    const { fake } = scene
    await scene.asks(chatId, '/start')
    const seen = fake.seenBy(chatId).at(-1)!
    for (const data of [
      'x',
      ':',
      '=',
      '__proto__:constructor',
      'daftar:__proto__=1',
      'meja:tiket=1',
      '😀'.repeat(16),
    ]) {
      const before = fake.seenBy(chatId).length
      fake.people.tapsData(seen, data)
      await until(() => fake.seenBy(chatId).length > before)
    }
    fake.people.acts({ callback_query: { id: 'lone', from: { id: chatId } } })
    fake.people.acts({ message: { message_id: 1 } })
    fake.people.acts({ my_chat_member: { chat: { id: chatId, type: 'private' } } })
    fake.people.acts({ message: null })
    expect(await scene.asks(chatId, 'menu')).toContain('Ada yang bisa saya bantu')
    await until(() => fake.unconfirmed === 0) // by the next poll
  })
})
