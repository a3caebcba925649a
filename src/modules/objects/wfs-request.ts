import { type FetchRefusal, fetchPublic, type Seams } from '#platform/net/fetch-public.ts'
import { innerSeams, isInnerTarget } from '#platform/net/inner-targets.ts'
import { parsePublicUrl } from '#platform/net/public-url.ts'
import type { Platform } from '#platform/platform.ts'
import type { Layer } from './layer.ts'
import { type Page, type RawFeature, readAnswer, type Unreadable } from './wfs-answer.ts'

export type WfsRefusal = {
  why: FetchRefusal['reason'] | Unreadable['why'] | 'too_many' | 'repeats' | 'incomplete'
  detail?: string
}

export interface WfsLimits {
  /** Features a page, and in all. */
  page: number
  features: number
  /** Bytes a page, and in all. */
  bytes: number
  allBytes: number
  /** For one page, and for all. */
  pageMs: number
  allMs: number
}

export const usualLimits: WfsLimits = {
  page: 1000,
  features: 300_000,
  bytes: 12 * 1024 * 1024,
  allBytes: 600 * 1024 * 1024,
  pageMs: 30_000,
  allMs: 8 * 60_000,
}

const types = [
  'application/json',
  'application/geo+json',
  'application/vnd.geo+json',
  'application/xml',
  'application/gml+xml',
  'text/xml',
]

/** All features of a layer from its map server (WFS 2.0), page by page; never throws for what the server does. */
export async function askWfs(
  platform: Platform,
  layer: Pick<Layer, 'wfs' | 'srs'>,
  limits: WfsLimits = usualLimits,
): Promise<RawFeature[] | WfsRefusal> {
  const url = parsePublicUrl(layer.wfs.url)
  if (!url) return { why: 'bad_url' }
  const inner = await isInnerTarget(platform, url)
  if (url.protocol !== 'https:' && !inner) return { why: 'bad_url' }
  const seams: Partial<Seams> = inner ? innerSeams : {}
  const until = performance.now() + limits.allMs
  const found = new Map<string, RawFeature>()
  let format: 'json' | 'gml' = 'json'
  let bytes = 0
  for (let start = 0; ; ) {
    const left = until - performance.now()
    if (left <= 0) return { why: 'timeout' }
    let answer = await askPage(pageUrl(url, layer, limits.page, start, format), limits, left, seams)
    // Not every server speaks GeoJSON; GML 3.2 they all do.
    if (
      format === 'json' &&
      start === 0 &&
      'why' in answer &&
      ['refused', 'status', 'not_wfs'].includes(answer.why)
    ) {
      format = 'gml'
      answer = await askPage(pageUrl(url, layer, limits.page, start, format), limits, left, seams)
    }
    if ('why' in answer) return answer
    const before = found.size
    for (const feature of answer.features) found.set(keyOf(feature), feature)
    bytes += answer.bytes
    if (found.size > limits.features || bytes > limits.allBytes) return { why: 'too_many' }
    const { matched } = answer
    const all = matched !== null && found.size >= matched
    // A server that knows no paging sends more than was asked for: everything.
    if (answer.features.length === 0 || all || (start === 0 && answer.features.length > limits.page))
      return matched !== null && found.size < matched ? { why: 'incomplete' } : [...found.values()]
    // The same page again: it counts, but does not turn over.
    if (found.size === before) return { why: 'repeats' }
    start += answer.features.length
  }
}

const keyOf = ({ id, properties, at }: RawFeature): string => id ?? JSON.stringify([at, properties])

function pageUrl(
  base: URL,
  { wfs, srs }: Pick<Layer, 'wfs' | 'srs'>,
  count: number,
  start: number,
  format: 'json' | 'gml',
): string {
  const url = new URL(base)
  const query: Record<string, string> = {
    service: 'WFS',
    version: '2.0.0',
    request: 'GetFeature',
    typeNames: wfs.type,
    srsName: `urn:ogc:def:crs:EPSG::${srs.slice(5)}`,
    count: String(count),
    startIndex: String(start),
    ...(format === 'json' && { outputFormat: 'application/json' }),
  }
  const own = new Set(Object.keys(query).map((name) => name.toLowerCase()))
  // An address copied from a browser brings its own; what it needs beside these (a key, a map file) stays.
  for (const name of [...url.searchParams.keys()])
    if (own.has(name.toLowerCase()) || name.toLowerCase() === 'outputformat') url.searchParams.delete(name)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

async function askPage(
  url: string,
  { bytes, pageMs }: WfsLimits,
  left: number,
  seams: Partial<Seams>,
): Promise<(Page & { bytes: number }) | WfsRefusal> {
  const limits = { maxBytes: bytes, timeoutMs: Math.max(1, Math.min(pageMs, left)), accept: types }
  const answer = await fetchPublic(url, limits, seams)
  if (!answer.ok) {
    if (answer.reason === 'type' && answer.detail === 'text/html') return { why: 'html' }
    return { why: answer.reason, ...(answer.detail && { detail: answer.detail }) }
  }
  const read = readAnswer(new TextDecoder().decode(answer.bytes))
  return 'why' in read ? read : { ...read, bytes: answer.bytes.length }
}
