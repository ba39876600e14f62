import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { loadConfig } from '../config.ts'
import { dayIn } from '../domain/day.ts'
import type { Listed } from '../domain/licensed.ts'
import { plainText } from '../domain/markup.ts'
import type { OfferReading } from '../domain/offer.ts'
import { offerReplies } from '../flows/offer/result.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { makeMind } from '../knowledge/make-mind.ts'
import { findLicensed } from '../store/licensed.ts'
import { type Command, print, printJson, tell } from './command.ts'
import { withStore } from './with-store.ts'

type FindListed = (reading: OfferReading) => Promise<Listed | undefined>

/** One offer a line, without a person and without memory. `\n` written as two characters is a line's end. */
export const checkOfferCommand: Command = {
  name: 'check-offer',
  does: 'mencari tanda bahaya pada tawaran kerja dari stdin, satu baris satu tawaran',
  usage: '[--json] [--no-lists] < tawaran.txt',
  options: { json: { type: 'boolean' }, 'no-lists': { type: 'boolean' } },
  run: ({ values }) => withLists(values['no-lists'] !== true, (find) => checkAll(find, values.json === true)),
}

/**
 * The lists are used where there is a database: DATABASE_URL, or an embedded one that a start has made. Without any, or
 * with --no-lists, nothing is waited for. One that cannot be opened is said so on stderr, and the offers are checked.
 */
async function withLists(wanted: boolean, work: (find: FindListed) => Promise<0>): Promise<0> {
  const { DATABASE_URL, DATA_DIR } = loadConfig()
  const isThere = DATABASE_URL !== undefined || existsSync(join(DATA_DIR, 'postgres'))
  if (!wanted || !isThere) return work(async () => undefined)
  let started = false
  try {
    return await withStore(({ db }) => {
      started = true
      return work((reading) => db.transaction((client) => findLicensed(client, reading)))
    })
  } catch (error) {
    if (started) throw error
    tell('Basis data tidak bisa dibuka; tawaran dicek tanpa daftar perusahaan berizin.')
    return work(async () => undefined)
  }
}

async function checkAll(find: FindListed, json: boolean): Promise<0> {
  const knowledge = await loadKnowledge(loadConfig().CONTENT_DIR)
  const mind = makeMind(knowledge)
  const today = dayIn(knowledge.office.zone, new Date())
  for await (const offer of createInterface({ input: process.stdin })) {
    const written = offer.replaceAll('\\n', '\n')
    const check = mind.checkOffer({ text: written, today }, await find(mind.readOffer(written)))
    const { level, score } = check
    const flags = check.flags.map(({ id, why }) => ({ id, why }))
    const text = plainText(
      offerReplies(knowledge, check)
        .map((reply) => reply.text)
        .join('\n\n'),
    )
    if (json) printJson({ offer, level, score, flags, text })
    else print(`${offer}\n${text}\n`)
  }
  return 0
}
