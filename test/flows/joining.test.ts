/** What *sambungkan* says to whatever is found behind a code; two whole chats are played in test/chats/sambungkan*.chat. */
import { describe, expect, it } from 'vitest'
import type { Input } from '../../src/domain/chat.ts'
import type { JoinFound, Side } from '../../src/domain/joining.ts'
import { plainText } from '../../src/domain/markup.ts'
import type { Person } from '../../src/domain/person.ts'
import { type Memory, newSession } from '../../src/domain/session.ts'
import { book } from '../../src/flows/book.ts'
import { respond } from '../../src/flows/engine.ts'
import type { Setting } from '../../src/flows/flow.ts'
import type { Response } from '../../src/flows/talk.ts'
import { stage } from '../theatre.ts'

const SITI = '6371015708990001'
const NOW = new Date('2026-11-24T02:00:00Z')
const nobody = (id: string): Person => ({ id, consents: [], registrations: [], stopped: false })

class Chat {
  memory: Memory = { session: newSession(), drafts: {} }
  person = nobody('here')
  /** What is behind every code. */
  behind: JoinFound = { outcome: 'wrong', triesLeft: 4 }
  /** The codes that were looked up; undefined: the one this chat has claimed. */
  readonly lookedUp: (string | undefined)[] = []
  readonly effects: Response['effects'] = []

  says = (text: string): string => this.#hear({ kind: 'text', text })
  taps = (id: string): string => this.#hear({ kind: 'choice', id: `sambungkan:${id}` })

  #hear(input: Input): string {
    let response = respond(book, this.memory, input, this.#setting())
    const said = [...response.replies]
    this.effects.length = 0
    for (; response.lookup; said.push(...response.replies)) {
      if (response.lookup.kind !== 'joining') throw new Error(`looks up ${response.lookup.kind}`)
      this.lookedUp.push(response.lookup.code)
      this.effects.push(...response.effects)
      const found = { kind: 'joining' as const, ...this.behind }
      response = respond(book, response.memory, { kind: 'found', found }, this.#setting())
    }
    this.effects.push(...response.effects)
    this.memory = response.memory
    return said.map(({ text }) => plainText(text)).join('\n')
  }

  #setting(): Setting {
    return {
      from: { channel: 'whatsapp', account: '42', chatId: 'here' },
      person: this.person,
      now: NOW,
      today: '2026-11-24',
      freshNumber: 'LA-1',
      freshCode: '48217359',
      ...stage,
    }
  }
}

const open = (there: Partial<Side> = {}): JoinFound => ({
  outcome: 'open',
  channel: 'telegram',
  there: { person: nobody('there'), drafts: {}, at: {}, ...there },
  hereAt: { daftar: NOW },
})

const draft = (answers: object) => ({ drafts: { daftar: { answers: { ...answers } } }, at: { daftar: new Date(0) } })

