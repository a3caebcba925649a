import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { CustomFetch } from 'openid-client'
import { isPublicAddress } from '#platform/net/public-address.ts'
import { isLoopbackHost, isProviderUrl } from './provider-url.ts'

/** No provider needs longer, and nobody waits longer. */
const PATIENCE_MS = 5000
/** The largest known key sets and group lists are a tenth of this. */
const MOST_BYTES = 1024 * 1024

export interface AskingRules {
  issuer: string
  production: boolean
}

/** What a provider's machine may not do, or did not do. */
export class NotAsked extends Error {}

type Address = { address: string; family: number }

/**
 * Asks a provider over the network; given to openid-client and jose instead of `fetch` (ADR 0016). The issuer's own host
 * may lie anywhere, since an administrator named it. A host that its metadata names must be a public one if the issuer's
 * is: nobody outside may send us around in the town's network. Names are resolved once and pinned, redirects are not
 * followed, and size and time are limited.
 */
export function askingFor(rules: AskingRules): CustomFetch {
  return async (target, { method, headers, body, signal }) => {
    if (!isProviderUrl(target, rules)) throw new NotAsked('the address is not an https address')
    const url = new URL(target)
    const patience = AbortSignal.timeout(PATIENCE_MS)
    const stop = signal ? AbortSignal.any([signal, patience]) : patience
    const addresses = await reachable(url, rules)
    stop.throwIfAborted()
    const response = await send(url, addresses, { method, headers, body: textOf(body) }, stop)
    try {
      const bytes = await limited(response)
      const status = response.statusCode ?? 502
      return new Response(new Set([204, 205, 304]).has(status) ? null : bytes, {
        status,
        headers: headersOf(response),
      })
    } finally {
      response.destroy()
    }
  }
}

async function reachable(url: URL, { issuer }: AskingRules): Promise<Address[]> {
  const addresses = await addressesOf(url.hostname)
  if (addresses.length === 0) throw new NotAsked('the name has no address')
  if (url.protocol === 'http:' && !addresses.every(({ address }) => isLoopbackHost(address)))
    throw new NotAsked('without https only this machine is asked')
  const own = new URL(issuer).hostname
  if (url.hostname !== own && !addresses.every(({ address }) => isPublicAddress(address))) {
    const named = await addressesOf(own)
    if (named.some(({ address }) => isPublicAddress(address)))
      throw new NotAsked('a public provider points into the inner network')
  }
  return addresses
}

async function addressesOf(hostname: string): Promise<Address[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  return family ? [{ address: host, family }] : lookup(host, { all: true })
}

function send(
  url: URL,
  addresses: readonly Address[],
  { body, ...how }: { method: string; headers: Record<string, string>; body: string | null },
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const pinned: LookupFunction = (_name, options, done) => {
    const [first] = addresses
    if (options.all) done(null, [...addresses])
    else done(null, first!.address, first!.family)
  }
  const by = url.protocol === 'https:' ? httpsRequest : httpRequest
  const headers = {
    ...how.headers,
    'accept-encoding': 'identity',
    'user-agent': 'Stadtdraht',
    ...(body !== null && { 'content-length': String(Buffer.byteLength(body)) }),
  }
  by(url, { method: how.method, headers, agent: false, lookup: pinned, signal, maxHeaderSize: 32 * 1024 })
    .on('response', resolve)
    .on('error', reject)
    .end(body ?? undefined)
  return promise
}

async function limited(response: IncomingMessage): Promise<ArrayBuffer> {
  // We asked for none, and unpacking would be a way around the limit.
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new NotAsked('the answer is packed')
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MOST_BYTES) throw new NotAsked('the answer is too large')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks)).buffer
}

function headersOf(response: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one)
  return headers
}

/** What the library sends is a form or nothing. */
function textOf(body: unknown): string | null {
  if (body === null || body === undefined) return null
  if (typeof body === 'string' || body instanceof URLSearchParams) return String(body)
  throw new NotAsked('only forms are sent')
}
