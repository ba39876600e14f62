import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyFile, openKeyring, writeKeyFile } from '../../src/store/key-file.ts'
import { makeKeyring, newSecret, RELOAD_MS, readSecrets, SealError } from '../../src/store/keyring.ts'

const secret = (n: number) => Buffer.alloc(32, n)
const ring = (...numbers: number[]) => makeKeyring(() => numbers.map(secret))

describe('a sealed value', () => {
  it('opens as what it was, whatever it was', () => {
    const keys = ring(1)
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value))
        expect(keys.open('draft', keys.seal('draft', plain))).toEqual(plain)
      }),
    )
  })

  it('does not open when any of its bytes was changed, or some are missing', () => {
    const keys = ring(1)
    const sealed = keys.seal('draft', { nik: '6371015708990001' })
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      expect(() => keys.open('draft', changed), `byte ${at}`).toThrow(SealError)
      expect(() => keys.open('draft', sealed.subarray(0, at)), `first ${at} bytes`).toThrow(SealError)
    }
  })

  it('opens for the purpose it was sealed for and no other', () => {
    const keys = ring(1)
    expect(() => keys.open('session', keys.seal('draft', 1))).toThrow(SealError)
  })

  it('shows nothing of what is in it, and never looks the same twice', () => {
    const keys = ring(1)
    const [one, two] = [keys.seal('draft', 'Siti Aminah'), keys.seal('draft', 'Siti Aminah')]
    expect(one.toString('latin1')).not.toContain('Siti')
    expect(one.equals(two)).toBe(false)
  })

  it('opens also when it comes as a part of larger bytes, as a database gives it', () => {
    const keys = ring(1)
    const sealed = keys.seal('draft', 7)
    const within = new Uint8Array(sealed.length + 20)
    within.set(sealed, 10)
    expect(keys.open('draft', within.subarray(10, 10 + sealed.length))).toBe(7)
  })

  it('needs its key, and says which one is missing but not the key', () => {
    const sealed = ring(1).seal('draft', 1)
    const other = ring(2)
    expect(() => other.open('draft', sealed)).toThrow(new SealError(`kunci ${ring(1).current} tidak ada`))
    expect(other.has(ring(1).current)).toBe(false)
    expect(other.has(other.current)).toBe(true)
  })

  it('opens with any key at hand and is sealed with the first', () => {
    const old = ring(1).seal('draft', 'old')
    const both = ring(2, 1)
    expect(both.open('draft', old)).toBe('old')
    expect(ring(2).open('draft', both.seal('draft', 'new'))).toBe('new')
  })
})

describe('a keyed hash', () => {
  it('is the same for the same value, purpose and key, and differs otherwise', () => {
    const hash = ring(1).hash('nik', '6371015708990001')
    expect(ring(1).hash('nik', '6371015708990001')).toEqual(hash)
    expect(ring(1).hash('nik', '6371015708990002')).not.toEqual(hash)
    expect(ring(1).hash('paspor', '6371015708990001')).not.toEqual(hash)
    expect(ring(2, 1).hash('nik', '6371015708990001')).not.toEqual(hash)
  })
})

describe('the keys', () => {
  it('are looked at again after a while', async () => {
    let secrets = [secret(1)]
    const keys = makeKeyring(() => secrets)
    const first = keys.current
    secrets = [secret(2), secret(1)]
    expect(keys.current).toBe(first)
    await sleep(RELOAD_MS + 20)
    expect(keys.current).toBe(ring(2).current)
    expect(ring(2).open('draft', keys.seal('draft', 1))).toBe(1)
  })

  it('are looked at again at once for one that is not known', () => {
    let secrets = [secret(1)]
    const keys = makeKeyring(() => secrets)
    secrets = [secret(2), secret(1)]
    expect(keys.open('draft', ring(2).seal('draft', 'by another process'))).toBe('by another process')
  })

  it('stay when a look at them gives nothing', async () => {
    let secrets: Buffer[] | undefined = [secret(1)]
    const keys = makeKeyring(() => secrets)
    secrets = undefined
    expect(() => keys.open('draft', ring(2).seal('draft', 1))).toThrow(SealError)
    expect(keys.current).toBe(ring(1).current)
  })

  it('must be there', () => {
    expect(() => makeKeyring(() => [])).toThrow(SealError)
  })

  it('are read from base64, several at once, and refused when they have another size', () => {
    const [one, two] = [newSecret(), newSecret()]
    expect(readSecrets(`${one},${two}\n`).map((key) => key.toString('base64'))).toEqual([one, two])
    expect(one).not.toBe(two)
    for (const bad of ['abc', Buffer.alloc(31).toString('base64'), `${one},x`, '!'.repeat(43)])
      expect(() => readSecrets(bad), bad).toThrow(SealError)
  })
})

describe('the key file', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'langkah-keys-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  it('is made once, for its owner alone, and read by whoever comes next', () => {
    const data = join(dir, 'data')
    const keys = openKeyring(data, undefined)
    expect(statSync(keyFile(data)).mode & 0o777).toBe(0o600)
    expect(openKeyring(data, undefined).open('draft', keys.seal('draft', 'halo'))).toBe('halo')
    expect(readdirSync(data)).toEqual(['data.key'])
  })

  it('is not needed where the environment has a key', () => {
    const keys = openKeyring(dir, secret(1).toString('base64'))
    expect(keys.current).toBe(ring(1).current)
    expect(readdirSync(dir)).toEqual([])
  })

  it('is not made anew when another process makes it at the same moment', () => {
    mkdirSync(dir, { recursive: true })
    const rings = Array.from({ length: 5 }, () => openKeyring(dir, undefined).current)
    expect(new Set(rings).size).toBe(1)
  })

  it('is followed by a running process when another one replaces it', async () => {
    const keys = openKeyring(dir, undefined)
    const old = readFileSync(keyFile(dir), 'utf8').trim()
    await sleep(5) // a later time of change
    writeKeyFile(dir, [secret(9).toString('base64'), old])
    await sleep(RELOAD_MS + 20)
    expect(keys.current).toBe(ring(9).current)
    expect(statSync(keyFile(dir)).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir)).toEqual(['data.key'])
  })

  it('stops a start when it is damaged', () => {
    writeFileSync(keyFile(dir), 'rubbish\n')
    expect(() => openKeyring(dir, undefined)).toThrow(SealError)
    unlinkSync(keyFile(dir))
    writeFileSync(keyFile(dir), '\n')
    expect(() => openKeyring(dir, undefined)).toThrow(SealError)
  })
})
