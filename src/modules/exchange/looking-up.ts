import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { type Answered, askFor } from './asking.ts'
import type { Endpoint } from './endpoint.ts'
import type { Parcel } from './packing.ts'
import { textOf } from './reading.ts'

export type LookedUp =
  | { kind: 'found'; id: string }
  | { kind: 'absent' }
  /** Their list does not tell: it is closed, or too long to be read to its end. */
  | { kind: 'cannot_tell' }
  | (Answered & { kind: 'trouble' })

const PAGE = 500
const MOST_PAGES = 6
/** Their clock need not be ours. */
const SLACK_MS = 10 * 60_000

/**
 * Whether a report that may have arrived has: their list of what came in since the first try, looked through for our
 * number, which stands in the words of everything that we send. Servers that repeat an answer for the same
 * `Idempotency-Key` would take it once anyway; most do not know that header.
 */
export async function lookUp(
  platform: Platform,
  endpoint: Endpoint,
  parcel: Parcel,
  seams: Partial<Seams> = {},
): Promise<LookedUp> {
  const from = new Date((parcel.firstTriedAt ?? platform.clock.now()).getTime() - SLACK_MS)
  const until = new Date(platform.clock.now().getTime() + SLACK_MS)
  const seen = new Set<string>()
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const listed = await askFor(
      platform,
      endpoint,
      'requests',
      'request',
      {
        start_date: iso(from),
        end_date: iso(until),
        service_code: parcel.service,
        page: String(page),
        page_size: String(PAGE),
      },
      seams,
    )
    if (listed.kind === 'trouble') return listed
    if (listed.kind === 'refused') return { kind: 'cannot_tell' }
    let fresh = 0
    for (const row of listed.rows) {
      const id = textOf(row.service_request_id, 200)
      if (id === null || seen.has(id)) continue
      seen.add(id)
      fresh += 1
      if (names(textOf(row.description), parcel.reference)) return { kind: 'found', id }
    }
    // A server without pages answers the same again and again.
    if (fresh === 0 || listed.rows.length < PAGE) return { kind: 'absent' }
  }
  return { kind: 'cannot_tell' }
}

/** Our number as a whole: 2026-17 is not 2026-1. */
export const names = (words: string | null, reference: string): boolean =>
  words !== null &&
  new RegExp(`(?<![\\w/-])${reference.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`).test(words)

const iso = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