describe('sambungkan', () => {
  it.each([
    'sambungkan 4821 7359',
    'Sambungkan 48217359',
    'sambungkan 4821-7359',
    'sambungkn 4821 7359',
    'hubungkan 4821 7359',
    'sambungkan kode 4821 7359',
    'sambungkan kode saya 4821.7359',
    '/sambungkan 4821 7359',
  ])('looks up the code of "%s", also in the middle of a form', (text) => {
    const chat = new Chat()
    chat.says('daftar')
    expect(chat.says(text)).toContain('tidak cocok')
    expect(chat.lookedUp).toEqual(['48217359'])
    expect(chat.memory.session.active).toBe('sambungkan')
  })

  it('takes a bare code only where one is waited for, and counts nothing that cannot be one', () => {
    const chat = new Chat()
    chat.says('4821 7359')
    chat.says('sambungkan 123')
    expect(chat.says('48217')).toContain('8 angka')
    expect(chat.lookedUp).toEqual([])
    expect(chat.effects).toEqual([])
    chat.says('4821 7359')
    expect(chat.lookedUp).toEqual(['48217359'])
    expect(chat.effects).toEqual([{ kind: 'countJoinTry' }])
  })

  it('shows a code that ends in ten minutes, and warns', () => {
    const chat = new Chat()
    chat.says('sambungkan')
    expect(chat.says('minta kode')).toMatch(/4821 7359[\s\S]*Jangan diberikan/)
    const until = new Date('2026-11-24T02:10:00Z')
    expect(chat.effects).toEqual([{ kind: 'showJoinCode', code: '48217359', until }])
  })

  it('moves nothing before a yes, and claims the code meanwhile', () => {
    const chat = new Chat()
    chat.behind = open()
    expect(chat.says('sambungkan 4821 7359')).toContain('akan jadi satu data')
    expect(chat.effects).toEqual([{ kind: 'claimJoinCode', code: '48217359' }])
    expect(JSON.stringify(chat.memory)).not.toContain('4821')
    for (const text of ['hmm', 'maksudnya?', 'kenapa']) chat.says(text)
    expect(chat.effects).toEqual([])
    chat.says('ya')
    expect(chat.effects).toEqual([{ kind: 'joinPeople', other: 'there', withdraws: undefined, drafts: {} }])
    expect(chat.lookedUp).toEqual(['48217359', undefined])
  })

  it.each(['tidak', 'jangan dulu', 'batal', 'tidak jadi', 'kembali'])('leaves everything as it is after "%s"', (no) => {
    const chat = new Chat()
    chat.behind = open()
    chat.says('sambungkan 4821 7359')
    expect(chat.says(no)).toContain('tidak ada yang disambungkan')
    expect(chat.effects).toEqual([])
    expect(chat.memory.session.active).toBe('menu')
  })

  it('asks anew when a yes would do something else than what was asked', () => {
    const chat = new Chat()
    chat.memory.drafts.daftar = { answers: { fullName: 'Siti Aminah' } }
    chat.behind = open()
    chat.says('sambungkan 4821 7359')
    chat.behind = open(draft({ fullName: 'Siti' }))
    expect(chat.says('ya')).toContain('Ada jawaban yang berbeda')
    expect(chat.effects).toEqual([])
    expect(chat.says('ya')).toMatch(/tidak dipakai:[\s\S]*Nama lengkap: Siti\n/)
    expect(chat.effects).toMatchObject([
      { kind: 'joinPeople', drafts: { daftar: { answers: { fullName: 'Siti Aminah' } } } },
    ])
  })

  it('asks again whoever taps a yes of another day, and joins nobody where no code waits', () => {
    const chat = new Chat()
    expect(chat.taps('ya')).toContain('Tidak ada kode yang menunggu')
    chat.behind = open()
    expect(chat.taps('ya')).toContain('akan jadi satu data')
    expect(chat.effects).toEqual([])
  })

  it('keeps the question while the other chat is busy', () => {
    const chat = new Chat()
    chat.behind = { outcome: 'busy' }
    expect(chat.says('sambungkan 4821 7359')).toContain('sekali lagi')
    expect(chat.effects).toEqual([])
    chat.behind = open()
    chat.says('4821 7359')
    chat.behind = { outcome: 'busy' }
    expect(chat.says('ya')).toContain('sekali lagi')
    chat.behind = open()
    chat.says('ya')
    expect(chat.effects).toMatchObject([{ kind: 'joinPeople' }])
  })

  it('never mixes two people, also when the second one turns up between question and yes', () => {
    const chat = new Chat()
    chat.memory.drafts.daftar = { answers: { nik: SITI } }
    chat.behind = open()
    chat.says('sambungkan 4821 7359')
    chat.behind = open(draft({ nik: '6371014101000001' }))
    expect(chat.says('ya')).toContain('milik dua orang')
    expect(chat.effects).toEqual([])
    chat.behind = open()
    chat.says('ya')
    expect(chat.effects).toEqual([])
  })

  it('tells nothing of the other chat’s answers before the yes', () => {
    const chat = new Chat()
    chat.memory.drafts.daftar = { answers: { fullName: 'Rahmah' } }
    chat.behind = open(draft({ fullName: 'Siti Aminah', nik: SITI }))
    expect(chat.says('sambungkan 4821 7359')).not.toMatch(/Siti|6371/)
  })

  it('passes no code on to the office', () => {
    const chat = new Chat()
    chat.says('petugas')
    chat.says('sambungkan 4821 7359')
    expect(chat.effects).toEqual([{ kind: 'countJoinTry' }])
  })
})

describe('pisahkan', () => {
  it('asks first, and says where there is nothing to part, also to an old button', () => {
    const chat = new Chat()
    expect(chat.says('pisahkan')).toContain('tidak tersambung')
    chat.person = { ...chat.person, elsewhere: ['telegram'] }
    expect(chat.says('pisahkan')).toContain('Pisahkan sekarang?')
    expect(chat.effects).toEqual([])
    chat.says('ya')
    expect(chat.effects).toEqual([{ kind: 'separateChats' }])
    chat.says('pisahkan')
    chat.person = nobody('here')
    expect(chat.says('ya')).toContain('tidak tersambung')
    expect(chat.effects).toEqual([])
  })
})
