import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'
import { parsePublicUrl } from './public-url.ts'

export type Fetched = { ok: true; bytes: Buffer; type: string; url: string }

export type FetchRefusal = {
  ok: false
  reason: 'bad_url' | 'not_public' | 'unreachable' | 'redirects' | 'status' | 'type' | 'too_large' | 'timeout'
  detail?: string
}

export type FetchLimits = {
  maxBytes: number
  /** For everything together: names, redirects, headers and body. */
  timeoutMs: number
  /** Media types, `image/*` or exact. What the content really is, its reader decides. */
  accept: readonly string[]
}

export type Address = { address: string; family: number }

/** What a test replaces. Nothing in the program does. */
export type Seams = {
  resolve: (name: string) => Promise<Address[]>
  allow: (address: string, port: number) => boolean
}

const maxRedirects = 3

export const theInternet: Seams = {
  resolve: (name) => lookup(name, { all: true }),
  allow: (address, port) => isPublicAddress(address) && (port === 80 || port === 443),
}

/**
 * Fetches what a stranger's URL points to, on the public internet only. Every hop's name is resolved once, all its
 * addresses are judged, and the connection is made to exactly those: a second answer of the name server is never asked
 * for, so rebinding finds no gap. Whatever goes wrong is a value.
 */
export async function fetchPublic(
  url: string,
  limits: FetchLimits,
  seams: Partial<Seams> = {},
): Promise<Fetched | FetchRefusal> {
  const signal = AbortSignal.timeout(limits.timeoutMs)
  try {
    return await follow(url, limits, { ...theInternet, ...seams }, signal)
  } catch (error) {
    if (signal.aborted) return { ok: false, reason: 'timeout' }
    return { ok: false, reason: 'unreachable', detail: (error as NodeJS.ErrnoException).code ?? 'error' }
  }
}

async function follow(
  start: string,
  limits: FetchLimits,
  seams: Seams,
  signal: AbortSignal,
): Promise<Fetched | FetchRefusal> {
  let next = start
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const url = parsePublicUrl(next)
    if (!url) return { ok: false, reason: 'bad_url' }
    const addresses = await judged(url, seams, signal)
    if (!addresses) return { ok: false, reason: 'not_public' }
    const response = await ask(url, addresses, signal)
    try {
      const location = redirectOf(response)
      if (location === null) return await read(response, url, limits, signal)
      if (!URL.canParse(location, url)) return { ok: false, reason: 'bad_url' }
      // A location with a host of its own is judged as it was written, odd spellings included.
      next = /^[a-z][a-z0-9+.-]*:/i.test(location) ? location : new URL(location, url).href
    } finally {
      response.destroy()
    }
  }
  return { ok: false, reason: 'redirects' }
}

/** The addresses of a URL's host, resolved once; null when a single one of them may not be reached. */
export async function judged(url: URL, seams: Seams, signal: AbortSignal): Promise<Address[] | null> {
  const addresses = await abortable(addressesOf(url, seams.resolve), signal)
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  // One inner address among outer ones is an attack, not a reason to pick another.
  return addresses.length > 0 && addresses.every(({ address }) => seams.allow(address, port))
    ? addresses
    : null
}

async function addressesOf(url: URL, resolve: Seams['resolve']): Promise<Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  return family ? [{ address: host, family }] : resolve(host)
}

/** Sends a request to exactly these addresses, whatever the name would say now: a GET, or a POST with a body. */
export function ask(
  url: URL,
  addresses: Address[],
  signal: AbortSignal,
  post?: { body: string | Buffer; headers: Record<string, string> },
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const pinned: LookupFunction = (_name, options, done) => {
    const [first] = addresses
    if (options.all) done(null, addresses)
    else done(null, first!.address, first!.family)
  }
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const headers = {
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Stadtdraht',
    ...(post && { ...post.headers, 'content-length': String(Buffer.byteLength(post.body)) }),
  }
  const method = post ? 'POST' : 'GET'
  // No agent: a kept connection, or a proxy from the environment, would go where nobody has looked.
  send(url, { method, agent: false, lookup: pinned, signal, headers, maxHeaderSize: 16 * 1024 })
    .on('response', resolve)
    .on('error', reject)
    .end(post?.body)
  return promise
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? null) : null
}

async function read(
  response: IncomingMessage,
  url: URL,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<Fetched | FetchRefusal> {
  const { statusCode, headers } = response
  if (statusCode !== 200) return { ok: false, reason: 'status', detail: String(statusCode) }
  const type = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  if (
    !limits.accept.some(
      (wanted) => type === wanted || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1))),
    )
  )
    return { ok: false, reason: 'type', detail: type.slice(0, 80) }
  // We asked for none, and unpacking would be a way around the limit.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return { ok: false, reason: 'type', detail: 'encoded' }
  if (Number(headers['content-length']) > limits.maxBytes) return { ok: false, reason: 'too_large' }
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limits.maxBytes) return { ok: false, reason: 'too_large' }
    chunks.push(chunk)
  }
  signal.throwIfAborted()
  return { ok: true, bytes: Buffer.concat(chunks), type, url: url.href }
}

/** Name servers cannot be told to stop, so they are left behind. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  return promise
}
