import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Rendered } from '#platform/rendered.ts'
import { CITIZEN_COOKIE } from './citizen-cookie.ts'
import type { Env, Req } from './env.ts'
import { SESSION_COOKIE } from './session.ts'
import { languageOf } from './tenant.ts'
import { TERMINAL_COOKIE } from './terminal.ts'
import { SENT_COOKIE } from './view.ts'

const KEPT_MS = 5_000
const MOST_BYTES = 64 * 1024 * 1024
/** Longer addresses are nobody's bookmark, and would only be made up to fill the memory. */
const LONGEST_KEY = 600

interface Kept {
  until: number
  plain: Buffer
  gzip: Buffer
  headers: Record<string, string>
  etag: string
}

const zip = promisify(gzip)

/** A route says that what it answers is the same for everyone without a session (see `keepRendered`). */
export const keep = (c: Req): void => {
  c.set('keep', true)
}

/**
 * Keeps anonymous public pages rendered for 5 s per town, address and language. Only what a route has marked with
 * `keep`, only for who has no session and has not just sent something. It stands before everything that looks
 * anybody up, and a page asked for by many at once is rendered once. What is taken back (blacked out, withdrawn) is
 * forgotten at once, also where it is just being rendered.
 */
export function keepRendered(rendered?: Rendered) {
  const pages = new Map<string, Kept>()
  const rendering = new Map<string, Promise<void>>()
  let bytes = 0
  let generation = 0
  rendered?.onForget(() => {
    generation += 1
    pages.clear()
    bytes = 0
  })

  const drop = (key: string): void => {
    const kept = pages.get(key)
    if (!kept) return
    pages.delete(key)
    bytes -= kept.plain.length + kept.gzip.length
  }
  const fresh = (key: string): Kept | undefined => {
    const kept = pages.get(key)
    return kept && kept.until > performance.now() ? kept : undefined
  }
  const store = async (key: string, response: Response, begun: number): Promise<Kept> => {
    const plain = Buffer.from(await response.arrayBuffer())
    const zipped = await zip(plain, { level: 6 })
    drop(key)
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !own.has(name)))
    const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`
    const kept = { until: performance.now() + KEPT_MS, plain, gzip: zipped, headers, etag }
    if (begun !== generation) return kept
    pages.set(key, kept)
    bytes += plain.length + zipped.length
    // A Map remembers the order of insertion: the oldest go first.
    for (const oldest of pages.keys()) {
      if (bytes <= MOST_BYTES) break
      drop(oldest)
    }
    return kept
  }

  return createMiddleware<Env>(async (c, next) => {
    const key = keyOf(c)
    if (!key) return next()
    const known = fresh(key)
    if (known) return answer(c, known)
    const others = rendering.get(key)
    if (others) {
      await others
      const made = fresh(key)
      if (made) return answer(c, made)
    }
    const begun = generation
    let done = (): void => {}
    rendering.set(key, new Promise((resolve) => (done = resolve)))
    try {
      await next()
      if (!c.get('keep') || c.res.status !== 200 || c.res.headers.has('Set-Cookie')) return
      const made = await store(key, c.res, begun)
      c.res = undefined
      c.res = answer(c, made)
    } finally {
      rendering.delete(key)
      done()
    }
  })
}

/** Belong to one answer, not to the page. */
const own = new Set(['x-request-id', 'content-length', 'content-encoding', 'set-cookie'])

/**
 * What the answer depends on; null for whoever must get an answer of their own. Read with the same functions that the
 * page is made with: where the two disagree, one person's page would be another's. So the town is what the Host
 * header names, also where a request line names another, and cookies are what Hono takes them for.
 */
function keyOf(c: Req): string | null {
  const { raw } = c.req
  if (raw.method !== 'GET') return null
  if (
    raw.headers.has('cookie') &&
    [SESSION_COOKIE, CITIZEN_COOKIE, SENT_COOKIE, TERMINAL_COOKIE].some(
      (name) => getCookie(c, name) !== undefined,
    )
  )
    return null
  const path = raw.url.slice(raw.url.indexOf('/', 'https://'.length))
  const key = `${languageOf(c)} ${raw.headers.get('host')} ${path}`
  return key.length > LONGEST_KEY || /[?&]lang=/.test(raw.url) ? null : key
}

function answer(c: Req, page: Kept): Response {
  const headers: Record<string, string> = { ...page.headers, ETag: page.etag }
  if (c.req.raw.headers.get('if-none-match') === page.etag)
    return new Response(null, { status: 304, headers })
  if (!/\bgzip\b/.test(c.req.raw.headers.get('accept-encoding') ?? ''))
    return new Response(bodyOf(page.plain), {
      headers: { ...headers, 'Content-Length': String(page.plain.length) },
    })
  headers['Content-Encoding'] = 'gzip'
  headers['Content-Length'] = String(page.gzip.length)
  return new Response(bodyOf(page.gzip), { headers })
}

const bodyOf = (bytes: Buffer): Uint8Array<ArrayBuffer> => bytes as Buffer as Uint8Array<ArrayBuffer>
