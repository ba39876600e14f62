/** Looks at the links of an announcement. A link is anybody's word, so nothing inside our own network is asked, by whatever name. */
import http from 'node:http'
import https from 'node:https'
import { useAgent } from 'request-filtering-agent'
import type { LinkSeen } from './domain/link.ts'

const PATIENCE_MS = 6000
const MOST_REDIRECTS = 5
/** Of one announcement; more of them are not looked at. */
const MOST_LINKS = 10

/** `allowed`: private addresses that may be asked all the same; a test's. */
export type LinkOptions = { allowed?: string[]; patienceMs?: number }

/** In the order of `links`. Never throws. */
export const lookAtLinks = (links: readonly string[], options: LinkOptions = {}): Promise<LinkSeen[]> =>
  Promise.all(
    links.map(async (url, i) => ({ url, look: i < MOST_LINKS ? await lookAt(url, options) : ('unknown' as const) })),
  )

async function lookAt(url: string, options: LinkOptions): Promise<LinkSeen['look']> {
  const signal = AbortSignal.timeout(options.patienceMs ?? PATIENCE_MS)
  try {
    return verdictOf(await follow(url, options, signal))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (/is not allowed/.test(message)) return 'inside'
    return code === 'ENOTFOUND' || code === 'ERR_INVALID_URL' ? 'dead' : 'unknown'
  }
}

/** Pages that want a login, or mind being asked by a machine, are there all the same; a server in trouble may be back soon. */
function verdictOf(status: number): LinkSeen['look'] {
  if (status === 404 || status === 410) return 'dead'
  return status < 500 && status !== 429 ? 'ok' : 'unknown'
}

/** The status at the end of the redirects. Some servers know no HEAD, so what it does not find is asked for once more. */
async function follow(url: string, options: LinkOptions, signal: AbortSignal): Promise<number> {
  let at = url
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const head = await ask('HEAD', at, options, signal)
    const { status, location } = head.status >= 400 ? await ask('GET', at, options, signal) : head
    if (status < 300 || status >= 400 || !location) return status
    at = new URL(location, at).href
  }
  return 508 // it goes round in circles
}

type Answer = { status: number; location: string | undefined }

/** Nothing of the body is read. */
function ask(method: 'HEAD' | 'GET', url: string, { allowed }: LinkOptions, signal: AbortSignal): Promise<Answer> {
  const { protocol } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error('is not allowed')
  const agent = useAgent(url, { allowIPAddressList: allowed ?? [] })
  const { request } = protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': 'LangkahAman/1 (pemeriksa tautan)', accept: '*/*' }
    const asked = request(url, { method, agent, signal, headers }, (response) => {
      resolve({ status: response.statusCode ?? 0, location: response.headers.location })
      response.destroy()
    })
    asked.on('error', reject)
    asked.end()
  })
}
