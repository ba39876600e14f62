import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plainText } from '../src/domain/markup.ts'
import { offerReplies } from '../src/flows/offer/result.ts'
import { stage } from './theatre.ts'

type Labelled = { level: string; kind: string; text: string }

/** bench/offers: `tuning.tsv` may be tuned on; `held-out.tsv` was written last and measured once before anything changed. */
const read = (file: string): Labelled[] =>
  readFileSync(new URL(`../bench/offers/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [level, kind, text] = line.split('\t')
      return { level: level!, kind: kind!, text: text! }
    })

const check = (text: string) => stage.mind.checkOffer({ text, today: '2026-11-24' }, undefined)

describe.each(['tuning.tsv', 'held-out.tsv'])('the offers of %s', (file) => {
  const offers = read(file)
  const checked = offers.map((offer) => ({ ...offer, check: check(offer.text) }))

  it('are many, half of them bad', () => {
    expect(offers.length).toBeGreaterThanOrEqual(80)
    const bad = offers.filter(({ level }) => level !== 'perlu-dicek').length
    expect(bad / offers.length).toBeGreaterThan(0.45)
    expect(new Set(offers.map(({ text }) => text)).size).toBe(offers.length)
    expect(new Set(offers.map(({ level }) => level))).toEqual(new Set(['bahaya', 'hati-hati', 'perlu-dicek']))
  })

  it('leave no known bad one below hati-hati', () => {
    const missed = checked.filter((offer) => offer.level !== 'perlu-dicek' && offer.check.level === 'perlu-dicek')
    expect(missed.map(({ text }) => text)).toEqual([])
  })

  it('get the right level nine times in ten', () => {
    const right = checked.filter((offer) => offer.check.level === offer.level).length
    expect(right / offers.length).toBeGreaterThanOrEqual(0.9)
  })

  it('are never called safe, and every sign is explained', () => {
    for (const { check, text } of checked) {
      const said = plainText(
        offerReplies(stage.knowledge, check)
          .map((reply) => reply.text)
          .join('\n'),
      )
      expect([text, said]).not.toEqual([text, expect.stringMatching(/\baman\b|terpercaya|tidak berbahaya/i)])
      for (const reply of offerReplies(stage.knowledge, check)) expect(reply.text.length).toBeLessThanOrEqual(4096)
      for (const flag of check.flags) expect([flag.id, flag.why]).toEqual([flag.id, expect.stringMatching(/\S.{20}/)])
    }
  })

  it('are checked in a few milliseconds each, also the longest', () => {
    const long = offers
      .map(({ text }) => text)
      .join('\n')
      .slice(0, 4096)
    const from = performance.now()
    for (let n = 0; n < 5; n++) check(`${long.slice(0, 4090)} ${n}`)
    expect((performance.now() - from) / 5).toBeLessThan(500)
  })
})
