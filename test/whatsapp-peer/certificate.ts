/** A certificate for 127.0.0.1 that signs itself, made anew for each test: no key lies in the repository, none runs out. */
import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'

const tlv = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...size), body])
}
const sequence = (...parts: Uint8Array[]) => tlv(0x30, ...parts)
const oid = (...bytes: number[]) => tlv(0x06, Buffer.of(...bytes))
const moment = (at: Date) => tlv(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(2, 14)}Z`))

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const NAME = sequence(tlv(0x31, sequence(oid(0x55, 0x04, 0x03), tlv(0x0c, Buffer.from('loopback')))))
const DAY_MS = 24 * 60 * 60 * 1000

export type Certificate = { key: string; cert: string }

export function loopbackCertificate(now = Date.now()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const address = sequence(tlv(0x87, Buffer.of(127, 0, 0, 1)))
  const extensions = sequence(
    sequence(oid(0x55, 0x1d, 0x11), tlv(0x04, address)),
    sequence(oid(0x55, 0x1d, 0x13), tlv(0x04, sequence(tlv(0x01, Buffer.of(0xff))))),
  )
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.of(2))),
    tlv(0x02, Buffer.of(1), randomBytes(8)),
    ECDSA_SHA256,
    NAME,
    sequence(moment(new Date(now - DAY_MS)), moment(new Date(now + DAY_MS))),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, extensions),
  )
  const signature = sign('sha256', body, privateKey)
  const whole = sequence(body, ECDSA_SHA256, tlv(0x03, Buffer.of(0), signature))
  const cert = new X509Certificate(whole).toString()
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}
