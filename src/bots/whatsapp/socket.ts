import {
  type AuthenticationCreds,
  Browsers,
  DEFAULT_CONNECTION_CONFIG,
  makeWASocket,
  type SignalKeyStore,
  type SocketConfig,
  WA_CERT_DETAILS,
  type WASocket,
} from 'baileys'
import { isIgnored } from './jid.ts'
import { silentLogger } from './quiet.ts' // first: it silences what the next one prints
import './failed-sessions.ts'

export type Server = {
  /** WhatsApp's own when undefined; another one is a test's. */
  socketUrl?: string | undefined
  /** Hex public key that signs the test server's certificate. */
  trustRoot?: string | undefined
  /** Who signs the certificate of its file server (PEM), besides whom this machine believes. */
  ca?: string | undefined
}

export type SocketParts = {
  server: Server
  creds: AuthenticationCreds
  keys: SignalKeyStore
  makeSignalRepository?: SocketConfig['makeSignalRepository']
  getMessage?: SocketConfig['getMessage']
  /** Between two tries to write keys. */
  retryMs?: number
}

/** Baileys gives up a write after so many; the phone is then asked for the message again. */
const WRITE_TRIES = 20
const RETRY_MS = 500

/** A new socket, which connects at once. Each is used once. */
export function openSocket({ server, creds, keys, makeSignalRepository, getMessage, retryMs }: SocketParts): WASocket {
  if (server.trustRoot) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(server.trustRoot, 'hex')
  return makeWASocket({
    auth: { creds, keys },
    waWebSocketUrl: server.socketUrl ?? DEFAULT_CONNECTION_CONFIG.waWebSocketUrl,
    logger: silentLogger,
    browser: Browsers.macOS('Google Chrome'), // pairing by code wants a browser that WhatsApp knows
    markOnlineOnConnect: false, // the owner's phone goes on ringing
    syncFullHistory: false,
    emitOwnEvents: false,
    shouldIgnoreJid: isIgnored,
    transactionOpts: { maxCommitRetries: WRITE_TRIES, delayBetweenTriesMs: retryMs ?? RETRY_MS },
    ...(makeSignalRepository && { makeSignalRepository }),
    ...(getMessage && { getMessage }),
  })
}

/** Resolves when the socket has ended, to WhatsApp's code; undefined: none was given. */
export const endOf = (socket: WASocket): Promise<number | undefined> =>
  new Promise((resolve) => {
    socket.ev.on('connection.update', ({ connection, lastDisconnect }) => {
      if (connection !== 'close') return
      const error = lastDisconnect?.error as { output?: { statusCode?: number } } | undefined
      resolve(error?.output?.statusCode)
    })
  })

/** Digits of the linked number; undefined: the login is not linked yet. */
export const numberOf = ({ me }: AuthenticationCreds): string | undefined => me && /^\d+/.exec(me.id)?.[0]
