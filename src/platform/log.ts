import { type DestinationStream, destination, type Logger, pino } from 'pino'

export type Log = Logger

/**
 * The log, as JSON lines on stderr. What people wrote or are called never gets in (GDPR Art. 5 (1) c): of an
 * object only numbers, truth values, ids and the fields named below pass; see also `scrubError`.
 */
export function createLog(
  level: string,
  stream: DestinationStream = destination({ fd: 2, sync: false }),
): Log {
  const log = pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: scrub, bindings: scrub },
      hooks: {
        logMethod(args, method) {
          // `log.error(error)` would put the error's own message into `msg`, past the formatters.
          const [first, ...rest] = args as unknown[]
          const clean =
            first instanceof Error ? [{ err: first }, 'error', ...rest.slice(1)] : [first, ...rest]
          method.apply(this, clean.map((a) => (typeof a === 'string' ? redact(a) : a)) as typeof args)
        },
      },
      // Errors are scrubbed above; pino's own serializer would add the message and every property again.
      serializers: { err: (e) => e },
    },
    stream,
  )
  // pino resets the formatter of bindings for children, so their fields are scrubbed on the way in.
  const { child } = log
  log.child = function scrubbed(this: Log, bindings: object, options?: object) {
    return child.call(this, scrub(bindings as Record<string, unknown>), options)
  } as typeof log.child
  return log
}

/** Fields whose text is written by the program, never by people. Add one only when that holds. */
const ownWords = new Set(
  `route method status level tenant tenantId slug request job task event type stream module code reason phase
  table constraint schema routine migration version command signal host kind`.split(/\s+/),
)
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function scrub(fields: Record<string, unknown> | null): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields ?? {}).map(([name, value]) => [name, scrubValue(name, value)]),
  )
}

function scrubValue(name: string, value: unknown): unknown {
  if (value === null || ['number', 'boolean', 'undefined', 'bigint'].includes(typeof value)) return value
  if (value instanceof Date) return value
  if (value instanceof Error) return scrubError(value)
  if (typeof value === 'string') return uuid.test(value) ? value : ownWords.has(name) ? redact(value) : '…'
  return '…'
}

/**
 * An error as the log may show it: its kind, codes and the places in the code. Of its message only what cannot
 * quote a person: PostgreSQL's data errors (classes 22, 23, P0) and parse errors repeat what was typed in.
 */
export function scrubError(error: Error): Record<string, unknown> {
  const e = error as Error & Record<string, unknown>
  const code = typeof e.code === 'string' || typeof e.code === 'number' ? e.code : undefined
  const quotes =
    /^(22|23|P0)/.test(String(code ?? '')) || ['SyntaxError', 'ZodError', '$ZodError'].includes(e.name)
  const texts = Object.fromEntries(
    ['table', 'constraint', 'schema', 'routine', 'syscall'].flatMap((k) =>
      typeof e[k] === 'string' ? [[k, e[k]]] : [],
    ),
  )
  const frames = String(e.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return {
    type: e.name,
    ...(code === undefined ? {} : { code }),
    ...texts,
    ...(quotes ? {} : { message: redact(e.message) }),
    stack: frames.slice(0, 12).join('\n'),
    ...(e.cause instanceof Error ? { cause: scrubError(e.cause) } : {}),
  }
}

/** Takes out of a text what may name or give access to a person: addresses, quotes, queries, tokens, numbers. */
export function redact(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '[address]')
    .replace(/"[^"\n]*"|„[^“"\n]*[“"]|(?<![\p{L}\p{N}])'[^'\n]*'/gu, '[text]')
    .replace(/\?[^\s]+/g, '?[query]')
    .replace(/(?<![\w-])(?:\+|0)\d[\d /-]{5,}\d(?![\w-])/g, '[number]')
    .replace(/(?<![\w-])[\w-]{20,}(?![\w-])/g, (run) =>
      uuid.test(run) || /^[a-z_-]+$/.test(run) ? run : '[token]',
    )
}

let foreground = false

/** Called by the program that a person has started in a terminal; nothing else talks to people on stdout. */
export function talkToPerson(): void {
  foreground = true
}

/** A line for the person who started the program: what it is doing, where to find it. */
export function progress(text: string): void {
  if (foreground) process.stdout.write(`${text}\n`)
}
