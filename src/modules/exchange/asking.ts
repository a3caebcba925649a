import type { Called } from '#platform/net/call-public.ts'
import { callPublic } from '#platform/net/call-public.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import { innerSeams, isInnerTarget } from '#platform/net/inner-targets.ts'
import type { Platform } from '#platform/platform.ts'
import { type Row, readRows } from './reading.ts'

const MOST_BYTES = 8 * 1024 * 1024
const TIMEOUT_MS = 20_000

/** Where to ask, and in what form. */
export interface Target {
  url: string
  jurisdiction: string | null
  format: 'json' | 'xml'
}

export type Answered =
  | { kind: 'rows'; rows: Row[]; status: number }
  /** They refuse what was sent, in words. */
  | { kind: 'refused'; status: number; sentences: string[] }
  /** Not to be reached, out of order, or something that is no Open311 server: worth another try later. */
  | { kind: 'trouble'; why: string; status: number | null; unclear: boolean }

/** Statuses by which a server says that it did not do it now, and that the sender is not to blame. */
const notNow = new Set([408, 425, 429])

/** Asks for a list. */
export const askFor = (
  platform: Platform,
  target: Target,
  path: string,
  item: string,
  params: Record<string, string | null> = {},
  seams: Partial<Seams> = {},
): Promise<Answered> => call(platform, urlOf(target, path, params), item, {}, seams)

/** Sends a form; `once` is the same for every try of the same thing (draft-ietf-httpapi-idempotency-key-header). */
export function postTo(
  platform: Platform,
  target: Target,
  path: string,
  item: string,
  { fields, once }: { fields: readonly (readonly [string, string])[]; once: string },
  seams: Partial<Seams> = {},
): Promise<Answered> {
  const form = new URLSearchParams(fields.map(([name, value]) => [name, value] as [string, string]))
  if (target.jurisdiction) form.set('jurisdiction_id', target.jurisdiction)
  return call(
    platform,
    urlOf(target, path, {}),
    item,
    {
      body: form.toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'idempotency-key': once,
      },
    },
    seams,
  )
}

function urlOf(target: Target, path: string, params: Record<string, string | null>): string {
  const search = new URLSearchParams()
  if (target.jurisdiction) search.set('jurisdiction_id', target.jurisdiction)
  for (const [name, value] of Object.entries(params)) if (value !== null) search.set(name, value)
  return `${target.url}/${path}.${target.format}${search.size > 0 ? `?${search}` : ''}`
}

async function call(
  platform: Platform,
  url: string,
  item: string,
  post: { body?: string; headers?: Record<string, string> },
  seams: Partial<Seams>,
): Promise<Answered> {
  const inner = URL.canParse(url) && (await isInnerTarget(platform, new URL(url)))
  const called = await callPublic(
    url,
    { ...post, maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS },
    inner ? { ...innerSeams, ...seams } : seams,
  )
  return judge(called, item, post.body !== undefined)
}

/** What an answer means for whoever asked. */
export function judge(called: Called, item: string, posted: boolean): Answered {
  if (!called.ok) return { kind: 'trouble', why: called.reason, status: null, unclear: called.unclear }
  const { status } = called
  const trouble = (why: string, unclear = false): Answered => ({ kind: 'trouble', why, status, unclear })
  if (status >= 300 && status < 400) return trouble('moved')
  const read = readRows(called.text, item)
  if (status >= 200 && status < 300) {
    if (read.ok) return { kind: 'rows', rows: read.rows, status }
    // Some say in words that they refused, and "200 OK" above it.
    if (read.reason === 'errors') return { kind: 'refused', status, sentences: read.sentences }
    return trouble('nonsense', posted)
  }
  if (notNow.has(status)) return trouble('busy')
  // It broke while they worked on it; whether before or after they had it, nobody knows.
  if (status >= 500) return trouble('broken', posted)
  const sentences = read.ok ? [] : read.reason === 'errors' ? read.sentences : []
  if (status === 401 || status === 403) return trouble('key')
  // Without words of theirs it is the address that is wrong, not what was sent.
  if ((status === 404 || status === 405 || status === 410) && sentences.length === 0)
    return trouble('missing')
  return { kind: 'refused', status, sentences }
}
