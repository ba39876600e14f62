import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Effect } from '../../../src/domain/effect.ts'
import type { Stage } from '../../../src/domain/stage.ts'
import type { StoreHarness, StoreProcess } from '../store-contract.ts'
import { chatOf, decideAll, look, said, turn } from './turn.ts'

const CONSENT = { kind: 'recordConsent', consent: 'registrasi', version: '2026-11-01', text: 'Setuju, ya?' } as const
const NIK = '6371015708990001'

export const submission = (number: string, answers: object = { nik: NIK }) =>
  ({ kind: 'submitRegistration', number, schemes: ['ssw-kaigo'], answers: { ...answers } }) satisfies Effect

/** Makes a chat one of the office's. */
export async function hire(harness: StoreHarness, chatId = 'petugas', name = 'Rina'): Promise<string> {
  const [row] = await harness.rows<{ id: string }>(
    "INSERT INTO staff (name, role, channel, chat_id) VALUES ($1, 'petugas', 'telegram', $2) RETURNING id",
    [name, chatId],
  )
  return row!.id
}

export function effects(harness: () => StoreHarness): void {
  describe('effects', () => {
    const staff = chatOf('petugas')
    const audit = () => harness().rows('SELECT actor, action, subject, reason FROM audit ORDER BY id')
    const registered = async (process: StoreProcess, from = chatOf('siti')) =>
      (await look(process, from)).person.registrations

    it('keep proof of a consent: which text, when, by which message', async () => {
      const process = await harness().start()
      const event = said('setuju')
      await process.turns.receive([event])
      await decideAll(process, () => ({ effects: [CONSENT] }))
      const { person, id } = await look(process)
      expect(person.consents).toMatchObject([{ kind: 'registrasi', version: '2026-11-01' }])
      expect(Math.abs(person.consents[0]!.givenAt.getTime() - Date.now())).toBeLessThan(10_000)
      const hash = createHash('sha256').update(CONSENT.text).digest('hex')
      expect(await harness().rows('SELECT person_id, text_hash, chat, event_id, withdrawn_at FROM consents')).toEqual([
        { person_id: person.id, text_hash: hash, chat: id, event_id: event.id, withdrawn_at: null },
      ])
    })

    it('withdraw every consent, keep that there was one, and erase the answers', async () => {
      const process = await harness().start()
      await turn(process, { effects: [CONSENT, { ...CONSENT, consent: 'kesehatan' }, submission('LA-1')] })
      const { person } = await look(process)
      expect(person.consents).toHaveLength(2)
      await turn(process, {
        effects: [
          { kind: 'withdrawConsent', consents: ['registrasi', 'kesehatan'] },
          { kind: 'withdrawRegistration', number: 'LA-1' },
        ],
      })
      expect((await look(process)).person).toMatchObject({ id: person.id, consents: [], registrations: [] })
      const [row] = await harness().rows<{ answers: Buffer }>('SELECT * FROM registrations')
      expect(row).toMatchObject({
        number: 'LA-1',
        stage: 'mengundurkan-diri',
        nik_hash: null,
        province: null,
        reason: null,
      })
      expect(harness().unseal('registration', row!.answers)).toEqual({})
      expect(await harness().rows('SELECT FROM consents WHERE withdrawn_at IS NOT NULL')).toHaveLength(2)
      expect(await audit()).toEqual([
        { actor: person.id, action: 'tarik izin', subject: person.id, reason: 'registrasi, kesehatan' },
      ])
    })

    it('keep a registration, find its NIK by a keyed hash, and tell staff', async () => {
      const process = await harness().start()
      const { notices } = await turn(process, { effects: [submission('LA-1', { nik: NIK, fullName: 'Siti' })] })
      expect(notices).toEqual([{ to: 'staff', about: 'registration', number: 'LA-1', again: false }])
      expect(await registered(process)).toMatchObject([
        { number: 'LA-1', stage: 'terdaftar', schemes: ['ssw-kaigo'], answers: { nik: NIK, fullName: 'Siti' } },
      ])
      const found = 'SELECT number FROM registrations WHERE nik_hash = $1'
      expect(await harness().rows(found, [harness().hashOf('nik', NIK)])).toEqual([{ number: 'LA-1' }])
      expect(await harness().rows(found, [harness().hashOf('nik', '6371015708990002')])).toEqual([])
    })

    it('replace a registration that is sent again under its number, and put it before staff once more', async () => {
      const process = await harness().start()
      await hire(harness())
      await turn(process, { effects: [submission('LA-1')] })
      await turn(process, { effects: [returned('LA-1', 'Foto buram')] }, staff)
      const { notices } = await turn(process, { effects: [submission('LA-1', { fullName: 'Siti Aminah' })] })
      expect(notices).toEqual([{ to: 'staff', about: 'registration', number: 'LA-1', again: true }])
      expect(await registered(process)).toMatchObject([
        { number: 'LA-1', stage: 'terdaftar', answers: { fullName: 'Siti Aminah' }, reason: undefined },
      ])
      expect(await harness().rows('SELECT nik_hash, decided_at, decided_by FROM registrations')).toEqual([
        { nik_hash: null, decided_at: null, decided_by: null },
      ])
    })

    it('refuse a second registration of the same person, and keep the first', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1')] })
      await expect(turn(process, { replies: ['terkirim'], effects: [submission('LA-2')] })).rejects.toThrow()
      expect(await registered(process)).toMatchObject([{ number: 'LA-1' }])
      expect(await harness().rows('SELECT FROM outbox')).toEqual([])
      await turn(process, { effects: [{ kind: 'withdrawRegistration', number: 'LA-1' }, submission('LA-2')] })
      expect(await registered(process)).toMatchObject([{ number: 'LA-2' }])
    })

    it('refuse the number of somebody else', async () => {
      const process = await harness().start()
      await turn(process, { effects: [submission('LA-1', { fullName: 'Siti' })] })
      await expect(
        turn(process, { effects: [submission('LA-1', { fullName: 'Budi' })] }, chatOf('budi')),
      ).rejects.toThrow('belongs to somebody else')
      expect(await registered(process)).toMatchObject([{ answers: { fullName: 'Siti' } }])
      expect(await registered(process, chatOf('budi'))).toEqual([])
      await turn(process, { effects: [{ kind: 'withdrawRegistration', number: 'LA-1' }] }, chatOf('budi'))
      expect(await registered(process)).toHaveLength(1)
    })

    it('let staff decide on a registration; the person is told where they talked last', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      await turn(process, { effects: [submission('LA-1')] })
      const { id } = await look(process)
      const decided = await turn(process, { effects: [returned('LA-1', 'Foto buram')] }, staff)
      expect(decided.notices).toEqual([
        {
          ...{ to: 'person', chat: id, about: 'moved', news: 'stage', number: 'LA-1', schemes: ['ssw-kaigo'] },
          ...{ stage: 'perlu-perbaikan', batch: undefined, reason: 'Foto buram' },
        },
      ])
      expect(await registered(process)).toMatchObject([{ stage: 'perlu-perbaikan', reason: 'Foto buram' }])
      await turn(process, { effects: [goes('LA-1', 'perlu-perbaikan', 'lengkap')] }, staff)
      expect(await registered(process)).toMatchObject([{ stage: 'lengkap', reason: undefined }])
      expect(await harness().rows('SELECT decided_by FROM registrations WHERE decided_at IS NOT NULL')).toEqual([
        { decided_by: rina },
      ])
      expect(await audit()).toEqual([
        { actor: rina, action: 'tahap perlu-perbaikan', subject: 'LA-1', reason: '' },
        { actor: rina, action: 'tahap lengkap', subject: 'LA-1', reason: '' },
      ])
    })

    it('tell nobody of a decision who left or wants no messages', async () => {
      const process = await harness().start()
      await hire(harness())
      await turn(process, { effects: [submission('LA-1'), { kind: 'messages', wanted: false }] })
      expect((await turn(process, { effects: [returned('LA-1', 'x')] }, staff)).notices).toEqual([])
      await turn(process, { effects: [submission('LA-2'), { kind: 'chatState', state: 'left' }] }, chatOf('budi'))
      expect((await turn(process, { effects: [returned('LA-2', 'x')] }, staff)).notices).toEqual([])
      expect(await registered(process)).toMatchObject([{ stage: 'perlu-perbaikan' }])
    })

    it('decide nothing about a registration that is not there or was taken back', async () => {
      const process = await harness().start()
      await hire(harness())
      await turn(process, { effects: [submission('LA-1'), { kind: 'withdrawRegistration', number: 'LA-1' }] })
      const { notices } = await turn(process, { effects: [returned('LA-1', 'x'), returned('LA-9', 'x')] }, staff)
      expect(notices).toEqual([])
      expect(await harness().rows('SELECT stage, reason FROM registrations')).toEqual([
        { stage: 'mengundurkan-diri', reason: null },
      ])
      expect(await audit()).toEqual([])
    })

    it('do not let anybody but staff do the work of staff, and not those who no longer are', async () => {
      const process = await harness().start()
      await hire(harness())
      await turn(process, { effects: [submission('LA-1')] })
      const work: Effect[] = [
        returned('LA-1', 'x'),
        { kind: 'putIntoBatch', numbers: ['LA-1'], batch: 'a-1' },
        { kind: 'answerTicket', ticket: 1, text: 'x' },
        { kind: 'closeTicket', ticket: 1, as: 'terjawab' },
        { kind: 'takeTicket', ticket: 1 },
        { kind: 'handTicket', ticket: 1, to: '00000000-0000-4000-8000-000000000001' },
        { kind: 'audit', action: 'buka', subject: 'LA-1', reason: 'x' },
      ]
      for (const effect of work)
        await expect(turn(process, { effects: [effect] })).rejects.toThrow('Only staff may do this')
      await harness().rows('UPDATE staff SET removed_at = now()')
      await expect(turn(process, { effects: [work[0]!] }, staff)).rejects.toThrow('Only staff may do this')
      expect(await registered(process)).toMatchObject([{ stage: 'terdaftar' }])
    })

    it('write down what staff looked at, and why', async () => {
      const process = await harness().start()
      const rina = await hire(harness())
      await turn(
        process,
        { effects: [{ kind: 'audit', action: 'buka pendaftaran', subject: 'LA-1', reason: 'pemeriksaan' }] },
        staff,
      )
      expect(await audit()).toEqual([
        { actor: rina, action: 'buka pendaftaran', subject: 'LA-1', reason: 'pemeriksaan' },
      ])
    })

    it('remember who wants no messages, and who wants them again', async () => {
      const process = await harness().start()
      await turn(process, { effects: [{ kind: 'messages', wanted: false }] })
      expect((await look(process)).person.stopped).toBe(true)
      await turn(process, { effects: [{ kind: 'messages', wanted: true }] })
      expect((await look(process)).person.stopped).toBe(false)
    })

    it('keep a question that nobody could answer, without a name', async () => {
      const process = await harness().start()
      await turn(process, { effects: [{ kind: 'keepQuestion', text: 'bisakah?' }] })
      const [row, ...others] = await harness().rows<{ body: Buffer }>('SELECT * FROM open_questions')
      expect(others).toEqual([])
      expect(Object.keys(row!).sort()).toEqual(['at', 'body', 'id'])
      expect(harness().unseal('question', row!.body)).toBe('bisakah?')
    })
  })
}

/** Staff move somebody who is seen to stand at `from`. */
export const goes = (number: string, from: Stage, to: Stage, reason = 'sesuai tahapan') =>
  ({ kind: 'movePeople', moves: [{ number, from }], to, reason }) satisfies Effect
const returned = (number: string, reason: string) => goes(number, 'terdaftar', 'perlu-perbaikan', reason)
