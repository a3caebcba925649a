import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'

/** One sentence per fault, all faults at once, so that an administrator edits the settings only once. */
export class ConfigError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

const whole = (from: number, to: number) =>
  z
    .string()
    .refine(
      (v) => /^\d{1,9}$/.test(v) && +v >= from && +v <= to,
      `must be a whole number from ${from} to ${to}`,
    )
    .transform(Number)
const yesOrNo = z.enum(['true', 'false'], 'must be true or false').transform((v) => v === 'true')
const oneOf = <const T extends readonly string[]>(...words: T) =>
  z.enum(words, `must be one of ${words.join(', ')}`)
const url = (hint: string, ...protocols: string[]) =>
  z
    .string()
    .refine((v) => URL.canParse(v) && protocols.includes(new URL(v).protocol), `must look like ${hint}`)
const origin = url('https://stadt.example', 'http:', 'https:')
  .refine(
    (v) => !URL.canParse(v) || new URL(v).href === `${new URL(v).origin}/`,
    'must not have a path, a user or a query',
  )
  .transform((v) => new URL(v).origin)
const address = z
  .string()
  .regex(
    /^([^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    'must look like Stadt <post@stadt.example>',
  )
const key = z
  .string()
  .refine((v) => /^[\w+/-]{43}=?$/.test(v), 'must be 32 bytes in base64 (openssl rand -base64 32)')
  .transform((v) => Buffer.from(v, 'base64'))

/** What may be set, in the order of the table in the README. `secret` values are never repeated in a message. */
const settings = {
  PORT: { schema: whole(1, 65_535), default: '3000', meaning: 'port of the web server' },
  HOST: {
    schema: z.string().regex(/^[\w.:-]+$/, 'must be an address or a host name'),
    default: '127.0.0.1',
    meaning: 'address the web server listens on; `0.0.0.0` for all',
  },
  PUBLIC_URL: {
    schema: origin,
    default: '`http://localhost:PORT`',
    meaning:
      "address of the default tenant in links and mails; other tenants' addresses are in their settings",
  },
  DATA_DIR: {
    schema: z.string(),
    default: '`./var`; as root `/var/lib/stadtdraht`',
    meaning: 'folder for the embedded database, files and the generated key',
  },
  DATABASE_URL: {
    schema: url('postgresql://user:password@host:5432/database', 'postgres:', 'postgresql:'),
    default: 'the embedded PostgreSQL',
    meaning: 'PostgreSQL server of your own, 15 or newer, as the role that owns the tables',
    secret: true,
  },
  DB_POOL: {
    schema: whole(2, 500),
    default: '8',
    meaning: 'database connections per process; about four times the cores of the database',
  },
  SMTP_URL: {
    schema: url('smtp://user:password@host:587', 'smtp:', 'smtps:'),
    default: 'none: mails are kept and readable in the workspace',
    meaning: 'mail server',
    secret: true,
  },
  MAIL_FROM: {
    schema: address,
    default: '`Stadtdraht <noreply@HOST>` with the host of PUBLIC_URL',
    meaning: 'sender of mails where a tenant has none of its own',
  },
  SECRET_KEY: {
    schema: key,
    default: '`DATA_DIR/secret.key`, generated once',
    meaning:
      'master key, 32 bytes in base64; set it where several machines share one database, and keep a copy',
    secret: true,
  },
  SEAL_MINUTES: {
    schema: whole(1, 10_080),
    default: '60',
    meaning: 'how often the history of a town is sealed, in minutes; only when something has happened',
  },
  SEAL_DIR: {
    schema: z.string(),
    default: '`DATA_DIR/siegel`',
    meaning:
      'folder in which seals are published as lines of JSON; copy it to where this machine cannot write',
  },
  DEMO: {
    schema: yesOrNo,
    default: '`true` without DATABASE_URL unless NODE_ENV is `production`',
    meaning: 'fill the demo town and let its published logins and API key work',
  },
  TESTDATA: { schema: z.string(), default: '../shared/data', meaning: 'folder with real data for tests' },
  TRUST_PROXY: {
    schema: whole(0, 10),
    default: '0',
    meaning: 'number of reverse proxies in front whose `X-Forwarded-*` headers are believed',
  },
  INNER_TARGETS: {
    schema: z
      .string()
      .regex(
        /^[\w.:[\]-]+:\d{1,5}(,[\w.:[\]-]+:\d{1,5})*$/,
        'must look like fachverfahren.intern:8443,10.0.0.7:443',
      )
      .transform((v) => v.toLowerCase().split(',')),
    default: 'none',
    meaning:
      'hosts with ports within your own network that webhooks, partners and map servers may have, parted by commas',
  },
  PHOTO_DETECTOR_URL: {
    schema: url('http://detektor.intern:8080/erkennen', 'http:', 'https:'),
    default: 'none',
    meaning:
      'service of your own that finds faces and licence plates in photos (docs/api/photo-detector.md); it may lie in your network',
    secret: true,
  },
  LOG_LEVEL: {
    schema: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: '`info`; `warn` in the demo',
    meaning: 'least level that is logged (to stderr, as JSON)',
  },
  NODE_ENV: {
    schema: oneOf('development', 'test', 'production'),
    default: 'none',
    meaning: '`development` shows errors in the browser, `production` turns the demo off',
  },
} as const satisfies Record<string, { schema: z.ZodType; default: string; meaning: string; secret?: true }>

type Settings = typeof settings
type Parsed = { [K in keyof Settings]: z.infer<Settings[K]['schema']> | undefined }

/** The table of the README; a test holds the two together. */
export const settingsTable = Object.entries(settings).map(([name, s]) => ({
  name,
  default: s.default,
  meaning: s.meaning,
}))

export type Config = ReturnType<typeof loadConfig>

/** Reads the settings from the environment. An empty value counts as not set. Throws ConfigError. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env) {
  const { PORT = 3000, ...set } = parse(env)
  const publicUrl = set.PUBLIC_URL ?? `http://localhost:${PORT}`
  const dataDir = absolute(set.DATA_DIR ?? (process.getuid?.() === 0 ? '/var/lib/stadtdraht' : 'var'))
  const demo = set.DEMO ?? (!set.DATABASE_URL && set.NODE_ENV !== 'production')
  return {
    port: PORT,
    host: set.HOST ?? '127.0.0.1',
    publicUrl,
    dataDir,
    databaseUrl: set.DATABASE_URL,
    dbPool: set.DB_POOL ?? 8,
    smtpUrl: set.SMTP_URL,
    mailFrom: set.MAIL_FROM ?? `Stadtdraht <noreply@${new URL(publicUrl).hostname}>`,
    secretKey: set.SECRET_KEY,
    sealMinutes: set.SEAL_MINUTES ?? 60,
    sealDir: absolute(set.SEAL_DIR ?? join(dataDir, 'siegel')),
    /** Only while this is true may published logins and keys of the demo town work. */
    demo,
    testdata: absolute(set.TESTDATA ?? '../shared/data'),
    trustProxy: set.TRUST_PROXY ?? 0,
    innerTargets: set.INNER_TARGETS ?? [],
    photoDetectorUrl: set.PHOTO_DETECTOR_URL,
    logLevel: set.LOG_LEVEL ?? (demo ? 'warn' : 'info'),
    development: set.NODE_ENV === 'development',
    production: set.NODE_ENV === 'production',
  }
}

function parse(env: NodeJS.ProcessEnv): Parsed {
  const faults: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, { schema, ...setting }] of Object.entries(settings)) {
    const given = env[name]?.trim()
    if (!given) continue
    const result = (schema as z.ZodType).safeParse(given)
    if (result.success) values[name] = result.data
    else {
      const shown = 'secret' in setting ? '' : `, not ${JSON.stringify(given)}`
      faults.push(`${name} ${result.error.issues[0]?.message}${shown}.`)
    }
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return values as Parsed
}

const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(process.cwd(), path))
