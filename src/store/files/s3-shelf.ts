import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { checkPlace, type Shelf } from './shelf.ts'

/** `url`: the bucket's own address. */
export type S3 = { url: string; region: string; keyId: string; secret: string }

const TIMEOUT_MS = 30_000

/**
 * In a bucket of an S3-compatible server, where several machines reach it. Objects are sealed before they get here, so whoever
 * runs the server reads nothing. The body's hash is signed with the rest: nobody on the way puts another in its place. A
 * refusal is told by its status alone, for what the server says may name the key. The library repeats what failed at the
 * server's end or for haste.
 */
export function s3Shelf({ url, region, keyId, secret }: S3): Shelf {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: 3 })
  /** undefined: the bucket is there, and nothing lies at this place. */
  const ask = async (method: string, place: string, body?: Buffer): Promise<Buffer | undefined> => {
    checkPlace(place)
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await client.fetch(`${url.replace(/\/$/, '')}/${place}`, {
      method,
      signal,
      headers: {
        'x-amz-content-sha256': sha256(body ?? ''),
        ...(body && { 'content-type': 'application/octet-stream' }),
      },
      ...(body && { body: new Uint8Array(body) }),
    })
    const said = Buffer.from(await response.arrayBuffer())
    if (response.ok) return said
    // A bucket that is not there, and a door before the server, say 404 too. Taken for an empty place, they would make
    // backups without files, and deletions that delete nothing.
    if (method !== 'PUT' && response.status === 404 && said.includes('<Code>NoSuchKey</Code>')) return undefined
    throw new Error(`the file store answered ${response.status} to ${method}`)
  }
  return {
    async put(place, sealed) {
      await ask('PUT', place, sealed)
    },
    get: (place) => ask('GET', place),
    async remove(place) {
      await ask('DELETE', place)
    },
  }
}

const sha256 = (body: Buffer | string) => createHash('sha256').update(body).digest('hex')
