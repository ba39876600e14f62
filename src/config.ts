/** The environment, read once. */
import { resolve } from 'node:path'
import { z } from 'zod'

const empty = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(shape: T) => z.preprocess(empty, shape.optional())
const folder = (name: string) => z.preprocess(empty, z.string().default(name)).transform((path) => resolve(path))
const url = (protocol: RegExp, example: string) => z.url({ protocol, error: `harus berupa alamat seperti ${example}` })
const CLOUD_NEEDS = [
  'WHATSAPP_CLOUD_TOKEN',
  'WHATSAPP_CLOUD_PHONE_ID',
  'WHATSAPP_CLOUD_APP_SECRET',
  'WHATSAPP_CLOUD_VERIFY_TOKEN',
] as const
const KEY = /^[A-Za-z0-9+/]{43}=$/

const Env = z
  .object({
    DATABASE_URL: optional(url(/^postgres(ql)?$/, 'postgresql://user:password@host/database')),
    DATA_DIR: folder('./data'),
    DATA_KEY: optional(
      z
        .string()
        .refine(
          (keys) => keys.split(/[\s,]+/).every((key) => KEY.test(key)),
          'harus 32 byte dalam base64 (boleh beberapa, dipisah koma: yang pertama dipakai menyandi)',
        ),
    ),
    CONTENT_DIR: folder('./content'),
    FILES_S3_URL: optional(url(/^https?$/, 'https://s3.example.go.id/berkas')),
    FILES_S3_REGION: z.preprocess(empty, z.string().default('us-east-1')),
    FILES_S3_KEY_ID: optional(z.string().regex(/^\S+$/, 'tidak boleh berisi spasi')),
    FILES_S3_SECRET: optional(z.string().regex(/^\S+$/, 'tidak boleh berisi spasi')),
    PORT: z.preprocess(
      empty,
      z.coerce
        .number('harus angka')
        .int('harus bilangan bulat')
        .min(0, 'harus 0 sampai 65535')
        .max(65535, 'harus 0 sampai 65535')
        .default(8080),
    ),
    HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
    PUBLIC_URL: optional(url(/^https?$/, 'https://bot.example.go.id')),
    TELEGRAM_BOT_TOKEN: optional(
      z.string().regex(/^\d+:[\w-]+$/, 'harus seperti 123456:ABC-def, persis dari BotFather'),
    ),
    TELEGRAM_API_ROOT: z.preprocess(
      empty,
      url(/^https?$/, 'https://api.telegram.org').default('https://api.telegram.org'),
    ),
    TELEGRAM_MODE: z.preprocess(empty, z.enum(['polling', 'webhook'], 'harus polling atau webhook').default('polling')),
    TELEGRAM_WEBHOOK_SECRET: optional(
      z.string().regex(/^[\w-]{16,256}$/, 'harus 16 sampai 256 huruf, angka, _ atau -'),
    ),
    TELEGRAM_RATE: z.preprocess(empty, z.coerce.number('harus angka').positive('harus lebih dari 0').default(30)),
    WHATSAPP: z.preprocess(empty, z.enum(['off', 'cloud', 'baileys'], 'harus off, cloud, atau baileys').default('off')),
    WHATSAPP_PHONE: optional(
      z
        .string()
        .regex(/^\+?[1-9][\d -]{7,20}$/, 'harus nomor dengan kode negara, misalnya +62 812-3456-7890')
        .transform((phone) => phone.replace(/\D/g, '')),
    ),
    WHATSAPP_SOCKET_URL: optional(url(/^wss?$/, 'wss://web.whatsapp.com/ws/chat')),
    WHATSAPP_TRUST_ROOT: optional(z.string().regex(/^[0-9a-f]{64}$/i, 'harus 64 angka heksadesimal')),
    WHATSAPP_CLOUD_TOKEN: optional(z.string().regex(/^\S+$/, 'tidak boleh berisi spasi')),
    WHATSAPP_CLOUD_PHONE_ID: optional(
      z.string().regex(/^\d+$/, 'harus angka: Phone number ID di Meta, bukan nomor HP'),
    ),
    WHATSAPP_CLOUD_APP_SECRET: optional(z.string().regex(/^\S+$/, 'tidak boleh berisi spasi')),
    WHATSAPP_CLOUD_VERIFY_TOKEN: optional(z.string().min(8, 'harus paling sedikit 8 huruf')),
    WHATSAPP_CLOUD_API_ROOT: z.preprocess(
      empty,
      url(/^https?$/, 'https://graph.facebook.com').default('https://graph.facebook.com'),
    ),
    LOG_LEVEL: z.preprocess(
      empty,
      z
        .enum(
          ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
          'harus salah satu dari trace, debug, info, warn, error, fatal, silent',
        )
        .default('info'),
    ),
  })
  .superRefine((env, problem) => {
    const wrong = (name: string, message: string) => problem.addIssue({ code: 'custom', path: [name], message })
    if (env.DATABASE_URL && !env.DATA_KEY)
      wrong(
        'DATA_KEY',
        'wajib diisi bila DATABASE_URL dipakai: buat dengan `openssl rand -base64 32`, lalu simpan baik-baik',
      )
    for (const name of ['FILES_S3_KEY_ID', 'FILES_S3_SECRET'] as const)
      if (env.FILES_S3_URL && !env[name]) wrong(name, 'wajib diisi bila FILES_S3_URL dipakai')
    if (env.FILES_S3_URL?.startsWith('http:') && !isLoopback(env.FILES_S3_URL))
      wrong('FILES_S3_URL', 'harus https:// (http:// hanya ke komputer ini)')
    const ownServer = env.WHATSAPP_SOCKET_URL !== undefined && isLoopback(env.WHATSAPP_SOCKET_URL)
    if (env.WHATSAPP_TRUST_ROOT && !ownServer)
      wrong('WHATSAPP_TRUST_ROOT', 'hanya untuk uji coba: WHATSAPP_SOCKET_URL harus di komputer ini')
    if (env.WHATSAPP_SOCKET_URL?.startsWith('ws:') && !ownServer)
      wrong('WHATSAPP_SOCKET_URL', 'harus wss:// (ws:// hanya untuk uji coba di komputer ini)')
    if (env.TELEGRAM_MODE === 'webhook' && !env.PUBLIC_URL)
      wrong('PUBLIC_URL', 'wajib diisi untuk TELEGRAM_MODE=webhook')
    if (env.TELEGRAM_MODE === 'webhook' && !env.TELEGRAM_WEBHOOK_SECRET)
      wrong('TELEGRAM_WEBHOOK_SECRET', 'wajib diisi untuk TELEGRAM_MODE=webhook')
    for (const name of CLOUD_NEEDS)
      if (env.WHATSAPP === 'cloud' && !env[name]) wrong(name, 'wajib diisi untuk WHATSAPP=cloud')
  })

/** Only TLS protects the way to WhatsApp, so it may be left out only where there is no way. */
const isLoopback = (address: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname)

export type Config = z.infer<typeof Env>

/** A missing or malformed value; the start ends with exit code 2 and this one line. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Throws ConfigError naming the first value that is wrong; its content is not repeated, for it may be a secret. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const read = Env.safeParse(env)
  if (read.success) return read.data
  const issue = read.error.issues[0]!
  throw new ConfigError(`${issue.path.join('.')} ${issue.message}`)
}

/** The real environment and `.env` in the working directory; what is set already wins. */
export function loadConfig(): Config {
  try {
    process.loadEnvFile()
  } catch {
    // no .env: the environment alone
  }
  return readConfig(process.env)
}
