import { createRequire } from 'node:module'
import { expect, it, vi } from 'vitest'

it('lets nothing that libsignal prints out of the process, and everything else', async () => {
  const heard: unknown[] = []
  const before = console.info
  console.info = (...words: unknown[]) => void heard.push(...words)
  try {
    const { SessionRecord } = createRequire(import.meta.url)('libsignal')
    const session = { indexInfo: { closed: -1 }, rootKey: 'rahasia' }
    new SessionRecord().closeSession(session)
    expect(JSON.stringify(heard)).toContain('rahasia') // it really prints
    heard.length = 0
    vi.resetModules() // another test of this process may have loaded it
    await import('../../src/bots/whatsapp/quiet.ts')
    new SessionRecord().closeSession({ ...session, indexInfo: { closed: -1 } })
    console.info('halo')
    expect(heard).toEqual(['halo'])
  } finally {
    console.info = before
  }
})
