/**
 * A door before the S3 server of a test, which looks at the key's id and no further. Each request's signature is worked out
 * once more by Amazon's own signer, and its body's hash by us; what does not agree is refused as Amazon would.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'

export type Gate = { url: string; close(): Promise<void> }

/** `keys`: who may pass; `behind`: the server's own address. Resolves to where it listens. */
export async function openGate(keys: { keyId: string; secret: string }, region: string, behind: string): Promise<Gate> {
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials: { accessKeyId: keys.keyId, secretAccessKey: keys.secret },
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  })
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const complaint = await complaintAbout(signer, region, request, body)
    if (complaint)
      return response
        .writeHead(complaint === 'AuthorizationHeaderMalformed' ? 400 : 403)
        .end(`<Error><Code>${complaint}</Code></Error>`)
    const passed = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    for (const hop of ['host', 'connection', 'content-length', 'transfer-encoding']) passed.delete(hop)
    const method = request.method!
    const answer = await fetch(behind + request.url, { method, headers: passed, ...(method === 'PUT' && { body }) })
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) }
}

/** Amazon's name for what is wrong; undefined: nothing is. */
async function complaintAbout(
  signer: SignatureV4,
  region: string,
  request: IncomingMessage,
  body: Buffer,
): Promise<string | undefined> {
  const given = /SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '')
  const at = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(request.headers['x-amz-date']))
  if (!given || !at) return 'AccessDenied'
  if (!request.headers.authorization?.includes(`/${region}/s3/aws4_request`)) return 'AuthorizationHeaderMalformed'
  const hash = createHash('sha256').update(body).digest('hex')
  if (request.headers['x-amz-content-sha256'] !== hash) return 'XAmzContentSHA256Mismatch'
  const names = given[1]!.split(';')
  const url = new URL(request.url!, `http://${request.headers.host}`)
  const signed = await signer.sign(
    {
      method: request.method!,
      protocol: 'http:',
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(names.map((name) => [name, String(request.headers[name])])),
    },
    {
      signingDate: new Date(`${at[1]}-${at[2]}-${at[3]}T${at[4]}:${at[5]}:${at[6]}Z`),
      signableHeaders: new Set(names),
    },
  )
  return signed.headers.authorization === request.headers.authorization ? undefined : 'SignatureDoesNotMatch'
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
