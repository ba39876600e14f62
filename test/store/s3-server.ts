import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import type { S3 } from '../../src/store/files/s3-shelf.ts'
import { openGate } from './signature-gate.ts'

const { TEST_S3_URL, TEST_S3_KEY_ID = '', TEST_S3_SECRET = '', TEST_S3_REGION } = process.env

/** Whether a wrong region is refused: Ceph, for one, takes any. */
export const MINDS_REGION = !TEST_S3_URL || TEST_S3_REGION !== undefined

/** `bucket`: leave nothing in it, it may be somebody's. */
export type S3Server = { bucket: S3; close(): Promise<void> }

/** The server that TEST_S3_URL and its siblings name, or else one for this test, which knows these keys alone. */
export async function openS3(): Promise<S3Server> {
  if (TEST_S3_URL) {
    const bucket = {
      url: TEST_S3_URL,
      region: TEST_S3_REGION ?? 'us-east-1',
      keyId: TEST_S3_KEY_ID,
      secret: TEST_S3_SECRET,
    }
    return { bucket, close: async () => {} }
  }
  const keys = { keyId: 'S3RVER', secret: 'S3RVER' }
  const region = 'ap-southeast-3'
  const directory = mkdtempSync(join(tmpdir(), 'langkah-s3-'))
  const server = new S3rver({
    directory,
    port: 0,
    silent: true,
    configureBuckets: [{ name: 'berkas', configs: [] }],
  })
  const { port } = await server.run()
  const gate = await openGate(keys, region, `http://127.0.0.1:${port}`)
  return {
    bucket: { url: `${gate.url}/berkas`, region, ...keys },
    async close() {
      await gate.close()
      await server.close()
      rmSync(directory, { recursive: true })
    },
  }
}
