import type pg from 'pg'
import type { Uuid } from '#platform/ids.ts'
import type { Seal } from './seal.ts'
import { verifyChains } from './verify-chains.ts'
import { verifyFeed } from './verify-feed.ts'
import { verifyPublished } from './verify-published.ts'

/** What does not fit, and where: ids, numbers and times, never words. */
export interface Fault {
  kind:
    | 'changed' // an event's content is not what its hash says
    | 'unlinked' // an event does not follow from the one before it
    | 'missing' // the stream skips this seq
    | 'unlisted' // the event stands neither in the feed nor in the outbox
    | 'gone' // the feed names an event that is not there
    | 'gap' // the feed has no such number
    | 'root' // the events of a seal do not make its root
    | 'seal_changed' // a seal's content is not what its hash says
    | 'seal_unlinked' // a seal does not follow from the one before it
    | 'seal_missing' // a seal's number is skipped, or it was published and is not there
    | 'published' // what was published is another seal than the one in the database
  /** Number in the feed. */
  n?: number
  stream?: Uuid
  seq?: number
  id?: Uuid
  at?: string
  seal?: number
  /** Of a seal: the numbers of its events. */
  from?: number
  to?: number
}

export interface Verification {
  events: number
  seals: number
  /** How many published lines were compared. */
  published: number
  faults: Fault[]
  /** How many there are in all; no more than `MOST_FAULTS` are named. */
  count: number
}

export const MOST_FAULTS = 1000

export interface VerifyOptions {
  /** The lines that somebody kept, of this town. */
  published?: AsyncIterable<Seal> | Iterable<Seal>
  progress?: (done: number, all: number) => void
}

/**
 * Recomputes everything of one town: each stream's chain, the feed, the seals' roots and their chain, and compares
 * with what was published. `client` is in a transaction with one unchanging snapshot in which the tenant is set;
 * rows come a few thousand at a time. Faults are sorted: the first is the first in the order of what happened.
 */
export async function verifyTenant(
  client: pg.ClientBase,
  tenant: Uuid,
  { published = [], progress = () => {} }: VerifyOptions = {},
): Promise<Verification> {
  const faults: Fault[] = []
  let count = 0
  const found = (fault: Fault): void => {
    count += 1
    if (faults.length < MOST_FAULTS) faults.push(fault)
  }
  const head = await client.query<{ n: number; events: number }>(
    `select (select count(*)::int from platform.event where tenant_id = $1) as events,
       coalesce((select f.n::int from platform.feed_head f where f.tenant_id = $1), 0) as n`,
    [tenant],
  )
  const { n, events } = head.rows[0]!
  let done = 0
  const step = (rows: number): void => {
    done += rows
    progress(done, events + n)
  }
  await verifyChains(client, tenant, found, step)
  const seals = await verifyFeed(client, tenant, n, found, step)
  const compared = await verifyPublished(client, tenant, published, found)
  return { events, seals, published: compared, faults: faults.sort(byOrder), count }
}

const byOrder = (a: Fault, b: Fault): number => place(a) - place(b) || when(a).localeCompare(when(b))
// A broken seal says only that something among its events is; whatever names an event of them comes first.
const place = (f: Fault): number => f.n ?? (f.to === undefined ? Number.MAX_SAFE_INTEGER : f.to + 0.5)
const when = (f: Fault): string => f.at ?? '9'

/** Opens a transaction with one snapshot, in which the tenant is set, for `verifyTenant`. */
export async function inSnapshot<R>(client: pg.ClientBase, tenant: Uuid, run: () => Promise<R>): Promise<R> {
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query('select platform.enter($1)', [tenant])
    return await run()
  } finally {
    await client.query('rollback')
  }
}
